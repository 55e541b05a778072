import InsynPlan
import InsynStore

/// The bytes that one of several sharers may take. The machine is asked when there are many: that takes as
/// long as a small question.
struct Allowance {
  private let sharers: Int
  private var bytes: Int
  private var isAsked: Bool

  private static let unasked = 32 << 20

  /// A share of what the settings give, or of what the machine has left.
  init(_ settings: Engine.Settings, sharers: Int) {
    self.sharers = sharers
    isAsked = settings.memory != nil
    bytes = settings.memory.map { $0 / sharers } ?? Allowance.unasked
  }

  /// Throws when so many bytes, with those that are taken already, are too many.
  mutating func require(_ needed: Int) throws(ExecutionError) {
    if needed <= bytes { return }
    if !isAsked {
      isAsked = true
      bytes = memoryBudget().map { bytes + $0 / 10 * 9 / sharers } ?? .max
    }
    if needed > bytes { throw .noRoom(needed: needed * sharers, free: bytes * sharers) }
  }
}
