/// Writes the rows of a household's year into both tables.
struct StretchWriter {
  private let codes: PracticeCodes
  private let obstacles: Obstacles
  private let months: TableWriter<MonthField>
  private let years: TableWriter<HouseholdField>

  // The columns, looked up once.
  private let ids: PackedWriter
  private let districts: PackedWriter
  private let calendar: PackedWriter
  private let kinds: PackedWriter
  private let reasons: UnsafeMutablePointer<UInt8>
  private let children: PackedWriter
  private let monthsInYear: PackedWriter
  private let amounts: UnsafeMutablePointer<UInt16>
  private let calendarYears: PackedWriter?
  private let genders: PackedWriter?

  init(
    _ codes: PracticeCodes, _ obstacles: Obstacles, _ months: TableWriter<MonthField>,
    _ years: TableWriter<HouseholdField>
  ) {
    (self.codes, self.obstacles, self.months, self.years) = (codes, obstacles, months, years)
    ids = months[.household]
    districts = months[.district]
    calendar = months[.month]
    kinds = months[.kind]
    precondition(months[.obstacle].width == .one && months[.amount].width == .two, "known widths")
    reasons = months[.obstacle].memory.start.assumingMemoryBound(to: UInt8.self)
    children = months[.children]
    monthsInYear = months[.monthsInYear]
    amounts = months[.amount].memory.start.assumingMemoryBound(to: UInt16.self)
    calendarYears = months.optional(.year)
    genders = months.optional(.gender)
  }

  /// Writes a stretch. Takes the obstacle of the month before, −1 where there is none, and gives the last.
  func write(_ stretch: Stretch, _ household: Household, _ before: Int) -> Int {
    let rows = stretch.firstRow..<stretch.firstRow + stretch.months.count
    let first = stretch.months.lowerBound
    let gender = household.isWoman ? codes.women : codes.men
    ids.fill(rows, stretch.id)
    districts.fill(rows, stretch.district)
    calendar.count(rows, from: codes.firstMonth + UInt64(first))
    kinds.fill(rows, codes.kinds[household.kind.rawValue])
    children.fill(rows, UInt64(household.children + 1))
    monthsInYear.fill(rows, UInt64(rows.count))
    calendarYears?.fill(rows, codes.firstYear + UInt64(first / 12))
    genders?.fill(rows, gender)
    let total = writeAmounts(rows, stretch.months, household)
    let (most, last) = writeObstacles(rows, stretch.months, household, before)

    let row = stretch.yearRow
    years[.household].set(row, stretch.id)
    years[.district].set(row, stretch.district)
    years[.year].set(row, codes.firstYear + UInt64(first / 12))
    years[.kind].set(row, codes.kinds[household.kind.rawValue])
    years[.obstacle].set(row, codes.obstacles[most])
    years[.children].set(row, UInt64(household.children + 1))
    years[.adults].set(row, UInt64(household.kind.adults + 1))
    years[.gender].set(row, gender)
    years[.age].set(row, codes.ages[household.age])
    years[.months].set(row, UInt64(rows.count))
    years[.amount].set(row, total)
    years[.home].set(row, codes.homes[household.home])
    return last
  }

  /// What each month is drawn by.
  @inline(__always)
  private func draw(_ household: Household, _ month: Int) -> UInt64 {
    Draws.mixed(household.key &+ UInt64(month) &* 0xD1B5_4A32_D192_ED03)
  }

  private func writeAmounts(
    _ rows: Range<Int>, _ months: Range<Int>, _ household: Household
  ) -> UInt64 {
    let level = household.amount * Household.level(months.lowerBound / 12) / 1000
    var total: UInt64 = 0
    for row in rows {
      let month = months.lowerBound + row - rows.lowerBound
      let amount = Household.amount(level, draw(household, month))
      amounts[row] = amount
      total += UInt64(amount)
    }
    return total
  }

  /// The obstacle stays for forty months on average; the year's is the one with most months, the first of
  /// the code list among several.
  private func writeObstacles(
    _ rows: Range<Int>, _ months: Range<Int>, _ household: Household, _ before: Int
  ) -> (most: Int, last: Int) {
    var counts = SIMD32<UInt8>.zero
    var obstacle = before
    for row in rows {
      let draw = draw(household, months.lowerBound + row - rows.lowerBound) >> 32
      if obstacle < 0 || draw & 1023 < 26 { obstacle = obstacles.draw(draw >> 10, household) }
      reasons[row] = UInt8(truncatingIfNeeded: codes.obstacles[obstacle])
      counts[obstacle] &+= 1
    }
    let most = counts.max()
    return (Obstacle.all.indices.first { counts[$0] == most } ?? 0, obstacle)
  }
}
