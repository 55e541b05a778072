import InsynPlan
import InsynStore

/// What a worker needs to test rows: room for truths, and a reader for slow tests.
final class WorkRoom {
  let reader: RowReader
  private let masks: MaskRoom

  init(_ reader: RowReader, capacity: Int) {
    self.reader = reader
    masks = MaskRoom(capacity: capacity)
  }

  /// Lends the truths of a test over the rows of a stretch.
  func passing(
    _ test: Predicate, _ rows: Range<Int>, _ work: (Mask) throws(ExecutionError) -> Void
  ) throws(ExecutionError) {
    try masks.lend { mask throws(ExecutionError) in
      try test.set(mask, rows, masks, reader)
      try work(mask)
    }
  }
}
