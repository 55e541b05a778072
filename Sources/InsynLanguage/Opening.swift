/// What a statement waits for at its end, so that the next line goes on with it.
package enum Opening: String, Hashable, Sendable {
  case parenthesis = "("
  case quote = "\""
  case apostrophe = "'"

  /// Nil when the text is whole as far as its last line shows; a command ends with its line.
  package init?(of text: ArraySlice<UInt8>) {
    if Script.isCommand(text) { return nil }
    var depth = 0
    var quote: UInt8?
    var inComment = false
    for byte in text {
      if byte == 0x0A { inComment = false }
      if inComment { continue }
      switch (quote, byte) {
      case (let open?, _): if byte == open { quote = nil }
      case (nil, UInt8(ascii: "\"")), (nil, UInt8(ascii: "'")): quote = byte
      case (nil, UInt8(ascii: "(")): depth += 1
      case (nil, UInt8(ascii: ")")): depth -= 1
      case (nil, UInt8(ascii: "#")): inComment = true
      default: break
      }
    }
    switch quote {
    case UInt8(ascii: "\"")?: self = .quote
    case .some: self = .apostrophe
    case nil:
      if depth <= 0 { return nil }
      self = .parenthesis
    }
  }
}
