import InsynValue

/// Text → tokens. Works on UTF-8 bytes; throws for a quote that is not closed.
package func lex(_ source: Source) throws(Diagnostic) -> [Token] {
  var lexer = Lexer(source)
  return try lexer.run()
}

private struct Lexer {
  let bytes: [UInt8]
  let base: UInt32
  var at = 0
  var pieces: [(kind: Token.Kind, range: Range<Int>, words: [String])] = []

  init(_ source: Source) {
    bytes = Array(source.text.utf8)
    base = source.base
  }

  mutating func run() throws(Diagnostic) -> [Token] {
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: " "), 0x09, 0x0A, 0x0D: at += 1
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): try quoted(mark: [bytes[at]])
      case UInt8(ascii: "$"): parameter()
      default:
        if isTypographicQuote(at) {
          try quoted(mark: Array("”".utf8))
        } else if isBlank(at) {
          at += 2
        } else if letterLength(at) > 0 {
          word()
        } else {
          sign()
        }
      }
    }
    return pieces.map(token)
  }

  private func token(_ piece: (kind: Token.Kind, range: Range<Int>, words: [String])) -> Token {
    let (first, last) = (piece.range.lowerBound, piece.range.upperBound)
    return Token(
      kind: piece.kind, span: Span(base + UInt32(first), base + UInt32(last)),
      spaceBefore: first == 0 || isSpace(bytes[first - 1]) || (first >= 2 && isBlank(first - 2)),
      spaceAfter: last == bytes.count || isSpace(bytes[last]) || isBlank(last),
      words: piece.words)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The no-break space U+00A0.
  private func isBlank(_ index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == 0xC2 && bytes[index + 1] == 0xA0
  }

  /// ” or “, which Swedish keyboards and word processors write.
  private func isTypographicQuote(_ index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
      && (bytes[index + 2] == 0x9D || bytes[index + 2] == 0x9C)
  }

  /// The bytes of the letter or combining mark at `index`, 0 when it is none.
  private func letterLength(_ index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 {
      return (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
        || byte == UInt8(ascii: "_") ? 1 : 0
    }
    guard let (scalar, length) = scalar(index) else { return 0 }
    let properties = scalar.properties
    let isMark = properties.canonicalCombiningClass != .notReordered
    return properties.isAlphabetic || isMark || scalar.value == 0xAD ? length : 0
  }

  private func scalar(_ index: Int) -> (Unicode.Scalar, Int)? {
    let byte = bytes[index]
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return nil }
    let text = String(decoding: bytes[index..<index + length], as: UTF8.self)
    return text.unicodeScalars.first.map { ($0, length) }
  }

  private mutating func skipComment() {
    while at < bytes.count, bytes[at] != 0x0A { at += 1 }
  }

  private mutating func add(_ kind: Token.Kind, from first: Int, words: [String] = []) {
    pieces.append((kind, first..<at, words))
  }

  private mutating func word() {
    let first = at
    while at < bytes.count {
      let length = isDigit(at) ? 1 : letterLength(at)
      if length == 0 { break }
      at += length
    }
    let folded = fold(text(first))
    add(.word(folded), from: first, words: folded.split(separator: " ").map(String.init))
  }

  private func text(_ first: Int) -> String { String(decoding: bytes[first..<at], as: UTF8.self) }

  private func isDigit(_ index: Int) -> Bool {
    index < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
  }

  private mutating func skipDigits() {
    while isDigit(at) { at += 1 }
  }

  /// A number, a date with hyphens, or a word that begins with digits.
  private mutating func digits() {
    let first = at
    skipDigits()
    if at < bytes.count, letterLength(at) > 0 {
      at = first
      return word()
    }
    if let period = date(first) {
      add(.period(period), from: first, words: text(first).split(separator: "-").map(String.init))
      return
    }
    let whole = at
    var decimals = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "."),
      isDigit(at + 1)
    {
      at += 1
      skipDigits()
      decimals = at - whole - 1
    }
    let digits = bytes[first..<at].filter { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ".") }
    guard digits.count <= 30, let mantissa = Int128(String(decoding: digits, as: UTF8.self)) else {
      return add(.other(text(first)), from: first, words: [text(first)])
    }
    let words = text(first).split { $0 == "," || $0 == "." }.map(String.init)
    add(
      .number(Exact(scaled: mantissa, by: decimals), decimals: decimals), from: first, words: words)
  }

  /// yyyy-mm or yyyy-mm-dd at the digits just read; leaves the place after them when it is none.
  private mutating func date(_ first: Int) -> Period? {
    let afterYear = at
    guard at - first == 4 else { return nil }
    for _ in 0..<2 where at + 2 < bytes.count && bytes[at] == UInt8(ascii: "-") && isDigit(at + 1) {
      let mark = at
      at += 1
      skipDigits()
      if at - mark != 3 { at = mark }
    }
    if at > afterYear, at == bytes.count || letterLength(at) == 0,
      let period = Period(text: text(first))
    {
      return period
    }
    at = afterYear
    return nil
  }

  private mutating func quoted(mark: [UInt8]) throws(Diagnostic) {
    let first = at
    at += mark.count
    let start = at
    while at < bytes.count {
      let closes = mark.count == 1 ? bytes[at] == mark[0] : isTypographicQuote(at)
      if closes {
        let content = String(decoding: bytes[start..<at], as: UTF8.self)
        at += mark.count
        return add(.quoted(content.precomposed), from: first)
      }
      at += 1
    }
    throw Diagnostic(
      .unclosedQuote, Span(base + UInt32(first), base + UInt32(bytes.count)))
  }

  private mutating func parameter() {
    let first = at
    at += 1
    while at < bytes.count {
      let length = isDigit(at) ? 1 : letterLength(at)
      if length == 0 { break }
      at += length
    }
    let name = String(decoding: bytes[first + 1..<at], as: UTF8.self)
    add(name.isEmpty ? .other("$") : .parameter(fold(name)), from: first)
  }

  private mutating func sign() {
    let first = at
    for length in [2, 1] where at + length <= bytes.count {
      let text = String(decoding: bytes[at..<at + length], as: UTF8.self)
      if let sign = Sign(rawValue: text) {
        at += length
        return add(.sign(sign), from: first)
      }
    }
    guard let (scalar, length) = scalar(at) else {
      at += 1
      return add(.other("\u{FFFD}"), from: first)
    }
    at += length
    add(
      scalar.value == 0x2013 || scalar.value == 0x2212 ? .sign(.minus) : .other(String(scalar)),
      from: first)
  }
}
