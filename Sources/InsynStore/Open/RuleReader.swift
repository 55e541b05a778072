import InsynValue

/// The rules of a package's `granska.json`; the standing ones where it has no such file.
/// Throws IN42 for what is no JSON and IN43, with line and field, for a rule that the tables do not bear.
package func openRules(_ files: Files, _ store: Store) throws(Diagnostic) -> Rules {
  guard let bytes = files.read("granska.json") else { return .standing(for: store) }
  let file = files.display("granska.json")
  return try RuleReader(file: file, store: store).rules(JSON.read(bytes, file: file))
}

private struct RuleReader {
  let file: String
  let store: Store

  private func fail(_ wanted: Wanted, _ json: JSON, _ field: String) -> Diagnostic {
    Diagnostic(
      .badPackage(wanted: wanted), place: FilePlace(file: file, line: json.line, field: field))
  }

  func rules(_ root: JSON) throws(Diagnostic) -> Rules {
    try allow(["rounded", "rules"], in: root)
    guard let list = root["rules"], let items = list.array else {
      throw fail(.list, root["rules"] ?? root, "rules")
    }
    var rules: [Rule] = []
    for item in items { rules += try read(item) }
    return Rules(rules, rounded: Set(try texts(root, "rounded")))
  }

  // MARK: pieces of JSON

  /// A misspelt property must not pass in silence.
  private func allow(_ keys: [String], in json: JSON) throws(Diagnostic) {
    guard let members = json.object else { throw fail(.object, json, "") }
    for (key, value) in members where !keys.contains(key) { throw fail(.oneOf(keys), value, key) }
  }

  private func text(_ json: JSON, _ key: String) throws(Diagnostic) -> String {
    guard let text = json[key]?.string else { throw fail(.text, json[key] ?? json, key) }
    return text
  }

  private func texts(_ json: JSON, _ key: String) throws(Diagnostic) -> [String] {
    guard let value = json[key] else { return [] }
    if let one = value.string { return [one] }
    guard let items = value.array else { throw fail(.list, value, key) }
    var texts: [String] = []
    for item in items {
      if let text = item.string {
        texts.append(text)
      } else if case .number(let number) = item.content {
        texts.append(number)
      } else {
        throw fail(.text, item, key)
      }
    }
    return texts
  }

  private func integer(_ json: JSON, _ key: String) throws(Diagnostic) -> Int {
    guard case .number(let text)? = json[key]?.content, let number = Int(text) else {
      throw fail(.integer, json[key] ?? json, key)
    }
    return number
  }

  private func title(_ json: JSON, _ key: String) throws(Diagnostic) -> Title {
    guard let value = json[key] else { throw fail(.text, json, key) }
    if let both = value.string { return Title(both) }
    return Title(sv: try text(value, "sv"), en: try text(value, "en"))
  }

  private func word<Word: RawRepresentable<String> & CaseIterable>(
    _ json: JSON, _ key: String, _: Word.Type
  ) throws(Diagnostic) -> Word {
    let text = try text(json, key)
    guard let word = Word(rawValue: text) else {
      throw fail(.oneOf(Word.allCases.map(\.rawValue)), json[key] ?? json, key)
    }
    return word
  }

  // MARK: rules

  /// A rule on several fields is as many rules.
  private func read(_ json: JSON) throws(Diagnostic) -> [Rule] {
    let name = try title(json, "rule")
    let kind = try word(json, "kind", RuleKind.self)
    var shared = ["rule", "kind", "grade", "why", "exceptions"]
    let verdict = json["grade"] == nil ? nil : try self.verdict(json)
    var exceptions: [RuleException] = []
    for item in json["exceptions"]?.array ?? [] {
      try allow(["document", "line", "grade", "why"], in: item)
      exceptions.append(
        RuleException(
          document: try text(item, "document"), line: try integer(item, "line"),
          verdict: try self.verdict(item)))
    }
    let conditions: [Condition]
    if json["equals"] == nil, json["atMost"] == nil, [.restated, .parts, .between].contains(kind) {
      shared += ["table", "field"] + (kind == .restated ? [] : ["over"])
      conditions = [try overall(kind, json)]
    } else {
      switch kind {
      case .claim:
        shared += ["table", "where", "field", "document", "line", "claims", "from", "to"]
        conditions = [try claim(json)]
      case .status:
        shared += ["table", "outcome", "target", "goal", "goals", "met", "open"]
        conditions = [try status(json)]
      default:
        shared += ["table", "where", "fields", "field", "plus", "minus", "times", "by", "per"]
        shared += ["equals", "atMost", "from", "to"]
        conditions = try equations(kind, json)
      }
    }
    try allow(shared, in: json)
    return conditions.map {
      Rule(name: name, kind: kind, condition: $0, verdict: verdict, exceptions: exceptions)
    }
  }

  private func verdict(_ json: JSON) throws(Diagnostic) -> Verdict {
    Verdict(grade: try word(json, "grade", Grade.self), reason: try title(json, "why"))
  }

  private func overall(_ kind: RuleKind, _ json: JSON) throws(Diagnostic) -> Condition {
    let table = try table(json, json)
    let field = Field(table: table.id, column: try number(json, "field", table))
    if kind == .restated { return .restated(field) }
    let over = try column(try text(json, "over"), json["over"] ?? json, "over", table)
    return kind == .parts ? .parts(field, over: over) : .between(field, over: over)
  }

  private func claim(_ json: JSON) throws(Diagnostic) -> Condition {
    guard let from = json["from"] else { throw fail(.object, json, "from") }
    guard let to = json["to"] else { throw fail(.object, json, "to") }
    return .claim(
      Claim(
        document: try text(json, "document"), line: try integer(json, "line"),
        direction: try word(json, "claims", Claim.Direction.self),
        from: try selector(from, json, nil), to: try selector(to, json, nil)))
  }

  private func status(_ json: JSON) throws(Diagnostic) -> Condition {
    let table = try table(json, json)
    guard let tree = json["goals"] else { throw fail(.object, json, "goals") }
    try allow(["table", "text", "parent", "status"], in: tree)
    let goals = try self.table(tree, tree)
    func named(_ key: String) throws(Diagnostic) -> ColumnID {
      try column(try text(tree, key), tree[key] ?? tree, key, goals)
    }
    return .status(
      StatusRule(
        outcome: Field(table: table.id, column: try number(json, "outcome", table)),
        target: try number(json, "target", table),
        goal: try column(try text(json, "goal"), json["goal"] ?? json, "goal", table),
        goals: GoalTable(
          table: goals.id, text: try named("text"), parent: try named("parent"),
          status: try named("status")),
        met: try text(json, "met"), open: Set(try texts(json, "open"))))
  }

  private func equations(_ kind: RuleKind, _ json: JSON) throws(Diagnostic) -> [Condition] {
    let relation: Equation.Relation = json["atMost"] == nil ? .equals : .atMost
    guard let result = json["atMost"] ?? json["equals"] else { throw fail(.object, json, "equals") }
    let (operation, plus, minus): (Equation.Operation, String, String) =
      if json["times"] != nil {
        (json["by"] == nil ? .product : .ratio, "times", "by")
      } else if json["to"] != nil {
        (.change, "to", "from")
      } else {
        (.sum, "plus", "minus")
      }
    let alignment: Alignment = kind == .row ? .row : .fields(try texts(json, "per"))
    let fields: [String?] = json["fields"] == nil ? [nil] : try texts(json, "fields")
    var conditions: [Condition] = []
    for field in fields {
      conditions.append(
        .equation(
          Equation(
            operation: operation, relation: relation,
            terms: try terms(json, plus, field, kind), less: try terms(json, minus, field, kind),
            result: try selector(result, json, field), alignment: alignment)))
    }
    return conditions
  }

  private func terms(
    _ json: JSON, _ key: String, _ field: String?, _ kind: RuleKind
  ) throws(Diagnostic) -> [RuleTerm] {
    guard let list = json[key] else { return [] }
    var terms: [RuleTerm] = []
    for item in list.array ?? [list] {
      if case .number(let text) = item.content {
        guard let number = Int(text) else { throw fail(.integer, item, key) }
        terms.append(.constant(number))
      } else {
        terms.append(.figure(try selector(item, json, field)))
      }
    }
    if terms.isEmpty { throw fail(.list, list, key) }
    return terms
  }

  // MARK: selectors

  /// `{"table", "where", "field", "each"}`; what it leaves out is the rule's. A text alone is a field.
  private func selector(
    _ json: JSON, _ rule: JSON, _ field: String?
  ) throws(Diagnostic) -> Selector {
    if let name = json.string {
      let table = try table(rule, rule)
      let column = try number(named: name, json, "field", table)
      return Selector(
        field: Field(table: table.id, column: column), tests: try tests(rule["where"], table),
        isEach: false)
    }
    try allow(["table", "where", "field", "each"], in: json)
    var isEach = false
    if let each = json["each"] {
      guard let truth = each.truth else { throw fail(.truth, each, "each") }
      isEach = truth
    }
    let table = try table(json["table"] == nil ? rule : json, json)
    let column: ColumnID
    if let field {
      column = try number(named: field, json, "field", table)
    } else if json["field"] != nil {
      column = try number(json, "field", table)
    } else if rule["field"] != nil {
      column = try number(rule, "field", table)
    } else if let value = table.published?.value {
      column = value
    } else {
      throw fail(.text, json, "field")
    }
    let inherited = try tests(rule["where"], table)
    let own = try tests(json["where"], table)
    let kept = inherited.filter { test in !own.contains { $0.column == test.column } }
    return Selector(
      field: Field(table: table.id, column: column), tests: kept + own, isEach: isEach)
  }

  private func tests(
    _ json: JSON?, _ table: Table
  ) throws(Diagnostic) -> [(column: ColumnID, values: Set<String>)] {
    guard let json else { return [] }
    guard let members = json.object else { throw fail(.object, json, "where") }
    var tests: [(column: ColumnID, values: Set<String>)] = []
    for (key, value) in members {
      if case .number(let text) = value.content {
        tests.append((try column(key, value, key, table), [text]))
      } else {
        tests.append((try column(key, value, key, table), Set(try texts(json, key))))
      }
    }
    return tests
  }

  private func table(_ json: JSON, _ at: JSON) throws(Diagnostic) -> Table {
    let name = try text(json, "table")
    let tables = store.tables.filter { $0.name != Store.findingsName }
    guard let table = tables.first(where: { $0.name == name }) else {
      throw fail(.oneOf(tables.map(\.name)), json["table"] ?? at, "table")
    }
    return table
  }

  private func column(
    _ name: String, _ json: JSON, _ key: String, _ table: Table
  ) throws(Diagnostic) -> ColumnID {
    guard let column = table.column(named: name) else {
      throw fail(.oneOf(table.columns.map(\.name)), json, name)
    }
    return column
  }

  private func number(_ json: JSON, _ key: String, _ table: Table) throws(Diagnostic) -> ColumnID {
    try number(named: try text(json, key), json[key] ?? json, key, table)
  }

  private func number(
    named name: String, _ json: JSON, _ key: String, _ table: Table
  ) throws(Diagnostic) -> ColumnID {
    let column = try column(name, json, key, table)
    guard table[column].isNumeric else {
      throw fail(.oneOf(table.columns.filter(\.isNumeric).map(\.name)), json, name)
    }
    return column
  }
}
