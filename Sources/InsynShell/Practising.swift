import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

// Practice data are described from the start; their rows are made for the first question that needs them.

extension Session {
  /// A question with its names settled, over tables that have their rows.
  mutating func bound(_ query: Query, _ source: Source) throws(Diagnostics) -> Bound {
    let lacking = practice == nil ? [] : catalogue.store.unpractised
    if lacking.isEmpty {
      return try bind(query, catalogue, source: source, parameters: parameters)
    }
    do throws(Diagnostics) {
      let bound = try bind(query, catalogue, source: source, parameters: parameters)
      if lacking.isDisjoint(with: bound.plan.tables) { return bound }
    } catch {
      // Which periods there are is seen by the rows.
      if !error.all.contains(where: \.isOfPeriods) { throw error }
    }
    try fillPractice()
    return try bind(query, catalogue, source: source, parameters: parameters)
  }

  /// Makes the rows of the practice data, if there are any to make.
  mutating func fillPractice() throws(Diagnostics) {
    guard let practice, !catalogue.store.unpractised.isEmpty else { return }
    do throws(Diagnostic) {
      try catalogue.fill(practice, Effort(cancellation, told: told))
    } catch {
      throw Diagnostics(error)
    }
    source = makeSource(catalogue.store)
  }
}

/// Throws IN70 for practice data that the memory would not hold.
func refuseTooMuch(_ practice: Practice) throws(Diagnostic) {
  guard let budget = memoryBudget(), practice.byteCount > budget / 10 * 9 else { return }
  throw Diagnostic(.noRoom(needed: practice.byteCount >> 20, free: budget >> 20))
}

extension Diagnostic {
  fileprivate var isOfPeriods: Bool {
    if case .periodWithoutData = fault { true } else { false }
  }
}
