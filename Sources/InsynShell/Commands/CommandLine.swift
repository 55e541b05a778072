import InsynLanguage
import InsynValue

/// A line that begins with a full stop: the command and what it is given.
struct CommandLine {
  let command: Command
  let arguments: [Argument]
  let source: Source
  /// The command as it was written, with its full stop.
  let word: String

  /// A word after the command, or several in quotes.
  struct Argument {
    let text: String
    let span: Span
    /// The place of its first byte in the line.
    let offset: Int
  }

  /// Reads `.name word "several words" # comment`. Throws IN22 for an open quote, IN51 for a command that
  /// is not there.
  init(_ source: Source) throws(Diagnostic) {
    let words = try CommandLine.words(of: source)
    self.source = source
    word = words[0].text
    arguments = Array(words.dropFirst())
    let name = String(word.dropFirst())
    if let command = Command(word: fold(name)) {
      self.command = command
      return
    }
    let comesLater = Command.comesLater(fold(name))
    let nearest = comesLater ? nil : Command.nearest(to: fold(name))
    let rest = String(decoding: Array(source.text.utf8).dropFirst(words[0].offset), as: UTF8.self)
      .dropFirst(word.count)
    throw Diagnostic(
      .unknownCommand(word, comesLater: comesLater), words[0].span, nearest: nearest,
      attempt: nearest.map { $0 + rest })
  }

  /// The words of the line, the command first.
  private static func words(of source: Source) throws(Diagnostic) -> [Argument] {
    let bytes = Array(source.text.utf8)
    var words: [Argument] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
        index += 1
        continue
      }
      if byte == UInt8(ascii: "#"), !words.isEmpty { break }
      let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      let start = isQuoted ? index + 1 : index
      let end =
        isQuoted
        ? bytes[start...].firstIndex(of: byte)
        : bytes[start...].firstIndex { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ?? bytes.count
      let base = source.base
      guard let end else {
        throw Diagnostic(.unclosedQuote, Span(base + UInt32(index), base + UInt32(bytes.count)))
      }
      let after = isQuoted ? end + 1 : end
      words.append(
        Argument(
          text: String(decoding: bytes[start..<end], as: UTF8.self),
          span: Span(base + UInt32(index), base + UInt32(after)), offset: index))
      index = after
    }
    return words
  }

  /// The text of the line from an argument on, as it was written.
  func rest(from index: Int) -> String? {
    guard arguments.indices.contains(index) else { return nil }
    return String(
      decoding: Array(source.text.utf8).dropFirst(arguments[index].offset), as: UTF8.self)
  }

  /// A file or folder as the system knows it, with `~` set out; nil when none is given.
  func path() throws(Diagnostic) -> String? {
    if arguments.count > 1 { throw wrong(.fileName, at: 1) }
    guard let text = arguments.first?.text else { return nil }
    if text == "~" || text.hasPrefix("~/"), let home = environment("HOME") {
      return home + text.dropFirst()
    }
    return text
  }

  /// The same, where one must be given.
  func requiredPath() throws(Diagnostic) -> String {
    guard let path = try path(), !path.isEmpty else { throw wrong(.fileName) }
    return path
  }

  /// IN52: something else was expected at an argument, or after the last.
  func wrong(_ wanted: Wanted, at index: Int = 0) -> Diagnostic {
    let span = arguments.indices.contains(index) ? arguments[index].span : source.span
    return Diagnostic(.badArgument(command: word, wanted: wanted), span)
  }

  /// Throws IN52 when anything is given.
  func takesNothing() throws(Diagnostic) {
    if !arguments.isEmpty { throw wrong(.end) }
  }
}
