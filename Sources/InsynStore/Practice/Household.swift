/// What stays the same of a household as long as it gets assistance.
struct Household {
  static let youngest = 1
  static let oldest = 5

  let kind: Kind
  let isWoman: Bool
  let children: Int
  /// The age group of who applied, by its place in `ages`.
  let age: Int
  /// By its place in `homes`.
  let home: Int
  let isLasting: Bool
  /// Kronor in a month of 2017.
  let amount: Int
  /// Where the draws of its months begin.
  let key: UInt64

  /// Age groups; the first is of children, who never apply.
  static let ages = ["0-17", "18-24", "25-29", "30-39", "40-64", "65-"]

  /// How households live, with how many of a thousand do.
  static let homes = [
    ("förstahandskontrakt", 520), ("andrahandskontrakt", 160), ("inneboende", 140),
    ("bostadsrätt", 20), ("försöks- eller träningslägenhet", 70), ("hotell eller vandrarhem", 40),
    ("utan bostad", 50),
  ]

  init(_ slot: Slot, _ spell: Spell, _ seed: UInt64, ages: Lottery, homes: Lottery) {
    key = Draws.key(
      seed, UInt64(slot.district), UInt64(slot.number), UInt64(spell.ordinal), 3)
    var draws = Draws(key)
    kind = slot.kind
    isWoman = slot.isWoman
    children = slot.children
    isLasting = spell.months.count >= 10
    let drawn = ages.draw(draws.next())
    // Parents of young children are not yet old.
    age = drawn == Household.oldest && children > 0 ? drawn - 1 : drawn
    home = homes.draw(draws.next())
    let own = 750 + draws.below(501)
    amount = (kind.amount + 2_320 * children) * own / 1000
  }
}

extension Household {
  /// Thousandths of the amount of 2017 in a year: the city's mean was 8 834 kronor in 2016.
  static func level(_ year: Int) -> Int {
    switch year {
    case 0: 950
    case 1: 967
    default: 1000
    }
  }

  /// Kronor of a month by its draw: an eighth more or less, and for one in fifty something extra.
  @inline(__always)
  static func amount(_ level: Int, _ draw: UInt64) -> UInt16 {
    let usual = (level * Int(896 + (draw & 255))) >> 10
    let isExtra = (draw >> 8) & 1023 < 20
    return UInt16(truncatingIfNeeded: usual + (isExtra ? 1_000 + Int((draw >> 18) & 8_191) : 0))
  }
}
