/// The months of one household in its slot, counted from January of the first year.
struct Spell: Sendable {
  let months: Range<Int>
  /// The household's place among those of the slot.
  let ordinal: Int
}

/// The households of one slot, one after the other.
struct Spells {
  private let schedule: Schedule
  private let slot: Slot
  private let counts: [Int]
  private let lengths: [[UInt32]]
  private var draws: Draws
  private var ordinal = 0
  /// Where the household that has the slot began.
  private var start = 0

  init(_ slot: Slot, _ schedule: Schedule, _ lengths: [[UInt32]]) {
    self.slot = slot
    self.schedule = schedule
    self.lengths = lengths
    counts = schedule.counts[slot.district]
    draws = Draws(Draws.key(schedule.seed, UInt64(slot.district), UInt64(slot.number), 2))
  }

  /// How likely a short spell is to end within 1, 2 … 9 months, in fractions of 2^32, for each year of a
  /// district's description.
  static func lengths(_ district: District) -> [[UInt32]] {
    district.brevity.map { ratio in
      var weights = [1 << 20]
      for _ in 1..<9 { weights.append((weights.last ?? 0) * ratio / 256) }
      let sum = weights.reduce(0, +)
      var before = 0
      return weights.map { weight in
        before += weight
        return UInt32(min(before * (1 << 32) / sum, Int(UInt32.max)))
      }
    }
  }

  /// Hands over every spell in the order of time.
  mutating func forEach(_ body: (Spell) -> Void) {
    guard let turn = slot.turn else { return passing(body) }
    let end = schedule.monthCount - (counts[counts.count - 1] > slot.number ? 0 : 1)
    var next = length(0)
    for year in 0..<schedule.yearCount {
      let first = 12 * year
      let wasHeld = year > 0 && turn.isHeld(year - 1)
      if turn.isHeld(year) {
        // One household that follows another at the turn of the year leaves both ten months at least.
        if wasHeld, draws.below(4) == 0 { finish(min(first - 1 + draws.below(3), end), body) }
        continue
      }
      if wasHeld { next = first + draws.below(10) }
      while next <= first + 12, next < end {
        finish(next, body)
        next = start + length(year)
      }
    }
    finish(end, body)
  }

  /// The spells of a slot that is not always taken.
  private mutating func passing(_ body: (Spell) -> Void) {
    var month = 0
    while month < schedule.monthCount {
      guard counts[month] > slot.number else {
        month += 1
        continue
      }
      start = month
      let longest = start + length(month / 12)
      while month < min(longest, schedule.monthCount), counts[month] > slot.number { month += 1 }
      finish(month, body)
    }
  }

  /// The household that began at `start` ends before a month, in which the next one begins.
  private mutating func finish(_ end: Int, _ body: (Spell) -> Void) {
    if end <= start { return }
    body(Spell(months: start..<end, ordinal: ordinal))
    ordinal += 1
    start = end
  }

  /// A short spell that begins in a year: one to nine months.
  private mutating func length(_ year: Int) -> Int {
    let limits = lengths[min(year, lengths.count - 1)]
    let draw = UInt32(truncatingIfNeeded: draws.next() >> 32)
    return 1 + limits.count { $0 <= draw && $0 < .max }
  }
}
