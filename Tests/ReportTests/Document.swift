import InsynShell
import InsynTestSupport
import InsynValue

/// A report as it lies beside the checkout; nothing of it is in the project.
struct Document {
  let name: String
  /// Line 1 is at index 0.
  let lines: [[Unicode.Scalar]]

  /// The folder of the reports: `INSYN_REPORTS`, else the usual place beside a checkout.
  static let folder = environment("INSYN_REPORTS") ?? packageFolder + "/../shared/seeds"

  /// Nil where the reports are not at hand.
  init?(_ name: String, file: String) {
    guard let bytes = contents(of: Document.folder + "/" + file) else { return nil }
    self.name = name
    lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { Array($0.unicodeScalars) }
  }

  /// A line by its 1-based number, without what is not letters and digits.
  func words(_ line: Int) -> String { fold(String(String.UnicodeScalarView(lines[line - 1]))) }
}

/// A number as it stands in a document: digits or a word.
struct Token: Hashable {
  enum Kind: Hashable {
    /// A number in digits, without its sign: 1 848,6 is `1848.6`.
    case digits(String)
    case date(String)
    case word(String)
  }
  let kind: Kind
  let line: Int
  /// The place among the line's numbers in digits, dates included, or among its number words; from 1.
  let ordinal: Int

  /// The name of the place in the files of what is left: `2`, or `o1` for a word.
  var place: String {
    if case .word = kind { "o\(ordinal)" } else { "\(ordinal)" }
  }
}

/// The numbers that words of the reports stand for.
let numberWords: Set<String> = [
  "noll", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
  "tretton", "fjorton", "femton", "sexton", "tjugo", "trettio", "fyrtio", "femtio", "hundra",
  "tusen", "hälften", "halva", "halvtid", "tredjedel", "fjärdedel", "dubbelt", "dubblerats",
  "fördubblats", "dubblats",
]

extension Document {
  /// Every number of the document in its order: those in digits of a line, then its number words.
  func tokens() -> [Token] {
    lines.indices.flatMap { digits($0 + 1) + wordTokens($0 + 1) }
  }

  func digits(_ line: Int) -> [Token] {
    var scanner = NumberScanner(lines[line - 1])
    var tokens: [Token] = []
    while let kind = scanner.next() {
      tokens.append(Token(kind: kind, line: line, ordinal: tokens.count + 1))
    }
    return tokens
  }

  private func wordTokens(_ line: Int) -> [Token] {
    let words = lines[line - 1].split { !($0.properties.isAlphabetic || isDigit($0) || $0 == "_") }
    var tokens: [Token] = []
    for word in words {
      let text = String(String.UnicodeScalarView(word)).lowercased()
      guard numberWords.contains(text) else { continue }
      tokens.append(Token(kind: .word(text), line: line, ordinal: tokens.count + 1))
    }
    return tokens
  }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

/// Reads the numbers of a line: dates, numbers with blanks between thousands, numbers with a decimal sign.
private struct NumberScanner {
  let text: [Unicode.Scalar]
  var at = 0

  init(_ text: [Unicode.Scalar]) { self.text = text }

  private func digitsFrom(_ start: Int) -> Int {
    var end = start
    while end < text.count, isDigit(text[end]) { end += 1 }
    return end - start
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[range]))
  }

  mutating func next() -> Token.Kind? {
    while at < text.count, !isDigit(text[at]) { at += 1 }
    if at >= text.count { return nil }
    if let date = date() { return date }
    let start = at
    var digits = string(at..<at + digitsFrom(at))
    let mayGroup = digits.unicodeScalars.count <= 3 && (start == 0 || !isDigit(text[start - 1]))
    at += digitsFrom(at)
    var isGrouped = false
    while mayGroup, at < text.count, text[at] == " " || text[at] == "\u{A0}",
      digitsFrom(at + 1) == 3
    {
      digits += string(at + 1..<at + 4)
      at += 4
      isGrouped = true
    }
    if at < text.count, text[at] == "," || text[at] == "." && !isGrouped, digitsFrom(at + 1) > 0 {
      let count = digitsFrom(at + 1)
      digits += "." + string(at + 1..<at + 1 + count)
      at += 1 + count
    }
    return .digits(normal(digits))
  }

  private mutating func date() -> Token.Kind? {
    guard digitsFrom(at) == 4, at + 10 <= text.count, text[at + 4] == "-",
      digitsFrom(at + 5) == 2, text[at + 7] == "-", digitsFrom(at + 8) >= 2
    else { return nil }
    defer { at += 10 }
    return .date(string(at..<at + 10))
  }
}

/// A number without sign, leading zeros or zeros after its last decimal.
func normal(_ number: String) -> String {
  var text = Substring(number)
  if text.hasPrefix("-") { text = text.dropFirst() }
  if text.contains(".") {
    while text.last == "0" { text = text.dropLast() }
    if text.last == "." { text = text.dropLast() }
  }
  while text.first == "0", text.dropFirst().first.map({ $0 != "." }) ?? false {
    text = text.dropFirst()
  }
  return String(text)
}
