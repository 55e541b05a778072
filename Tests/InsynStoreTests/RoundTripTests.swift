import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// A cell as it was meant.
private enum Meant: Equatable {
  case text(String)
  case number(Int64, places: Int)
  case day(String)
  case missing
}

/// How a table is written down.
private struct Hand {
  let encoding: TextEncoding
  let mark: Bool
  let delimiter: String
  let decimal: String
  let groups: [String]
  let minus: String
  let lineEnd: String
  /// Of four cells so many are in quotes that need none.
  let quotes: Int
  let isDescribed: Bool

  init(_ random: inout SeededRandom) {
    encoding = TextEncoding.allCases.randomElement(using: &random) ?? .utf8
    isDescribed = Bool.random(using: &random)
    mark = encoding != .windows1252 && (encoding.isWide && !isDescribed || .random(using: &random))
    delimiter = [",", ";", "\t"].randomElement(using: &random) ?? ","
    decimal = [".", ","].randomElement(using: &random) ?? "."
    groups = encoding == .windows1252 ? ["", " ", "\u{A0}"] : ["", " ", "\u{A0}", "\u{202F}"]
    minus = encoding == .windows1252 ? "-" : ["-", "\u{2212}"].randomElement(using: &random) ?? "-"
    lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    quotes = Int.random(in: 0...4, using: &random)
  }

  var description: String {
    if !isDescribed { return "" }
    let sign = delimiter == "\t" ? "\\t" : delimiter
    return ", \"encoding\": \"\(encoding.name)\", \"dialect\": "
      + "{\"delimiter\": \"\(sign)\", \"decimalChar\": \"\(decimal)\"}"
  }

  func written(_ cell: Meant, _ random: inout SeededRandom) -> String {
    var text = ""
    switch cell {
    case .text(let value): text = value
    case .day(let day): text = day
    case .missing: break
    case .number(let mantissa, let places):
      var digits = "\(mantissa.magnitude)"
      while digits.count <= places { digits = "0" + digits }
      var whole = String(digits.dropLast(places))
      let group = groups.randomElement(using: &random) ?? ""
      if !group.isEmpty {
        var grouped = ""
        for (index, digit) in whole.reversed().enumerated() {
          if index > 0, index.isMultiple(of: 3) { grouped = group + grouped }
          grouped = String(digit) + grouped
        }
        whole = grouped
      }
      text = (mantissa < 0 ? minus : "") + whole
      if places > 0 { text += decimal + digits.suffix(places) }
    }
    let needs = text.unicodeScalars.contains { "\"\r\n,;\t".unicodeScalars.contains($0) }
    if !needs, Int.random(in: 0..<4, using: &random) >= quotes { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(
        separator: "\"\"") + "\""
  }

  func bytes(_ text: String) -> [UInt8] {
    switch encoding {
    case .utf8: (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    case .windows1252: text.unicodeScalars.map { UInt8($0.value) }
    case .utf16LittleEndian:
      (mark ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      (mark ? [0xFE, 0xFF] : []) + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    }
  }
}

extension TextEncoding {
  fileprivate var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}

/// Tables of any content, written in any way, read back as they were meant.
@Suite struct RoundTripTests {
  @Test(arguments: 0..<150) func whatIsWrittenIsRead(seed: UInt64) throws {
    var random = SeededRandom(seed: 7000 + seed)
    let hand = Hand(&random)
    let kinds =
      ["number"]
      + (0..<Int.random(in: 1...5, using: &random)).map { _ in
        ["string", "number", "integer", "date"].randomElement(using: &random) ?? "string"
      }
    let count = Int.random(in: 1...60, using: &random)
    var rows = (0..<count).map { _ in kinds.map { cell($0, hand, &random) } }
    // The first number shows the decimal sign where nobody says it.
    rows[0][0] = .number(125, places: 2)
    var text = kinds.indices.map { "kolumn\($0)" }.joined(separator: hand.delimiter) + hand.lineEnd
    for row in rows {
      let cells = row.map { hand.written($0, &random) }
      text += cells.joined(separator: hand.delimiter) + hand.lineEnd
    }
    let fields = kinds.enumerated().map { "{\"name\": \"kolumn\($0)\", \"type\": \"\($1)\"}" }
    let pace = ReadingPace(
      block: Int.random(in: 1...300, using: &random), threads: Int.random(in: 1...3, using: &random)
    )
    let store = try read(
      "{\"fields\": [\(fields.joined(separator: ", "))]}", hand.bytes(text), more: hand.description,
      pace: pace
    ).get()
    let table = store.tables[0]
    #expect(table.rowCount == count)
    for (row, cells) in rows.enumerated() {
      for (column, wanted) in cells.enumerated() {
        #expect(found(store, row, column) == wanted, "row \(row), \(kinds[column]), \(hand)")
      }
    }
  }

  private func cell(_ kind: String, _ hand: Hand, _ random: inout SeededRandom) -> Meant {
    if Int.random(in: 0..<8, using: &random) == 0 { return .missing }
    switch kind {
    case "number", "integer":
      let digits = Int.random(in: 0...12, using: &random)
      let limit = (0..<digits).reduce(Int64(9)) { value, _ in value * 10 }
      let places = kind == "integer" ? 0 : Int.random(in: 0...4, using: &random)
      return .number(Int64.random(in: -limit...limit, using: &random), places: places)
    case "date":
      let month = Int.random(in: 10...12, using: &random)
      return .day(
        "20\(Int.random(in: 10...29, using: &random))-\(month)-\(Int.random(in: 10...30, using: &random))"
      )
    default:
      let letters =
        ["a", "B", "å", "Ö", "é", " ", "\"", ",", ";", "\t", "\n", "\r\n", "lång text utan slut "]
        + (hand.encoding == .windows1252 ? [] : ["👍🏽", "–", "漢"])
      let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? ""
      }
      return .text(text.joined())
    }
  }

  private func found(_ store: Store, _ row: Int, _ column: Int) -> Meant {
    let table = store.tables[0]
    let field = table.columns[column]
    if case .numbers(let numbers) = field.data {
      guard let value = numbers[row] else { return .missing }
      let places = numbers.decimals(row)
      let factor = (places..<max(places, numbers.scale)).reduce(Int64(1)) { value, _ in value * 10 }
      return .number(value / factor, places: places)
    }
    guard let member = store.member(table, field.id, row: row) else { return .missing }
    return field.type == .date ? .day(member.value) : .text(member.value)
  }
}
