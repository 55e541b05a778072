import InsynValue

/// The fields of a participation.
enum ParticipationField: Int, PracticeField {
  case person
  case kind
  case district
  case gender
  case period
  case start
  case end
  case reason

  var name: String {
    switch self {
    case .person: "personid"
    case .kind: "insatstyp"
    case .district: "stadsdel"
    case .gender: "kön"
    case .period: "period"
    case .start: "start"
    case .end: "slut"
    case .reason: "avslutsorsak"
    }
  }
}

/// One person's part in an intervention.
struct Participation {
  let person: Int32
  /// Its place in `Intervention.all`, and how it ended by the place in its reasons.
  let kind: UInt8
  let reason: UInt8
  let district: UInt8
  let isWoman: Bool
  let year: Int16
  /// Days since 1970.
  let start: Int32
  let end: Int32
}

/// Makes the participations of a schedule's districts and years.
struct Participations {
  private let schedule: Schedule
  private(set) var all: [Participation] = []
  private var people = 0
  /// The last person of each gender in the district, who may take part again.
  private var latest: [Bool: Int] = [:]

  /// Throws IN53 when a stop is wished.
  init(_ schedule: Schedule, _ effort: Effort) throws(Diagnostic) {
    self.schedule = schedule
    for (place, district) in schedule.districts.enumerated() {
      latest = [:]
      for year in 0..<schedule.yearCount {
        try effort.reach(.rows, schedule.rowCount, of: schedule.rowCount)
        for kind in Intervention.all.indices { add(kind, place, district, year) }
      }
    }
  }

  private mutating func add(_ kind: Int, _ place: Int, _ district: District, _ year: Int) {
    var draws = Draws(
      Draws.key(schedule.seed, UInt64(place), UInt64(year), UInt64(kind), 4))
    let intervention = Intervention.all[kind]
    if year == 1, schedule.scale == 1000, place < intervention.published.count {
      for group in intervention.published[place] {
        for member in 0..<group.women + group.men {
          let counted = intervention.reasons.firstIndex { $0.value == group.reason }
          add(
            kind, place, year, isWoman: member < group.women,
            reason: counted ?? draws.pick(intervention.uncounted), &draws)
        }
      }
      return
    }
    let months = Array(schedule.counts[place].dropFirst(12 * year).prefix(12))
    let expected = months.reduce(0, +) * intervention.frequency
    // What is left over of a participant is one with that chance.
    let count = (expected + draws.below(12_000)) / 12_000
    let weights = intervention.reasons.map(\.weight)
    for _ in 0..<count {
      add(
        kind, place, year, isWoman: draws.below(100) < intervention.women,
        reason: draws.pick(weights), &draws)
    }
  }

  private mutating func add(
    _ kind: Int, _ place: Int, _ year: Int, isWoman: Bool, reason: Int, _ draws: inout Draws
  ) {
    let length = Intervention.all[kind].days
    let first = Int(Period(year: Schedule.firstYear + year).start.number)
    let isHoliday = length.upperBound < 30
    // Holiday jobs end in the summer.
    let end = first + (isHoliday ? 190 + draws.below(40) : draws.below(365))
    let start = end - length.lowerBound - draws.below(length.count)
    var person = people + 1
    if let known = latest[isWoman], !isHoliday, draws.below(8) == 0 {
      person = known
    } else {
      people += 1
    }
    latest[isWoman] = person
    all.append(
      Participation(
        person: Int32(person), kind: UInt8(kind), reason: UInt8(reason), district: UInt8(place),
        isWoman: isWoman, year: Int16(year), start: Int32(start), end: Int32(end)))
  }
}
