import InsynValue

/// The fields of the population.
enum InhabitantField: Int, PracticeField {
  case district
  case year
  case gender
  case age
  case inhabitants

  var name: String {
    switch self {
    case .district: "stadsdel"
    case .year: "år"
    case .gender: "kön"
    case .age: "ålder"
    case .inhabitants: "invånare"
    }
  }
}

extension District.Population {
  /// Of a thousand adults of the city, how many are of each age group from 18 on.
  private static let adults = [100, 115, 210, 385, 190]

  /// Inhabitants of a gender by age group.
  func inhabitants(women: Bool) -> [Int] {
    [women ? girls : boys]
      + Schedule.shared(women ? self.women : men, District.Population.adults)
  }
}

/// The inhabitants of the schedule's districts: by year, gender and age.
func inhabitantRows(
  _ schedule: Schedule, _ codes: PracticeCodes, threads: Int, _ effort: Effort
) throws(Diagnostic) -> FilledRows {
  let rows = TableWriter<InhabitantField>(
    rowCount: schedule.districts.count * schedule.yearCount * 2 * Household.ages.count,
    [
      .district: codes.districts.max() ?? 0,
      .year: codes.firstYear + UInt64(schedule.yearCount), .gender: max(codes.women, codes.men),
      .age: codes.ages.max() ?? 0, .inhabitants: 1 << 20,
    ])
  var row = 0
  for (place, district) in schedule.districts.enumerated() {
    for year in 0..<schedule.yearCount {
      for isWomen in [true, false] {
        for (age, count) in district.population.inhabitants(women: isWomen).enumerated() {
          // A hundredth more each year around 2016.
          let grown = count * (99 + min(year, 2)) / 100 * schedule.scale / 1000
          rows[.district].set(row, codes.districts[place])
          rows[.year].set(row, codes.firstYear + UInt64(year))
          rows[.gender].set(row, isWomen ? codes.women : codes.men)
          rows[.age].set(row, codes.ages[age])
          rows[.inhabitants].set(row, UInt64(grown + 1))
          row += 1
        }
      }
    }
  }
  return try rows.finished(threads: threads, effort)
}
