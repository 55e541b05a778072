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
