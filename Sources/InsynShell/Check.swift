import InsynFinish
import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

extension Session {
  /// `granska`: the findings, without what holds unless the line asks for grades itself; what holds is counted.
  mutating func check(
    _ clauses: Clauses, _ span: Span, _ source: Source
  ) throws(Diagnostics) -> Reply {
    let findings = catalogue.store[catalogue.store.findings]
    if findings.rowCount == 0 { throw Diagnostics(Diagnostic(.noRules, span)) }
    let query = findingsQuery(clauses, span, source)
    var bound = try bind(query, catalogue, source: source, parameters: parameters)
    guard case .listing(var listing) = bound.plan.shape,
      let grade = findings.column(named: "grad"),
      let holds = catalogue.store.domain(findings.id, grade)?.code(Grade.holds.title.sv),
      let contradicts = catalogue.store.domain(findings.id, grade)?
        .code(Grade.contradiction.title.sv)
    else { preconditionFailure("a table's name alone is a listing, and findings have grades") }
    var held: [Note] = []
    if !listing.tests.contains(where: { $0.testedColumns.contains(grade) }) {
      held = try self.held(listing, .codes(grade, [holds]))
      listing.tests.append(.not(.codes(grade, [holds])))
      bound.plan.shape = .listing(listing)
    }
    var answer = try computed(bound)
    for note in held { answer.append(note) }
    last = Answered(query: query, bound: bound, answer: answer, isCheck: true)
    listing.tests.append(.codes(grade, [contradicts]))
    let contradictions = try executed { () throws(ExecutionError) -> Int in
      try rows(of: listing).count
    }
    return .checked(
      answer, question: bound.canonicalCheck(catalogue, .sv, clauses),
      contradictions: contradictions)
  }

  /// The listing of all findings with the clauses of a `granska`; its names stand where the verb does.
  func findingsQuery(_ clauses: Clauses, _ span: Span, _ source: Source) -> Query {
    let verb = Span(
      span.start, span.start + UInt32(source.text.utf8.prefix { $0 > 0x20 }.count))
    let name = Name(
      phrase: fold(catalogue.store[catalogue.store.findings].name), span: verb, quoted: false,
      kinds: .table)
    return Query(
      table: nil, measures: [Measure(.listing(name), verb)],
      clauses: clauses, span: span)
  }

  /// How many checks hold, by kind, among the rows that the line asks for.
  private func held(_ listing: Listing, _ holds: RowTest) throws(Diagnostics) -> [Note] {
    var listing = listing
    listing.tests.append(holds)
    let rows = try executed { () throws(ExecutionError) -> [Int] in try self.rows(of: listing) }
    let findings = catalogue.store[catalogue.store.findings]
    guard let kind = findings.column(named: "slag"), !rows.isEmpty else { return [] }
    let kinds = rows.compactMap { catalogue.store.member(findings, kind, row: $0)?.title }
    let counts = RuleKind.allCases.map(\.title).map { title in
      (title, kinds.count { $0 == title })
    }
    return [.checksHold(counts.filter { $0.1 > 0 }.map { KindCount(kind: $0.0, count: $0.1) })]
  }
}

/// Reads the rules of the data that a store came from.
package typealias RuleSource = @Sendable (Store) throws(Diagnostic) -> Rules

extension Session {
  /// The findings are worked out when a line first speaks of them, for it takes reading every row.
  func asksForFindings(_ text: String) -> Bool {
    let spellings = Keyword.check.spellings
    let names =
      catalogue.store[catalogue.store.findings].names.all + spellings.sv + spellings.en
    let words = fold(text)
    // `visa` alone says how many rows each table has.
    let show = Keyword.show.spellings
    if (show.sv + show.en).contains(words) { return true }
    return (names + catalogue.namesOfFindings).contains { hasWords(words, fold($0)) }
  }

  mutating func fillFindings() throws(Diagnostics) {
    let rules: Rules
    do throws(Diagnostic) {
      rules = try self.rules(catalogue.store)
    } catch {
      throw Diagnostics(error)
    }
    let findings = try executed { () throws(ExecutionError) -> [Finding] in
      try audit(catalogue.store, rules, Effort(cancellation, told: told))
    }
    told(Reached(.rules, rules.all.count, of: rules.all.count))
    catalogue.fill(findings)
    source = makeSource(catalogue.store)
    isAudited = true
  }
}
