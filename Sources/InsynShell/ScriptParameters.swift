import InsynLanguage
import InsynValue

/// The parameters that the files of a command line declare.
package func declaredParameters(_ steps: [Step]) -> [ParameterLine] {
  steps.flatMap { step -> [ParameterLine] in
    guard case .file(let path) = step, let bytes = contents(of: path) else { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    return Script(text, name: path, base: 0).statements.compactMap { source in
      guard case .parameter(let line)? = parse(source, Lexicon()).line else { return nil }
      return line
    }
  }
}

/// What `insyn q.iq --help` adds: the script's own parameters.
package func parameterHelp(_ steps: [Step]) -> String {
  let lines = declaredParameters(steps)
  if lines.isEmpty { return "" }
  return "\n\nPARAMETRAR / PARAMETERS:\n"
    + lines.map { "  --\($0.name) <\($0.type)>  \($0.text ?? "")" }.joined(separator: "\n")
}
