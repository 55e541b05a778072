import InsynValue

extension Shell {
  func help(_ words: String) -> String { "" }
}
