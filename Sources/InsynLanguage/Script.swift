import InsynValue

/// The statements of a text: a line each, continued by an open parenthesis or quote and by lines
/// that begin with blanks. Comments and empty lines stand between them. A line that begins with a
/// full stop is a command of the shell, and ends with the line.
package struct Script: Sendable {
  /// A statement, a command, or a line between them.
  package enum Piece: Sendable {
    case statement(Source)
    case command(Source)
    case blank(String)
  }
  package private(set) var pieces: [Piece] = []

  /// True when there is nothing to answer or to do.
  package var isEmpty: Bool {
    !pieces.contains { if case .blank = $0 { false } else { true } }
  }

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
      } else if Script.isCommand(bytes[start..<end]) {
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        pieces.append(
          .command(Source(text, name: name, base: base + UInt32(start), firstLine: line)))
      } else {
        while end < bytes.count {
          let next = Script.lineEnd(bytes, end + 1)
          guard Script.isOpen(bytes[start..<end]) || Script.isContinuation(bytes[(end + 1)..<next])
          else { break }
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
    return !isBlank(line) && !isCommand(line)
  }

  /// True for a command of the shell: the first sign is a full stop.
  package static func isCommand(_ text: ArraySlice<UInt8>) -> Bool {
    text.first { !isSpace($0) } == UInt8(ascii: ".")
  }

  /// True while a parenthesis or a quote of the text is open; a command ends with its line.
  package static func isOpen(_ text: ArraySlice<UInt8>) -> Bool { Opening(of: text) != nil }
}
