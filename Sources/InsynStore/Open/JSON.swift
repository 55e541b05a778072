import InsynValue

/// A JSON value with the 1-based line on which it begins, so that a mistake in it can be pointed at.
package struct JSON: Sendable {
  package enum Content: Sendable {
    case object([(key: String, value: JSON)])
    case array([JSON])
    case string(String)
    case number(String)
    case truth(Bool)
    case null
  }
  package let content: Content
  package let line: Int

  package subscript(key: String) -> JSON? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  package var array: [JSON]? {
    if case .array(let items) = content { items } else { nil }
  }

  package var object: [(key: String, value: JSON)]? {
    if case .object(let members) = content { members } else { nil }
  }

  package var truth: Bool? {
    if case .truth(let value) = content { value } else { nil }
  }
}

extension JSON {
  /// Reads a whole document (RFC 8259). Throws IN42 with the line on which it breaks.
  package static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> JSON {
    var reader = JSONReader(bytes: bytes, file: file)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    if reader.at != bytes.count { throw reader.error(.end) }
    return value
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  let file: String
  var at = 0
  var line = 1

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  func error(_ wanted: Wanted) -> Diagnostic {
    Diagnostic(.badJSON(wanted: wanted), place: FilePlace(file: file, line: line))
  }

  mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x0A:
        line += 1
        at += 1
      case 0x20, 0x09, 0x0D: at += 1
      default: return
      }
    }
  }

  mutating func value(depth: Int) throws(Diagnostic) -> JSON {
    skipSpace()
    let start = line
    guard at < bytes.count, depth < 64 else { throw error(.value) }
    switch bytes[at] {
    case UInt8(ascii: "{"): return JSON(content: .object(try members(depth)), line: start)
    case UInt8(ascii: "["): return JSON(content: .array(try items(depth)), line: start)
    case UInt8(ascii: "\""): return JSON(content: .string(try string()), line: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSON(content: .number(number()), line: start)
    default:
      for (word, content) in [
        ("true", JSON.Content.truth(true)), ("false", .truth(false)), ("null", .null),
      ] where bytes[at...].starts(with: Array(word.utf8)) {
        at += word.utf8.count
        return JSON(content: content, line: start)
      }
      throw error(.value)
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func members(_ depth: Int) throws(Diagnostic) -> [(key: String, value: JSON)] {
    at += 1
    var members: [(key: String, value: JSON)] = []
    if take("}") { return members }
    repeat {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw error(.quotedName)
      }
      let key = try string()
      guard take(":") else { throw error(.sign(":")) }
      members.append((key, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw error(.sign("}")) }
    return members
  }

  private mutating func items(_ depth: Int) throws(Diagnostic) -> [JSON] {
    at += 1
    var items: [JSON] = []
    if take("]") { return items }
    repeat { items.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw error(.sign("]")) }
    return items
  }

  private mutating func number() -> String {
    let start = at
    while at < bytes.count, "+-.eE0123456789".utf8.contains(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func string() throws(Diagnostic) -> String {
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"),
      bytes[at] >= 0x20
    {
      at += 1
    }
    guard at < bytes.count, bytes[at] != UInt8(ascii: "\"") else {
      guard at < bytes.count else { throw error(.closingQuote) }
      at += 1
      return String(decoding: bytes[start..<at - 1], as: UTF8.self)
    }
    var result = Array(bytes[start..<at])
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"): result += Array(try escape().utf8)
      case 0..<0x20: throw error(.closingQuote)
      default:
        result.append(bytes[at])
        at += 1
      }
    }
    throw error(.closingQuote)
  }

  private mutating func escape() throws(Diagnostic) -> String {
    at += 1
    guard at < bytes.count else { throw error(.knownEscape) }
    defer { at += 1 }
    switch bytes[at] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try unicode()
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(Unicode.Scalar(bytes[at]))
    default: throw error(.knownEscape)
    }
  }

  private mutating func unicode() throws(Diagnostic) -> String {
    let first = try hex()
    var units = [first]
    if (0xD800...0xDBFF).contains(first), at + 2 < bytes.count,
      bytes[at + 1] == UInt8(ascii: "\\"), bytes[at + 2] == UInt8(ascii: "u")
    {
      at += 2
      units.append(try hex())
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func hex() throws(Diagnostic) -> UInt16 {
    guard at + 4 < bytes.count,
      let unit = UInt16(String(decoding: bytes[at + 1...at + 4], as: UTF8.self), radix: 16)
    else { throw error(.knownEscape) }
    at += 4
    return unit
  }
}
