import InsynValue

/// How the names of a question are written; the catalogue knows, the language does not.
package protocol Spelling {
  /// The main name of what a name in the line stands for.
  func name(_ name: Name, _ tongue: Tongue) -> String
  /// The dimension of a bare value, and the value.
  func bareValue(_ name: Name, _ tongue: Tongue) -> (dimension: String, value: String)
  /// The table of the question.
  func table(_ tongue: Tongue) -> String
  /// The field that holds documents.
  func documentField(_ tongue: Tongue) -> String
}

/// Writes questions in the canonical form of files: the table named, values right of a comparison,
/// names of several words quoted, the keywords of one language.
package struct CanonicalWriter<S: Spelling> {
  let spelling: S
  let tongue: Tongue

  package init(_ spelling: S, _ tongue: Tongue) {
    self.spelling = spelling
    self.tongue = tongue
  }

  private func word(_ keyword: Keyword) -> String { keyword.word(tongue) }

  /// A name as it must be written to be read again: quoted unless it is one plain word.
  package static func quoted(_ text: String) -> String {
    let folded = fold(text)
    let isPlain =
      folded.utf8.allSatisfy { $0 != 0x20 } && folded == text.lowercased() && !folded.isEmpty
      && !isKeyword(folded) && !(folded.utf8.first.map { $0 < 0x3A } ?? true)
    if isPlain { return text }
    return text.contains("\"") ? "'\(text)'" : "\"\(text)\""
  }

  private func quoted(_ text: String) -> String { Self.quoted(text) }

  /// True for a keyword that is one wherever it stands.
  private static func isKeyword(_ folded: String) -> Bool {
    !(Keyword.bySpelling[folded] ?? []).allSatisfy(Keyword.contextual.contains)
  }

  /// The whole question.
  package func write(_ query: Query) -> String {
    var parts = [quoted(spelling.table(tongue)) + ":"]
    parts.append(query.measures.map(write).joined(separator: ", "))
    let clauses = write(query.clauses)
    if !clauses.isEmpty { parts.append(clauses) }
    return parts.joined(separator: " ")
  }

  private func write(_ measure: Measure) -> String {
    let body =
      switch measure.body {
      case .listing(let name): quoted(spelling.name(name, tongue))
      case .sum(let sum): write(sum)
      }
    return measure.label.map { "\($0.text) = \(body)" } ?? body
  }

  /// The clauses in the order of the grammar.
  package func write(_ clauses: Clauses) -> String {
    var parts: [String] = []
    if let rows = clauses.rows {
      parts.append(
        word(.per) + " "
          + rows.content.map { quoted(spelling.name($0, tongue)) }.joined(separator: ", "))
    }
    if let column = clauses.column {
      parts.append(word(.cross) + " " + quoted(spelling.name(column.content, tongue)))
    }
    for filter in clauses.filters { parts.append(write(filter.content)) }
    if let fields = clauses.fields {
      parts.append(
        word(.with) + " "
          + fields.content.map { quoted(spelling.name($0, tongue)) }.joined(separator: ", "))
    }
    if let share = clauses.share { parts.append(word(.shareOf) + " " + write(share.content)) }
    if let versus = clauses.versus { parts.append(word(.versus) + " " + write(versus.content)) }
    if clauses.total != nil { parts.append(word(.withTotal)) }
    if let order = clauses.order?.content {
      parts.append(
        word(.sort) + " " + write(order.key) + (order.descending ? " " + word(.descending) : ""))
    }
    if let top = clauses.top?.content {
      parts.append("\(word(top.largest ? .top : .bottom)) \(top.count)")
    }
    if let display = clauses.display?.content {
      parts.append(word(display == .bars ? .asBars : .asLine))
    }
    return parts.joined(separator: " ")
  }

  /// A filter as a clause: `2016`, `där stadsdel = Kungsholmen`.
  package func write(_ filter: Filter) -> String {
    switch filter {
    case .test(let pred): return word(.filter) + " " + write(pred)
    case .bare(let values): return write(bare: values)
    }
  }

  private func write(bare values: [Value]) -> String {
    var periods: [String] = []
    var documents: [String] = []
    var names: [(dimension: String, value: String)] = []
    for value in values {
      switch value {
      case .document(let name, _): documents.append(name)
      case .name(let name): names.append(spelling.bareValue(name, tongue))
      default: periods.append(write(value))
      }
    }
    var parts: [String] = []
    if !periods.isEmpty { parts.append(periods.joined(separator: ", ")) }
    if !documents.isEmpty {
      parts.append(membership(spelling.documentField(tongue), documents))
    }
    var dimensions: [String] = []
    for name in names where !dimensions.contains(name.dimension) {
      dimensions.append(name.dimension)
    }
    for dimension in dimensions {
      parts.append(membership(dimension, names.filter { $0.dimension == dimension }.map(\.value)))
    }
    return parts.joined(separator: " ")
  }

  private func membership(_ dimension: String, _ values: [String]) -> String {
    let list = values.map(quoted).joined(separator: ", ")
    return word(.filter) + " " + quoted(dimension) + " = "
      + (values.count == 1 ? list : "(\(list))")
  }

  private func write(_ versus: Versus) -> String {
    switch versus {
    case .previous: word(.previous)
    case .lastYear: word(.lastYear)
    case .period(let period): "\(period)"
    case .sum(.name(let name)) where Keyword.bySpelling[name.phrase] != nil:
      // After mot the bare word would be the keyword.
      "\"\(spelling.name(name, tongue))\""
    case .sum(let sum): write(sum)
    }
  }

  private func write(_ base: Base) -> String {
    switch base {
    case .row: word(.ofRow)
    case .column: word(.ofColumn)
    case .total: word(.ofTotal)
    }
  }

  package func write(_ sum: Sum) -> String { write(sum, 0) }

  /// Precedence: 1 for + and −, 2 for * and /, 3 for what binds tighter.
  private func write(_ sum: Sum, _ outer: Int) -> String {
    switch sum {
    case .number(let literal): return write(literal)
    case .text(let text, _): return "\"\(text)\""
    case .parameter(let name, _): return "$\(name)"
    case .name(let name): return quoted(spelling.name(name, tongue))
    case .aggregate(let aggregate, .name(let name), _):
      return word(aggregate.keyword) + " " + quoted(spelling.name(name, tongue))
    case .aggregate(let aggregate, .pred(let pred), _):
      return word(aggregate.keyword) + " (\(write(pred)))"
    case .negated(let inner, _): return "-" + write(inner, 3)
    case .binary(let sign, let left, let right):
      let level = sign == .plus || sign == .minus ? 1 : 2
      let text = "\(write(left, level)) \(sign.rawValue) \(write(right, level + 1))"
      return level < outer ? "( \(text) )" : text
    case .group(let table, let inner, let filter, _):
      let head = table.map { quoted(spelling.name($0, tongue)) + ": " } ?? ""
      let tail = filter.map { " \(word(.filter)) \(write($0))" } ?? ""
      return "( \(head)\(write(inner))\(tail) )"
    }
  }

  package func write(_ pred: Pred) -> String { write(pred, 0) }

  /// Precedence: 1 for `eller`, 2 for `och`, 3 for a test.
  private func write(_ pred: Pred, _ outer: Int) -> String {
    switch pred {
    case .or(let tests): return join(tests, .or, 1, outer)
    case .and(let tests): return join(tests, .and, 2, outer)
    case .not(let test, _): return word(.not) + " " + write(test, 3)
    case .name(let name) where name.kinds.contains(.value) && !name.kinds.contains(.segment):
      let bare = spelling.bareValue(name, tongue)
      return "\(quoted(bare.dimension)) = \(quoted(bare.value))"
    case .name(let name): return quoted(spelling.name(name, tongue))
    case .compare(let left, .contains, let right, _):
      return "\(write(left)) \(word(.contains)) \(write(right))"
    case .compare(let left, let comparison, let right, _):
      return "\(write(left)) \(comparison.rawValue) \(write(right))"
    case .missing(let sum, _): return "\(write(sum)) \(word(.missing))"
    case .suppressed(let sum, _): return "\(write(sum)) \(word(.suppressed))"
    }
  }

  private func join(_ tests: [Pred], _ keyword: Keyword, _ level: Int, _ outer: Int) -> String {
    let text = tests.map { write($0, level + 1) }.joined(separator: " \(word(keyword)) ")
    return level < outer ? "(\(text))" : text
  }

  private func write(_ right: Right) -> String {
    switch right {
    case .list(let values, _): "(\(values.map(write).joined(separator: ", ")))"
    case .value(let value): write(value)
    case .range(let first, let last): "\(write(first))..\(write(last))"
    case .sum(let sum): write(sum)
    }
  }

  package func write(_ value: Value) -> String {
    switch value {
    case .number(let literal): write(literal)
    case .text(let text, _): text.contains("\"") ? "'\(text)'" : "\"\(text)\""
    case .period(let period, _): "\(period)"
    case .document(let name, _): quoted(name)
    case .name(let name): quoted(spelling.name(name, tongue))
    case .parameter(let name, _): "$\(name)"
    }
  }

  private func write(_ literal: Literal) -> String {
    let digits = literal.number.rounded(decimals: literal.decimals)
    var text = "\(digits.magnitude)"
    if literal.decimals > 0 {
      while text.utf8.count <= literal.decimals { text = "0" + text }
      text.insert(
        tongue == .sv ? "," : ".", at: text.index(text.endIndex, offsetBy: -literal.decimals))
    }
    let unit = literal.unit.map { $0 == .percent ? " %" : " \($0.word)" } ?? ""
    return (digits < 0 ? "-" : "") + text + unit
  }
}
