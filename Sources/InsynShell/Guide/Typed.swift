import InsynLanguage
import InsynValue

/// The statement before the cursor, as far as it is typed.
struct Typed {
  /// Where the statement begins in the text.
  let start: Int
  let cursor: Int
  let text: String
  let source: Source
  let tokens: [Token]
  /// Where a quote begins that is not closed before the cursor, in the text.
  let quote: Int?
  /// True when the cursor stands directly after a word that may go on.
  let isOpen: Bool

  init(_ bytes: [UInt8], upTo cursor: Int) {
    self.cursor = cursor
    let head = String(decoding: bytes[..<cursor], as: UTF8.self)
    start = Typed.start(of: head)
    text = String(decoding: bytes[start..<cursor], as: UTF8.self)
    var source = Source(text)
    var quote: Int?
    var tokens: [Token] = []
    do throws(Diagnostic) {
      tokens = try lex(source)
    } catch {
      let at = Int(error.span?.start ?? 0)
      quote = start + at
      source = Source(String(decoding: bytes[start..<start + at], as: UTF8.self))
      do throws(Diagnostic) { tokens = try lex(source) } catch { tokens = [] }
    }
    self.source = source
    self.tokens = tokens
    self.quote = quote
    let end = source.span.end
    isOpen = quote == nil && tokens.last.map { $0.span.end == end && Typed.mayGoOn($0) } ?? false
  }

  /// True for a token that more letters would change.
  private static func mayGoOn(_ token: Token) -> Bool {
    switch token.kind {
    case .word, .number, .period, .parameter, .other: true
    case .sign, .quoted, .cursor: false
    }
  }

  /// The place of the last statement's first byte.
  private static func start(of head: String) -> Int {
    let pieces = Script(head, name: nil, base: 0).pieces
    guard case .statement(let source)? = pieces.last else { return head.utf8.count }
    let isNewLine = head.utf8.last == 0x0A && !Script.isOpen(Array(source.text.utf8)[...])
    return isNewLine ? head.utf8.count : Int(source.base)
  }

  /// True when the cursor stands in a comment.
  var isInComment: Bool {
    guard quote == nil, let mark = text.utf8.lastIndex(of: UInt8(ascii: "#")) else { return false }
    let after = tokens.last.map { Int($0.span.end) } ?? 0
    return text.utf8.distance(from: text.utf8.startIndex, to: mark) >= after
      && !text.utf8[mark...].contains(0x0A)
  }

  var isCommand: Bool { text.drop { $0 == " " }.hasPrefix(".") }

  /// The end of the word under the cursor.
  func endOfWord(_ bytes: [UInt8]) -> Int {
    var end = cursor
    if let quote {
      let mark = bytes[quote]
      let close = bytes[cursor...].firstIndex { $0 == mark || $0 == 0x0A }
      if let close, bytes[close] == mark { return close + 1 }
      return end
    }
    if !isOpen { return end }
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    return end
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
  }

  /// The places from which what is typed may go on, the nearest first.
  func starts(_ longest: Int) -> [Start] {
    if let quote {
      let mark = String(decoding: Array(text.utf8)[(quote - start)...].prefix(1), as: UTF8.self)
      let inside = String(decoding: Array(text.utf8)[(quote - start + 1)...], as: UTF8.self)
      return [Start(token: tokens.count, at: quote, words: fold(inside), quote: mark, isOpen: true)]
    }
    var found: [Start] = []
    if !isOpen { found.append(Start(token: tokens.count, at: cursor, words: "", isOpen: false)) }
    var words: [String] = []
    var index = tokens.count - 1
    while index >= 0, words.count <= longest {
      let token = tokens[index]
      if case .parameter(let name) = token.kind, isOpen, index == tokens.count - 1 {
        found.append(parameter(name, token, index))
        break
      }
      if case .other("$") = token.kind, isOpen, index == tokens.count - 1 {
        found.append(parameter("", token, index))
        break
      }
      if token.words.isEmpty {
        if token.isInsideNames, index < tokens.count - 1 || isOpen {
          index -= 1
          continue
        }
        break
      }
      words = token.words + words
      let typed = words.joined(separator: " ")
      found.append(
        Start(
          token: index, at: start + Int(token.span.start), words: typed, isOpen: isOpen,
          lastWord: start + Int(tokens[tokens.count - 1].span.start)))
      index -= 1
    }
    return found
  }

  private func parameter(_ name: String, _ token: Token, _ index: Int) -> Start {
    Start(
      token: index, at: start + Int(token.span.start), words: name, isOpen: true,
      isParameter: true)
  }
}

/// A place from which what is typed may be the beginning of something.
struct Start {
  let token: Int
  /// Its offset in the text.
  let at: Int
  /// The folded words typed from here.
  let words: String
  /// The mark of a quote that is open.
  var quote: String?
  /// True when the last word may go on.
  let isOpen: Bool
  /// Where the last of the words begins.
  var lastWord = 0
  var isParameter = false
}

/// A candidate that goes on from what is typed.
struct Match: Comparable {
  let candidate: Candidate
  let text: String
  /// Where what it takes the place of begins.
  let from: Int
  /// 0 when the phrase begins so, 1 when another of its words does, 2 when it only holds it.
  let quality: Int
  let order: Int

  static func < (left: Match, right: Match) -> Bool {
    (left.quality, left.candidate.rank, left.order, left.text)
      < (right.quality, right.candidate.rank, right.order, right.text)
  }

  static func == (left: Match, right: Match) -> Bool {
    left.text == right.text && left.from == right.from && left.quality == right.quality
  }
}
