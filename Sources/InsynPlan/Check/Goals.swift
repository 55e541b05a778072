import InsynStore
import InsynValue

extension Auditor {
  /// Every indicator with a target against the goals that it serves and whose status says met.
  func status(_ rule: Rule, _ status: StatusRule) throws(ArithmeticOverflow) -> [Finding] {
    let table = store[status.outcome.table]
    guard let direction = table.column(.direction) else { return [] }
    let tree = GoalTree(store, status)
    var findings: [Finding] = []
    for row in 0..<table.rowCount {
      guard let outcome = try reader.stated(status.outcome, row),
        let target = try reader.stated(Field(table: table.id, column: status.target), row),
        let attainment = Attainment(
          outcome.value, target.value,
          direction: store.member(table, direction, row: row)?.value ?? ""),
        let goal = store.member(table, status.goal, row: row)?.value
      else { continue }
      for (said, place) in tree.assessed(goal, of: outcome.place.document) {
        guard said.sv == status.met else { continue }
        findings.append(
          finding(
            rule, attainment == .met ? .holds : .contradiction, place, outcome.place,
            about: outcome, Workings.status(outcome, target, attainment, said)))
      }
    }
    return findings
  }
}

/// The goals of the documents by their text and by their parent.
private struct GoalTree {
  private struct Goal {
    let text: String
    let parent: String?
    let document: String?
    let line: Int?
    /// Nil where nobody has assessed it.
    let status: Title?
  }
  private let goals: [Goal]

  init(_ store: Store, _ rule: StatusRule) {
    let table = store[rule.goals.table]
    goals = (0..<table.rowCount).compactMap { row in
      guard let text = store.member(table, rule.goals.text, row: row)?.value else { return nil }
      let status = store.member(table, rule.goals.status, row: row)?.title
      return Goal(
        text: text, parent: store.member(table, rule.goals.parent, row: row)?.value,
        document: table.column(.document).flatMap { store.member(table, $0, row: row)?.value },
        line: table.column(.line).flatMap { store.integer(table, $0, row: row) },
        status: status.flatMap { rule.open.contains($0.sv) ? nil : $0 })
    }
  }

  /// The nearest assessed goals at or below one, each with its status and place. A goal that repeats
  /// its parent's text is below it.
  func assessed(_ text: String, of document: String?) -> [(status: Title, place: FindingPlace)] {
    let own = goals.filter { $0.document == document }
    var found: [(status: Title, place: FindingPlace)] = []
    var open = own.filter { $0.text == text && $0.parent != text }
    while !open.isEmpty {
      let goal = open.removeFirst()
      if let status = goal.status {
        found.append((status, FindingPlace(document: goal.document, line: goal.line)))
      } else {
        open += own.filter {
          $0.parent == goal.text && ($0.line ?? 0) > (goal.line ?? 0)
        }
      }
    }
    return found
  }
}
