/// Random numbers that depend on nothing but their key: every thread draws the same for the same household.
struct Draws {
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var state: UInt64

  init(_ key: UInt64) {
    state = key
  }

  /// Spreads every bit of a number over all bits.
  @inline(__always)
  static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A key of its own for each thing: seed, district, slot, household.
  static func key(_ seed: UInt64, _ parts: UInt64...) -> UInt64 {
    parts.reduce(mixed(seed &+ step)) { mixed(($0 ^ $1) &+ step) }
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= Draws.step
    return Draws.mixed(state)
  }

  /// A whole number from 0 to below a limit of at most 32 bits.
  @inline(__always)
  mutating func below(_ limit: Int) -> Int {
    Int(((next() >> 32) &* UInt64(limit)) >> 32)
  }

  /// The index of a weight, each as likely as it is heavy.
  mutating func pick(_ weights: [Int]) -> Int {
    var left = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if left < weight { return index }
      left -= weight
    }
    return weights.count - 1
  }

  /// The items in an order of chance.
  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for index in items.indices.reversed() { items.swapAt(index, below(index + 1)) }
    return items
  }
}
