import Synchronization

/// A wish to stop. Set by a signal's handler or another thread, looked at by whatever takes long.
package final class Cancellation: Sendable {
  /// The wish of the person at the keyboard: Ctrl-C.
  package static let user = Cancellation()

  private let flag = Atomic(false)

  package init() {}

  package var isWished: Bool { flag.load(ordering: .relaxed) }

  /// Safe in a signal's handler.
  package func wish() { flag.store(true, ordering: .relaxed) }

  /// Before new work: what was wished of the old no longer holds.
  package func forget() { flag.store(false, ordering: .relaxed) }
}

/// What takes long, by what it goes through one by one.
package enum Work: Hashable, Sendable {
  case rows
  case rules
  case fields
  case kilobytes
  case values
}

/// How far something long has come.
package struct Reached: Hashable, Sendable {
  package let work: Work
  package let done: Int
  package let all: Int

  package init(_ work: Work, _ done: Int, of all: Int) {
    self.work = work
    self.done = done
    self.all = all
  }
}

/// Work that may take long: whether it is still wanted, and who hears how far it has come.
package struct Effort: Sendable {
  package let cancellation: Cancellation
  package let told: @Sendable (Reached) -> Void

  package init(
    _ cancellation: Cancellation = Cancellation(),
    told: @escaping @Sendable (Reached) -> Void = { _ in }
  ) {
    self.cancellation = cancellation
    self.told = told
  }

  /// Tells how far it has come. Throws IN53 when a stop is wished.
  package func reach(_ work: Work, _ done: Int, of all: Int) throws(Diagnostic) {
    let reached = Reached(work, done, of: all)
    if cancellation.isWished { throw Diagnostic(.stopped(reached)) }
    told(reached)
  }
}
