import InsynStore
import InsynValue

/// Throws IN59 when so many rows of so many cells would not fit in memory, rather than be killed while
/// they are made. Few cells are not worth the asking.
func requireRoom(rows: Int, cells: Int) throws(Diagnostic) {
  if rows < 100_000, rows * cells < 1 << 19 { return }
  // A cell is made once, and written as text at least once more.
  let needed = rows * (64 + cells * (MemoryLayout<AnswerCell>.stride + 64))
  if let free = memoryBudget(), needed > free / 10 * 9 {
    throw Diagnostic(.tooLarge(needed: needed >> 20, free: free >> 20))
  }
}
