import InsynValue

/// The fields of a household and month; the year and the gender are there for benchmarks only.
enum MonthField: Int, PracticeField {
  case household
  case district
  case month
  case kind
  case obstacle
  case children
  case monthsInYear
  case amount
  case year
  case gender

  var name: String {
    switch self {
    case .household: "hushållsid"
    case .district: "stadsdel"
    case .month: "månad"
    case .kind: "hushållstyp"
    case .obstacle: "försörjningshinder"
    case .children: "barn"
    case .monthsInYear: "månader i år"
    case .amount: "belopp"
    case .year: "år"
    case .gender: "kön"
    }
  }
}

/// The fields of a household and year.
enum HouseholdField: Int, PracticeField {
  case household
  case district
  case year
  case kind
  case obstacle
  case children
  case adults
  case gender
  case age
  case months
  case amount
  case home

  var name: String {
    switch self {
    case .household: "hushållsid"
    case .district: "stadsdel"
    case .year: "år"
    case .kind: "hushållstyp"
    case .obstacle: "försörjningshinder"
    case .children: "barn"
    case .adults: "vuxna"
    case .gender: "kön"
    case .age: "ålder"
    case .months: "månader"
    case .amount: "belopp"
    case .home: "boende"
    }
  }
}

/// The codes of the store's dictionaries for what practice data hold.
struct PracticeCodes: Sendable {
  /// Of the schedule's districts, of kinds, obstacles, age groups and homes, in their order.
  let districts: [UInt64]
  let kinds: [UInt64]
  let obstacles: [UInt64]
  let ages: [UInt64]
  let homes: [UInt64]
  let women: UInt64
  let men: UInt64
  /// Of the first year and the first month; the others follow.
  let firstYear: UInt64
  let firstMonth: UInt64
}

/// Makes the households of a schedule, slot by slot: first how many there are, then their rows.
struct Households: Sendable {
  let schedule: Schedule
  let codes: PracticeCodes
  private let lengths: [[[UInt32]]]
  private let ages: [Lottery]
  private let homes = Lottery(Household.homes.map(\.1))
  private let obstacles = Obstacles()

  /// Slots that one thread takes at a time.
  private static let slotsOfPart = 16
  /// Parts between which a stop is heard and it is told how far it has come.
  private static let partsOfStretch = 64

  init(_ schedule: Schedule, _ codes: PracticeCodes) {
    self.schedule = schedule
    self.codes = codes
    lengths = schedule.districts.map(Spells.lengths)
    // Children do not apply.
    ages = schedule.districts.map { Lottery([0] + $0.ages.dropFirst()) }
  }

  /// Where the households of a slot and their years begin.
  private struct Start: Sendable {
    var households = 0
    var years = 0
  }

  /// Both tables of households. Throws IN53 when a stop is wished.
  func tables(
    threads: Int, forBenchmark: Bool, _ effort: Effort
  ) throws(Diagnostic) -> (monthRows: FilledRows, yearRows: FilledRows, count: Int) {
    let starts = try self.starts(threads: threads, effort)
    let last = starts[schedule.slots.count]
    let months = monthWriter(households: last.households, forBenchmark: forBenchmark)
    let years = yearWriter(households: last.households, rows: last.years)
    let parts = (schedule.slots.count + Households.slotsOfPart - 1) / Households.slotsOfPart
    for first in stride(from: 0, to: parts, by: Households.partsOfStretch) {
      try effort.reach(
        .rows, schedule.firstRows[first * Households.slotsOfPart], of: schedule.rowCount)
      _ = inParallel(min(parts - first, Households.partsOfStretch), threads: threads) { part in
        for slot in slots(ofPart: first + part) {
          write(schedule.slots[slot], schedule.firstRows[slot], starts[slot], months, years)
        }
      }
    }
    return (
      try months.finished(threads: threads, effort), try years.finished(threads: threads, effort),
      last.households
    )
  }

  private func slots(ofPart part: Int) -> Range<Int> {
    let first = part * Households.slotsOfPart
    return first..<min(first + Households.slotsOfPart, schedule.slots.count)
  }

  /// Counts the households and household-years of every slot, so that each can be written by itself.
  private func starts(threads: Int, _ effort: Effort) throws(Diagnostic) -> [Start] {
    let parts = (schedule.slots.count + Households.slotsOfPart - 1) / Households.slotsOfPart
    let counted = try effort.inParallel(parts, threads: threads) { part in
      slots(ofPart: part).map { slot in
        var count = Start()
        var spells = spells(of: schedule.slots[slot])
        spells.forEach { spell in
          count.households += 1
          count.years += (spell.months.upperBound - 1) / 12 - spell.months.lowerBound / 12 + 1
        }
        return count
      }
    }
    var starts = [Start()]
    var sum = Start()
    for count in counted.joined() {
      sum.households += count.households
      sum.years += count.years
      starts.append(sum)
    }
    return starts
  }

  private func spells(of slot: Slot) -> Spells { Spells(slot, schedule, lengths[slot.district]) }

  // MARK: room

  private func largest(_ codes: [UInt64]) -> UInt64 { codes.max() ?? 0 }

  private func monthWriter(households: Int, forBenchmark: Bool) -> TableWriter<MonthField> {
    var largest: [MonthField: UInt64] = [
      .household: UInt64(households), .district: self.largest(codes.districts),
      .month: codes.firstMonth + UInt64(schedule.monthCount) - 1,
      .kind: self.largest(codes.kinds), .obstacle: self.largest(codes.obstacles), .children: 255,
      .monthsInYear: 12, .amount: UInt64(UInt16.max),
    ]
    if forBenchmark {
      largest[.year] = codes.firstYear + UInt64(schedule.yearCount) - 1
      largest[.gender] = max(codes.women, codes.men)
    }
    return TableWriter(rowCount: schedule.rowCount, largest)
  }

  private func yearWriter(households: Int, rows: Int) -> TableWriter<HouseholdField> {
    TableWriter(
      rowCount: rows,
      [
        .household: UInt64(households), .district: largest(codes.districts),
        .year: codes.firstYear + UInt64(schedule.yearCount) - 1, .kind: largest(codes.kinds),
        .obstacle: largest(codes.obstacles), .children: 255, .adults: 255,
        .gender: max(codes.women, codes.men), .age: largest(codes.ages), .months: 12,
        .amount: 12 * UInt64(UInt16.max), .home: largest(codes.homes),
      ])
  }

  // MARK: rows

  /// Writes the rows of one slot.
  private func write(
    _ slot: Slot, _ firstRow: Int, _ start: Start, _ months: TableWriter<MonthField>,
    _ years: TableWriter<HouseholdField>
  ) {
    let district = codes.districts[slot.district]
    var (row, yearRow, id) = (firstRow, start.years, UInt64(start.households))
    let writer = StretchWriter(codes, obstacles, months, years)
    var spells = spells(of: slot)
    spells.forEach { spell in
      id += 1
      let household = Household(
        slot, spell, schedule.seed, ages: ages[slot.district], homes: homes)
      var obstacle = -1
      var month = spell.months.lowerBound
      while month < spell.months.upperBound {
        let end = min(spell.months.upperBound, (month / 12 + 1) * 12)
        let stretch = Stretch(
          id: id, district: district, months: month..<end, firstRow: row, yearRow: yearRow)
        obstacle = writer.write(stretch, household, obstacle)
        (row, yearRow, month) = (row + end - month, yearRow + 1, end)
      }
    }
  }
}

/// The months of a household in one year.
struct Stretch {
  let id: UInt64
  let district: UInt64
  let months: Range<Int>
  let firstRow: Int
  let yearRow: Int
}
