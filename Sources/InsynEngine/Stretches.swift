import InsynPlan
import InsynValue

/// Rows between two looks at the wish to stop: few enough to stop at once, so many that looking costs
/// nothing.
private let stretch = 1 << 15

extension Cancellation {
  /// Goes through so many rows stretch by stretch. Throws between two of them when a stop is wished.
  func eachStretch(
    of rows: Int, _ body: (Range<Int>) throws(ExecutionError) -> Void
  ) throws(ExecutionError) {
    var start = 0
    repeat {
      if isWished { throw .cancelled(Reached(.rows, start, of: rows)) }
      let end = min(start + stretch, rows)
      try body(start..<end)
      start = end
    } while start < rows
  }
}
