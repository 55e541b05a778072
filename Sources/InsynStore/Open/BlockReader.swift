import InsynValue

/// What is wrong in a block, with its place as lines below the first of the block.
struct BlockProblem: Error, Sendable {
  var fault: Fault
  var line: Int
  /// The letter of the line, from 1.
  var letter: Int
  /// The column of the table, nil for what is the row's.
  var column: Int?
}

/// The rows that begin in a stretch of a file, as one thread has read them.
struct Chunk: Sendable {
  /// The places in the file where the first row begins and where the row after the last does.
  let start: Int
  let end: Int
  let rows: Int
  /// The lines of the rows, and for each row of more than one how many more it has.
  let lines: Int
  let longer: [(row: Int, more: Int)]
  let columns: [ChunkColumn]
  let problem: BlockProblem?
  /// The thread whose dictionaries the codes are of.
  let reader: Int
}

/// Reads stretches of a file into typed columns; for one thread.
final class BlockReader: @unchecked Sendable {
  private let file: DataFile
  private let dialect: Dialect
  let index: Int
  private let columns: UnsafeMutablePointer<BlockColumn>
  private let width: Int

  /// The bytes of the file from `first` on, and what they are in UTF-8.
  private var raw: UnsafeMutableRawBufferPointer
  private var rawCount = 0
  private var first = 0
  private var text: UnsafeMutablePointer<UInt8>
  private var textCapacity = 0
  private var textCount = 0
  private var longer: [(row: Int, more: Int)] = []

  /// How far the reading has come: the place of the next row, and where it is another's.
  private struct Walk {
    var at: Int
    var stop = 0
    var rows = 0
    var lines = 0
  }

  /// Bytes that may be read behind the text.
  private static let padding = 32

  init(_ file: DataFile, _ dialect: Dialect, _ formats: [ColumnFormat], index: Int) {
    self.file = file
    self.dialect = dialect
    self.index = index
    width = formats.count
    columns = .allocate(capacity: width)
    for (place, format) in formats.enumerated() {
      (columns + place).initialize(to: BlockColumn(format, delimiter: dialect.delimiter))
    }
    raw = .allocate(byteCount: BlockReader.padding, alignment: 16)
    guard let start = raw.baseAddress else { preconditionFailure("memory has a start") }
    // In UTF-8 the text is the bytes themselves.
    text =
      dialect.encoding == .utf8
      ? start.assumingMemoryBound(to: UInt8.self) : .allocate(capacity: 0)
  }

  deinit {
    for place in 0..<width { columns[place].deallocate() }
    columns.deinitialize(count: width)
    columns.deallocate()
    if dialect.encoding != .utf8 { text.deallocate() }
    raw.deallocate()
  }

  /// The texts of a column that this thread has met.
  func texts(_ column: Int) -> TextDictionary { columns[column].texts }

  /// The bytes that the texts of all columns take.
  var textBytes: Int { (0..<width).reduce(0) { $0 + columns[$1].texts.byteCount } }

  /// Lets the texts of a column go, which nobody will ask for again.
  func forgetTexts(_ column: Int) {
    columns[column].texts.deallocate()
    columns[column].texts = TextDictionary()
  }

  // MARK: bytes

  private var scanner: Scanner {
    Scanner(
      start: UnsafePointer(text), count: textCount, isEnd: first + rawCount == file.count,
      delimiter: dialect.delimiter, quote: dialect.quote ?? 0)
  }

  /// Holds the bytes of the file from `first` on, so many; false when the file cannot be read.
  private func hold(_ count: Int) -> Bool {
    var wanted = min(count, file.count - first)
    // A letter of two bytes is not cut.
    if first + wanted < file.count { wanted -= wanted % dialect.encoding.unit }
    if raw.count < wanted + BlockReader.padding {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: wanted + wanted / 4 + BlockReader.padding, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[..<rawCount]))
      raw.deallocate()
      raw = larger
    }
    let rest = UnsafeMutableRawBufferPointer(rebasing: raw[rawCount..<wanted])
    guard file.read(at: first + rawCount, into: rest) == rest.count else { return false }
    rawCount = wanted
    decode()
    return true
  }

  /// Lays the text behind which a line feed stands.
  private func decode() {
    guard let start = raw.baseAddress else { return }
    if dialect.encoding == .utf8 {
      text = start.assumingMemoryBound(to: UInt8.self)
      textCount = rawCount
    } else {
      let room = rawCount / dialect.encoding.unit * dialect.encoding.growth + 8
      if textCapacity < room + BlockReader.padding {
        text.deallocate()
        textCapacity = room + room / 4 + BlockReader.padding
        text = .allocate(capacity: textCapacity)
      }
      textCount = dialect.encoding.transcode(
        UnsafeRawBufferPointer(rebasing: raw[..<rawCount]), to: text)
    }
    (text + textCount).update(repeating: 0, count: BlockReader.padding)
    text[textCount] = 0x0A
  }

  /// The place in the file of a place in the text.
  private func place(ofText place: Int) -> Int {
    first
      + dialect.encoding.length(
        ofUTF8: UnsafeRawBufferPointer(start: text, count: min(place, textCount)))
  }

  // MARK: rows

  /// A number of a stretch that does not fit beside the others of its column; nil when the file cannot be read.
  func tooLarge(_ stretch: Range<Int>, row: Int, _ column: Int) -> BlockProblem? {
    first = stretch.lowerBound
    (rawCount, textCount) = (0, 0)
    return hold(stretch.count) ? tooLarge(scanner, 0, row: row, column) : nil
  }

  /// Reads the rows that begin in a range of the file. Where the first begins is known, or it is taken to
  /// be behind the first line end; whoever knows better will tell.
  func read(_ range: Range<Int>, from known: Int?) -> Chunk? {
    if let known, known >= range.upperBound { return empty(at: known) }
    let unit = dialect.encoding.unit
    first = known ?? range.lowerBound - unit
    (rawCount, textCount) = (0, 0)
    longer.removeAll(keepingCapacity: true)
    guard hold(range.upperBound - first + 4096) else { return nil }
    var start = 0
    if known == nil {
      guard let behind = behindLineEnd() else {
        return empty(at: range.upperBound)
      }
      start = behind
    }
    let begins = place(ofText: start)
    // A row takes a byte for each of its columns at least.
    for column in 0..<width { columns[column].reserve((range.upperBound - first) / width + 2) }
    var walk = Walk(at: start)
    while true {
      walk.stop = textPlace(ofFile: range.upperBound)
      let scanner = scanner
      do throws(Scanner.Trouble) {
        if let problem = try read(&walk, scanner) { return chunk(start, begins, walk, problem) }
        return chunk(start, begins, walk, nil)
      } catch {
        switch error {
        case .more:
          if textCount - walk.at > Scanner.longest {
            let problem = problem(
              scanner, .badCell(found: scanner.head(walk.at), wanted: .lineEnd), walk.at,
              row: walk.at, line: walk.lines, nil)
            return chunk(start, begins, walk, problem)
          }
          if !hold(max(rawCount * 2, 64)) { return nil }
        case .broken(let opened, let closed):
          let problem = brokenQuote(
            scanner, opened, closed, row: walk.at, line: walk.lines)
          return chunk(start, begins, walk, problem)
        }
      }
    }
  }

  private func empty(at place: Int) -> Chunk {
    Chunk(
      start: place, end: place, rows: 0, lines: 0, longer: [], columns: [], problem: nil,
      reader: index)
  }

  /// The place in the text where a row of the next stretch may begin at the earliest.
  private func textPlace(ofFile place: Int) -> Int {
    if place >= first + rawCount { return textCount }
    if dialect.encoding == .utf8 { return place - first }
    // The part before it, as text.
    let piece = UnsafeRawBufferPointer(rebasing: raw[..<(place - first)])
    let out = UnsafeMutablePointer<UInt8>.allocate(
      capacity: piece.count * dialect.encoding.growth + 8)
    defer { out.deallocate() }
    return dialect.encoding.transcode(piece, to: out)
  }

  /// The place behind the first line end; nil where there is none.
  private func behindLineEnd() -> Int? {
    for place in 0..<textCount where text[place] == 0x0A || text[place] == 0x0D {
      let isPair = text[place] == 0x0D && place + 1 < textCount && text[place + 1] == 0x0A
      return place + (isPair ? 2 : 1)
    }
    return nil
  }

  private func chunk(
    _ start: Int, _ begins: Int, _ walk: Walk, _ found: BlockProblem?
  ) -> Chunk {
    var problem = found
    var packed: [ChunkColumn] = []
    if problem == nil {
      for column in 0..<width {
        let (packedColumn, tooLarge) = columns[column].packed(walk.rows)
        if var done = packedColumn {
          done.stretch = begins..<place(ofText: walk.at)
          packed.append(done)
        }
        if let tooLarge {
          problem = self.tooLarge(scanner, start, row: tooLarge, column)
          break
        }
      }
    }
    return Chunk(
      start: begins, end: place(ofText: walk.at), rows: walk.rows, lines: walk.lines,
      longer: longer, columns: packed, problem: problem, reader: index)
  }

  /// Reads rows until one begins where another stretch does. The walk stands at the last row that is whole.
  private func read(
    _ walk: inout Walk, _ scanner: Scanner
  ) throws(Scanner.Trouble) -> BlockProblem? {
    let (text, end, delimiter) = (scanner.start, scanner.count, scanner.delimiter)
    while walk.at < walk.stop {
      var at = walk.at
      var more = 0
      for index in 0..<width {
        let column = columns + index
        let next: Int
        if column.pointee.isNumeric {
          next = quickNumber(column, scanner, at, walk.rows)
        } else {
          next = quickCode(column, scanner, at, walk.rows)
        }
        var stop = next
        if next < 0 {
          switch try slowCell(column, scanner, at, walk.rows) {
          case .read(let next, let lines): (stop, more) = (next, more + lines)
          case .wrong(let fault):
            return problem(scanner, fault, at, row: walk.at, line: walk.lines, index)
          }
        }
        at = stop
        let isLast = index == width - 1
        if text[at] == delimiter, at < end {
          if isLast { return try wrongWidth(scanner, row: walk.at, line: walk.lines, width: width) }
          at += 1
        } else {
          if !isLast {
            if index == 0, at == walk.at, try scanner.isBlankToEnd(at) {
              walk.at = scanner.count
              return nil
            }
            return try wrongWidth(scanner, row: walk.at, line: walk.lines, width: width)
          }
          at = try scanner.afterLine(at)
        }
      }
      if more > 0 { longer.append((walk.rows, more)) }
      walk.at = at
      walk.rows += 1
      walk.lines += 1 + more
    }
    return nil
  }

  /// A number as most are: a sign, digits and a decimal sign. The place behind it, −1 for any other cell.
  @inline(__always)
  private func quickNumber(
    _ column: UnsafeMutablePointer<BlockColumn>, _ scanner: Scanner, _ at: Int, _ row: Int
  ) -> Int {
    let text = scanner.start
    var place = at
    let isNegative = text[at] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let begin = place
    var mantissa: UInt64 = 0
    var digit = text[place] &- 0x30
    while digit < 10 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      place += 1
      digit = text[place] &- 0x30
    }
    var digits = place - begin
    var places = 0
    if digits > 0, text[place] == column.pointee.decimal {
      place += 1
      let first = place
      digit = text[place] &- 0x30
      while digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        place += 1
        digit = text[place] &- 0x30
      }
      places = place - first
      digits += places
    }
    if !scanner.isStop(text[place]) { return -1 }
    if place == at {
      column.pointee.places[row] = BlockColumn.absent
      return place
    }
    if digits == 0 || digits > 18 || places > 0 && column.pointee.isInteger
      || column.pointee.isLookedUp
    {
      return -1
    }
    let number = Int64(bitPattern: mantissa)
    column.pointee.values[row] = isNegative ? 0 &- number : number
    column.pointee.places[row] = UInt8(truncatingIfNeeded: places)
    return place
  }

  /// A text without quotes that has been met before. The place behind it, −1 for any other cell.
  @inline(__always)
  private func quickCode(
    _ column: UnsafeMutablePointer<BlockColumn>, _ scanner: Scanner, _ at: Int, _ row: Int
  ) -> Int {
    if scanner.start[at] == scanner.quote { return quickQuoted(column, scanner, at, row) }
    let end = scanner.plainEnd(at)
    if end == at {
      column.pointee.codes[row] = 0
      return end
    }
    let code = column.pointee.texts.code(scanner.start + at, end - at)
    column.pointee.codes[row] = code
    return code == TextDictionary.unknown ? -1 : end
  }

  /// The same in quotes.
  private func quickQuoted(
    _ column: UnsafeMutablePointer<BlockColumn>, _ scanner: Scanner, _ at: Int, _ row: Int
  ) -> Int {
    let text = scanner.start
    let place = scanner.end(at + 1, before: scanner.quote)
    if place >= scanner.count || text[place] != scanner.quote || place == at + 1
      || !scanner.isStop(text[place + 1])
    {
      return -1
    }
    let code = column.pointee.texts.code(text + at + 1, place - at - 1)
    column.pointee.codes[row] = code
    return code == TextDictionary.unknown ? -1 : place + 1
  }
}
