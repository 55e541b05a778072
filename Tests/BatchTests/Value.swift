/// A JSON value, read strictly (RFC 8259) and apart from the program's own reader.
indirect enum Value: Equatable {
  case object([Member])
  case array([Value])
  case string(String)
  case number(String)
  case truth(Bool)
  case null

  struct Member: Equatable {
    let key: String
    let value: Value
  }

  var members: [Member]? { if case .object(let members) = self { members } else { nil } }
  var items: [Value]? { if case .array(let items) = self { items } else { nil } }
  var string: String? { if case .string(let text) = self { text } else { nil } }

  subscript(key: String) -> Value? { members?.first { $0.key == key }?.value }

  /// The one value that a text holds, nil when it holds none, several, or anything beside it.
  init?(json: String) {
    var reader = ValueReader(rest: json.unicodeScalars[...])
    guard let value = reader.value(), reader.isAtEnd else { return nil }
    self = value
  }
}

private struct ValueReader {
  var rest: Substring.UnicodeScalarView

  var isAtEnd: Bool {
    mutating get {
      skip()
      return rest.isEmpty
    }
  }

  private mutating func skip() { rest = rest.drop { " \n\r\t".unicodeScalars.contains($0) } }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skip()
    guard rest.first == sign else { return false }
    rest.removeFirst()
    return true
  }

  mutating func value() -> Value? {
    skip()
    for (word, value) in [("true", Value.truth(true)), ("false", .truth(false)), ("null", .null)]
    where rest.starts(with: word.unicodeScalars) {
      rest.removeFirst(word.unicodeScalars.count)
      return value
    }
    switch rest.first {
    case "{": return object()
    case "[": return array()
    case "\"": return text().map(Value.string)
    default: return number()
    }
  }

  private mutating func object() -> Value? {
    rest.removeFirst()
    if take("}") { return .object([]) }
    var members: [Value.Member] = []
    repeat {
      skip()
      guard let key = text(), take(":"), let value = value() else { return nil }
      members.append(Value.Member(key: key, value: value))
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array() -> Value? {
    rest.removeFirst()
    if take("]") { return .array([]) }
    var items: [Value] = []
    repeat {
      guard let value = value() else { return nil }
      items.append(value)
    } while take(",")
    return take("]") ? .array(items) : nil
  }

  private mutating func text() -> String? {
    guard rest.first == "\"" else { return nil }
    rest.removeFirst()
    var text = ""
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return text
      case "\\":
        guard let escaped = escape() else { return nil }
        text.unicodeScalars.append(escaped)
      default:
        if scalar.value < 0x20 { return nil }
        text.unicodeScalars.append(scalar)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    switch rest.popFirst() {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "u":
      let digits = String(rest.prefix(4))
      rest.removeFirst(min(4, rest.count))
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }

  /// A number with no leading zero, at least one digit on each side of its point.
  private mutating func number() -> Value? {
    let text = String(rest.prefix { "-0123456789.".unicodeScalars.contains($0) })
    rest.removeFirst(text.unicodeScalars.count)
    let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }),
      whole == "0" || whole.first != "0", !text.hasPrefix("--")
    else { return nil }
    return .number(text)
  }
}
