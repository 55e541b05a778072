import InsynPlan
import InsynStore
import InsynValue

/// How the rows of a table are parted for the workers: few enough to stop at once, so many that parting
/// them costs nothing.
struct Stretches: Sendable {
  let rowCount: Int
  /// Rows of a stretch; those of a zone, but in tests.
  let length: Int
  /// An ascending column whose equal numbers stay together.
  let parted: Packed?

  var count: Int { (rowCount + length - 1) / length }

  subscript(index: Int) -> Range<Int> {
    let (first, next) = (start(index), start(index + 1))
    return first..<max(first, next)
  }

  /// The row where a stretch begins, moved on to where the numbers change.
  private func start(_ index: Int) -> Int {
    let plain = min(index * length, rowCount)
    guard let parted, plain > 0, plain < rowCount else { return plain }
    let last = parted[plain - 1]
    var (low, high) = (plain, rowCount)
    while low < high {
      let middle = (low + high) / 2
      if parted[middle] == last { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The zones that rows lie in.
  func zones(_ rows: Range<Int>) -> Range<Int> {
    rows.lowerBound / Zones.rows..<(rows.upperBound + Zones.rows - 1) / Zones.rows
  }

  /// The zone that the rows are the whole of.
  func wholeZone(_ rows: Range<Int>) -> Int? {
    let zone = rows.lowerBound / Zones.rows
    let whole = zone * Zones.rows..<min((zone + 1) * Zones.rows, rowCount)
    return rows == whole ? zone : nil
  }
}
