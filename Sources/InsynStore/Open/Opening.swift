import InsynValue

/// A file of separated values as it begins: its dialect, its heading, and some rows.
struct Opening {
  var dialect: Dialect
  let header: [String]
  /// The place in the file of the first row, and its line.
  let start: Int
  let firstLine: Int
  /// The rows at the beginning of the file, as texts; those of another width are left out.
  let sample: [[String]]
}

/// Looks at the beginning of a file. What a package says of its dialect holds; the rest is told from the
/// first 256 kB, so that the same bytes are always read the same.
struct Opener {
  let file: DataFile
  /// How messages name the file.
  let name: String
  let described: DialectDescription

  private static let sampleLength = 1 << 18

  /// Throws IN40, IN41 and IN44, with line and letter, for a file without a heading.
  func opening(_ forced: TextEncoding? = nil) throws(Diagnostic) -> Opening {
    guard let head = file.bytes(at: 0, upTo: Opener.sampleLength) else {
      throw Diagnostic(.unreadable(name))
    }
    let isWhole = head.count == file.count
    let mark = TextEncoding.mark(head)
    let encoding =
      forced ?? mark?.0 ?? described.encoding ?? TextEncoding.sniffed(head, isWhole: isWhole)
    var dialect = Dialect(
      encoding: encoding, mark: mark?.length ?? 0, delimiter: 0, quote: UInt8(ascii: "\""),
      numbers: NumberStyle(decimal: UInt8(ascii: "."), group: nil))
    if let quote = described.quote { dialect.quote = quote }
    let text = decoded(Array(head.dropFirst(dialect.mark)), encoding)
    // Spreadsheets write and heed a first line that only names the delimiter.
    let isNamed = text.starts(with: "sep=".utf8) && (text[5] == 0x0A || text[5] == 0x0D)
    dialect.delimiter =
      described.delimiter ?? (isNamed ? text[4] : delimiter(text, isWhole, dialect))
    return try opening(text, isWhole, dialect, isNamed: isNamed)
  }

  /// True when the first byte of the file that is not ASCII shows Windows-1252.
  func isWindows() -> Bool {
    var place = 0
    while let piece = file.bytes(at: place, upTo: Opener.sampleLength), !piece.isEmpty {
      if let first = piece.firstIndex(where: { $0 >= 0x80 }) {
        guard let around = file.bytes(at: place + first, upTo: 4) else { return false }
        return TextEncoding.firstInvalid(around) == 0 && TextEncoding.isWindows(around, at: 0)
      }
      place += piece.count
    }
    return false
  }

  /// The text with room behind it.
  private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
    var text = bytes
    if encoding != .utf8 {
      text = [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 8) { buffer, count in
        guard let start = buffer.baseAddress else { return }
        count = bytes.withUnsafeBytes { encoding.transcode($0, to: start) }
      }
    }
    return text + [0x0A] + [UInt8](repeating: 0, count: 31)
  }

  private func scan<Result>(
    _ text: [UInt8], _ isWhole: Bool, _ dialect: Dialect, _ body: (Scanner) -> Result
  ) -> Result {
    text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a line feed at least") }
      return body(
        Scanner(
          start: start, count: text.count - 32, isEnd: isWhole, delimiter: dialect.delimiter,
          quote: dialect.quote ?? 0))
    }
  }

  private func opening(
    _ text: [UInt8], _ isWhole: Bool, _ dialect: Dialect, isNamed: Bool
  ) throws(Diagnostic) -> Opening {
    let result = scan(text, isWhole, dialect) { scanner in
      Swift.Result { () throws(Diagnostic) -> Opening in
        try opening(scanner, dialect, isNamed: isNamed)
      }
    }
    return try result.get()
  }

  private func opening(
    _ scanner: Scanner, _ dialect: Dialect, isNamed: Bool
  ) throws(Diagnostic) -> Opening {
    func fail(_ fault: Fault, _ place: Int) -> Diagnostic {
      let (lines, letter) = scanner.position(of: place, row: 0)
      return Diagnostic(fault, place: FilePlace(file: name, line: 1 + lines, letter: letter))
    }
    if scanner.count == 0 {
      throw Diagnostic(
        .badCell(found: "", wanted: .header), place: FilePlace(file: name, line: 1))
    }
    let cells: [Scanner.Cell]
    let next: Int
    do throws(Scanner.Trouble) {
      (cells, next) = try scanner.row(at: isNamed ? scanner.afterLine(5) : 0)
    } catch {
      switch error {
      case .more: throw fail(.badCell(found: scanner.head(0), wanted: .lineEnd), 0)
      case .broken(let opened, _):
        throw fail(.badCell(found: "\"", wanted: .closingQuote), opened)
      }
    }
    for cell in cells {
      let bytes = scanner.bytes(cell.content)
      if let place = TextEncoding.firstInvalid(bytes, 0..<bytes.count)
        ?? bytes.firstIndex(of: 0)
      {
        throw fail(.notText(line: 1), cell.content.lowerBound + place)
      }
    }
    let sample = rows(scanner, from: next, width: cells.count)
    var dialect = dialect
    dialect.numbers = numbers(sample, dialect)
    return Opening(
      dialect: dialect, header: cells.map { scanner.text($0).precomposed },
      start: dialect.mark + dialect.encoding.length(ofUTF8: scanner.bytes(0..<next)),
      firstLine: 1 + scanner.lineEnds(0..<next), sample: sample)
  }

  private func rows(_ scanner: Scanner, from start: Int, width: Int) -> [[String]] {
    var rows: [[String]] = []
    var at = start
    while at < scanner.count {
      do throws(Scanner.Trouble) {
        let (cells, next) = try scanner.row(at: at)
        if cells.count == width { rows.append(cells.map(scanner.text)) }
        at = next
      } catch {
        return rows
      }
    }
    return rows
  }

  // MARK: the delimiter

  private static let delimiters = [",", ";", "\t"].compactMap { $0.utf8.first }

  /// The delimiter by which every row has the width of the heading, the widest; where there is none, the
  /// one that stands most often in the heading.
  private func delimiter(_ text: [UInt8], _ isWhole: Bool, _ dialect: Dialect) -> UInt8 {
    var best: (isEven: Bool, width: Int, sign: UInt8) = (false, 0, UInt8(ascii: ","))
    for sign in Opener.delimiters {
      var trial = dialect
      trial.delimiter = sign
      let (width, isEven) = scan(text, isWhole, trial, Opener.width)
      let isBetter = isEven && width > 1
      if (isBetter ? 1 : 0, width) > (best.isEven ? 1 : 0, best.width) {
        best = (isBetter, width, sign)
      }
    }
    return best.sign
  }

  /// The width of the heading, and whether the first thousand rows have it too.
  private static func width(_ scanner: Scanner) -> (Int, isEven: Bool) {
    var at = 0
    var width = 0
    for _ in 0..<1000 where at < scanner.count {
      do throws(Scanner.Trouble) {
        let (cells, next) = try scanner.row(at: at)
        if width == 0 { width = cells.count }
        if cells.count != width { return (width, false) }
        at = next
      } catch {
        switch error {
        case .more: return (width, width > 0)
        case .broken: return (width, false)
        }
      }
    }
    return (width, true)
  }

  // MARK: numbers

  private func numbers(_ sample: [[String]], _ dialect: Dialect) -> NumberStyle {
    let signs = NumberSigns(sample)
    var style = NumberStyle(
      decimal: signs.decimal ?? (dialect.delimiter == UInt8(ascii: ";") ? 0x2C : 0x2E),
      group: described.group)
    if let decimal = described.decimal { style.decimal = decimal }
    // Thousands with commas: only where nothing else can be meant.
    if described.decimal == nil, described.group == nil, signs.hasGroupedCommas,
      dialect.delimiter == UInt8(ascii: ",") || signs.hasPoints
    {
      style = NumberStyle(decimal: UInt8(ascii: "."), group: UInt8(ascii: ","))
    }
    return style
  }
}

/// How the numbers of some rows are written.
private struct NumberSigns {
  /// Numbers with one comma, with one point, and with commas before every three digits.
  private var commas = 0
  private var points = 0
  private var grouped = 0

  init(_ rows: [[String]]) {
    for text in rows.lazy.joined() { look(at: Array(text.utf8)) }
  }

  /// The sign that most numbers have before their decimals; nil where none has one.
  var decimal: UInt8? {
    commas == 0 && points == 0 ? nil : commas > points ? UInt8(ascii: ",") : UInt8(ascii: ".")
  }

  var hasPoints: Bool { points > 0 }

  /// True when every comma stands before three digits.
  var hasGroupedCommas: Bool { grouped > 0 && grouped == commas }

  private mutating func look(at text: [UInt8]) {
    var (digits, comma, point, isPlain) = (0, 0, 0, true)
    var isPointed = false
    var behind: [Int] = []
    for (place, byte) in text.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits += 1
        if !behind.isEmpty, !isPointed { behind[behind.count - 1] += 1 }
      case UInt8(ascii: ","):
        comma += 1
        behind.append(0)
      case UInt8(ascii: "."):
        point += 1
        // What stands behind a point is no group.
        if !behind.isEmpty { isPointed = true }
      case UInt8(ascii: "-") where place == 0: continue
      case 0x20, 0xC2, 0xA0, 0xE2, 0x80, 0x88, 0x92, 0xAF, UInt8(ascii: "%"): continue
      default: isPlain = false
      }
    }
    if !isPlain || digits == 0 || comma + point == 0 { return }
    let lead = text.prefix { $0 != UInt8(ascii: ",") }.filter { (0x30...0x39).contains($0) }
    let isGrouped =
      comma > 0 && behind.allSatisfy { $0 == 3 } && (1...3).contains(lead.count) && lead[0] != 0x30
    switch (comma, point) {
    case (1, 0):
      commas += 1
      if isGrouped { grouped += 1 }
    case (2..., 0...1) where isGrouped, (1, 1) where isGrouped:
      commas += 1
      grouped += 1
      if point == 1 { points += 1 }
    case (0, 1): points += 1
    default: return
    }
  }
}
