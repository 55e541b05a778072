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
  case tables
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

/// Stopped by a wish, so far on the way.
package struct Stopped: Error, Hashable {
  package let reached: Reached

  package init(_ reached: Reached) {
    self.reached = reached
  }
}

extension Cancellation {
  /// Throws when a stop is wished, with how far the work has come.
  package func check(_ work: Work, _ done: Int, of all: Int) throws(Stopped) {
    if isWished { throw Stopped(Reached(work, done, of: all)) }
  }
}
