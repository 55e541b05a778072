/// Which practice data are wanted. The same wish gives the same bytes, on any number of threads.
package struct Practice: Hashable, Sendable {
  package enum Size: Hashable, Sendable {
    /// The three districts of VB 2016, 2015–2017.
    case reports
    /// So many household months of the whole city, from 2015 for as many years as it takes.
    case months(Int)
  }

  /// What the program starts with.
  package static let bundled = Practice(size: .reports, seed: 2016)

  /// True when the rows are made at the start: how far they go shows in the dictionaries.
  package var isAtOnce: Bool { size != .reports }

  package let size: Size
  package let seed: UInt64

  /// The most household months that can be asked for.
  package static let most = 100_000_000

  /// The number of household months that a word asks for: `250000`, `250k` or `10M`; nil for any other word.
  package static func months(_ word: String) -> Int? {
    var digits = Substring(word)
    var factor = 1
    if let last = digits.last, "kKM".contains(last) {
      factor = last == "M" ? 1_000_000 : 1000
      digits.removeLast()
    }
    guard !digits.isEmpty, digits.utf8.count <= 9, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
      let number = Int(digits), 1...most / factor ~= number
    else { return nil }
    return number * factor
  }

  package init(size: Size, seed: UInt64 = 2016) {
    self.size = size
    self.seed = seed
  }
}
