import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

/// The value of a declared parameter, of its type. Throws IN23 when there is none, IN39 when it is of
/// another type.
func parameterValue(
  _ line: ParameterLine, _ given: String?, _ catalogue: Catalogue
) throws(Diagnostic) -> Value {
  if flagNames.contains(line.name) { throw Diagnostic(.nameTaken(line.name), line.span) }
  guard let given else {
    guard let value = line.value else {
      throw Diagnostic(.parameterWithoutValue(line.name), line.span)
    }
    return try checked(value, line, catalogue)
  }
  return try checked(literal(given, line), line, catalogue)
}

/// The names of flags, which no parameter may bear.
private let flagNames: Set<String> = [
  "format", "output", "lang", "data", "keep", "strict", "canonical", "version", "help", "c",
  "engine", "practice", "replay",
]

/// A text from the command line as a literal of the language.
private func literal(_ text: String, _ line: ParameterLine) -> Value {
  if let period = Period(text: text), line.type != "text" { return .period(period, line.span) }
  let tokens: [Token]
  do throws(Diagnostic) {
    tokens = try lex(Source(text))
  } catch {
    tokens = []
  }
  if line.type != "text", case .number(let number, let decimals)? = tokens.first?.kind {
    let isPercent = tokens.dropFirst().first?.kind == .sign(.percent)
    if tokens.count == (isPercent ? 2 : 1) {
      return .number(
        Literal(
          number: number, decimals: decimals, unit: isPercent ? .percent : nil, span: line.span))
    }
  }
  return .text(text, line.span)
}

private func checked(
  _ value: Value, _ line: ParameterLine, _ catalogue: Catalogue
) throws(Diagnostic) -> Value {
  func bad(_ wanted: Wanted) -> Diagnostic {
    Diagnostic(.badParameter(line.name, wanted: wanted), line.span)
  }
  switch line.type {
  case "text":
    if case .text = value { return value }
    throw bad(.text)
  case "tal", "number", "procent", "percent":
    if case .number = value { return value }
    if case .period(let period, let span) = value, let year = period.year {
      return .number(Literal(number: Exact(year), decimals: 0, unit: nil, span: span))
    }
    throw bad(line.type == "procent" || line.type == "percent" ? .percent : .number)
  case "heltal", "integer":
    if case .number(let literal) = value, literal.decimals == 0 { return value }
    throw bad(.integer)
  case "period":
    if let period = period(value, catalogue) { return .period(period, line.span) }
    throw bad(.period)
  case "år", "year":
    if let period = period(value, catalogue), period.kind == .year {
      return .period(period, line.span)
    }
    throw bad(.year)
  default: return try member(value, line, catalogue)
  }
}

/// A period, also a year that was read as a plain number.
private func period(_ value: Value, _ catalogue: Catalogue) -> Period? {
  switch value {
  case .period(let period, _): period
  case .number(let literal) where literal.decimals == 0:
    Period(text: "\(literal.number.numerator)")
  case .text(let text, _): Period(text: text)
  case .name(let name): Period(text: catalogue.lexicon.written(name.phrase))
  case .number, .document, .parameter: nil
  }
}

/// A parameter of a dimension's type is one of its members.
private func member(
  _ value: Value, _ line: ParameterLine, _ catalogue: Catalogue
) throws(Diagnostic) -> Value {
  var domains: [DomainID] = []
  for case .column(let table, let column) in catalogue.entries(line.type) {
    if let domain = catalogue.store[table][column].domain { domains.append(domain) }
  }
  if domains.isEmpty {
    throw Diagnostic(
      .badParameter(
        line.name,
        wanted: .oneOf(["text", "tal", "heltal", "procent", "period", "år", "stadsdel"])),
      line.typeSpan)
  }
  let phrase: String =
    switch value {
    case .text(let text, _), .document(let text, _): fold(text)
    case .name(let name): name.phrase
    case .period(let period, _): fold("\(period)")
    case .number(let literal): "\(literal.number.numerator)"
    case .parameter(let name, _): name
    }
  for domain in domains {
    if let code = catalogue.members(of: domain)?.code(of: phrase),
      let member = catalogue.store[domain][code]
    {
      return .text(member.value, line.span)
    }
  }
  throw Diagnostic(.unknownValue(phrase, of: Title(line.type)), line.span)
}
