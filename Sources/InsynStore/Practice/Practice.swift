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

  package let size: Size
  package let seed: UInt64

  package init(size: Size, seed: UInt64 = 2016) {
    self.size = size
    self.seed = seed
  }
}
