import InsynLanguage
import InsynValue

/// A parameter as a script declares it.
package struct DeclaredParameter: Sendable {
  package let name: String
  package let type: String
  package let text: String?
}

/// The parameters that the files of a command line declare.
package func declaredParameters(_ steps: [Step]) -> [DeclaredParameter] {
  steps.flatMap { step -> [DeclaredParameter] in
    guard case .file(let path) = step, let bytes = contents(of: path) else { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    return Script(text, name: path, base: 0).statements.compactMap(declaredParameter)
  }
}

/// `param $NAME: TYPE … ["TEXT"]`, whatever its value; nil for any other statement.
func declaredParameter(_ source: Source) -> DeclaredParameter? {
  let tokens: [Token]
  do throws(Diagnostic) {
    tokens = try lex(source)
  } catch {
    return nil
  }
  guard tokens.count >= 4, case .word("param") = tokens[0].kind,
    case .parameter(let name) = tokens[1].kind, case .word(let type) = tokens[3].kind
  else { return nil }
  if case .quoted(let text)? = tokens.dropFirst(4).last?.kind {
    return DeclaredParameter(name: name, type: type, text: text)
  }
  return DeclaredParameter(name: name, type: type, text: nil)
}

/// What `insyn q.iq --help` adds: the script's own parameters.
package func parameterHelp(_ steps: [Step]) -> String {
  let lines = declaredParameters(steps)
  if lines.isEmpty { return "" }
  return "\n\nPARAMETRAR / PARAMETERS:\n"
    + lines.map { "  --\($0.name) <\($0.type)>  \($0.text ?? "")" }.joined(separator: "\n")
}
