/// An engine that holds the household months and is asked the questions of the table.
protocol Contestant: AnyObject {
  var name: String { get }
  /// Answers exactly: ratios as two whole numbers.
  func check(_ question: Question) throws(BenchError) -> (nanoseconds: Int, grid: Grid)
  /// Answers as anybody would ask, and says how many nanoseconds it took.
  func run(_ question: Question) throws(BenchError) -> (nanoseconds: Int, grid: Grid)
}

/// Why a run cannot go on, said to the person who started it.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
