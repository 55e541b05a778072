import InsynValue

/// The statements of a text: a line each, continued by an open parenthesis or quote, by a last word or
/// sign after which something must come, and by lines that begin with blanks. Comments and empty lines stand between them.
package struct Script: Sendable {
  /// A statement, or the lines between two statements.
  package enum Piece: Sendable {
    case statement(Source)
    case blank(String)
  }
  package private(set) var pieces: [Piece] = []

  /// The statements alone.
  package var statements: [Source] {
    pieces.compactMap { if case .statement(let source) = $0 { source } else { nil } }
  }

  /// Splits a text whose first byte has the position `base` in the session.
  package init(_ text: String, name: String?, base: UInt32) {
    let bytes = Array(text.utf8)
    var start = 0
    var line = 1
    while start < bytes.count {
      var (end, lines) = (Script.lineEnd(bytes, start), 1)
      if Script.isBlank(bytes[start..<end]) {
        pieces.append(.blank(String(decoding: bytes[start..<end], as: UTF8.self)))
      } else {
        while end < bytes.count {
          let next = Script.lineEnd(bytes, end + 1)
          let line = bytes[(end + 1)..<next]
          guard Script.goesOn(bytes[start..<end], with: line) else { break }
          (end, lines) = (next, lines + 1)
        }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        pieces.append(
          .statement(Source(text, name: name, base: base + UInt32(start), firstLine: line)))
      }
      line += lines
      start = end + 1
    }
  }

  /// True while a statement is open: a parenthesis, a quote, or a last word that needs more.
  package static func isOpen(_ text: ArraySlice<UInt8>) -> Bool {
    Opening(of: String(decoding: text, as: UTF8.self)) != nil
  }

  /// True when a line belongs to the statement above it.
  private static func goesOn(_ above: ArraySlice<UInt8>, with line: ArraySlice<UInt8>) -> Bool {
    switch Opening(of: String(decoding: above, as: UTF8.self)) {
    case .parenthesis, .quote: true
    case .word: !isBlank(line)
    case nil: isContinuation(line)
    }
  }

  private static func lineEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    bytes[min(start, bytes.count)...].firstIndex(of: 0x0A) ?? bytes.count
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { !isSpace($0) }) else { return true }
    return first == UInt8(ascii: "#")
  }

  private static func isContinuation(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, first == 0x20 || first == 0x09 else { return false }
    return !isBlank(line)
  }
}
