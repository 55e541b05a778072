import InsynValue

/// How the cells of a column are read.
struct ColumnFormat: Sendable {
  let field: FieldDescription
  let style: NumberStyle
  /// The texts that mean missing.
  let missing: Set<String>
  /// True when a number may mean missing, so that each must be looked up.
  let isNumberMissing: Bool
  /// True when no text but the empty one means missing.
  let isAnyTextValue: Bool

  init(_ field: FieldDescription, _ style: NumberStyle, _ missing: Set<String>) {
    self.field = field
    self.style = style
    self.missing = missing
    isAnyTextValue = missing.isSubset(of: [""])
    isNumberMissing = missing.contains { $0.utf8.contains { (0x30...0x39).contains($0) } }
  }

  var isNumeric: Bool { field.type == .number || field.type == .integer }

  /// What a value of a coded column lacks to be one of its type, nil when it is one.
  func lacks(_ text: String) -> Wanted? {
    switch field.type {
    case .period: return Period(text: text) == nil ? .period : nil
    case .date: return Period(text: text)?.kind == .day ? nil : .date
    case .truth: return Truth.words[text] == nil ? .truth : nil
    case .text, .number, .integer: return nil
    }
  }
}

/// The words for true and false.
enum Truth {
  static let words: [String: Bool] = [
    "true": true, "false": false, "TRUE": true, "FALSE": false, "True": true, "False": false,
    "1": true, "0": false, "ja": true, "nej": false, "Ja": true, "Nej": false, "JA": true,
    "NEJ": false,
  ]

}

/// One column of the rows that a thread is reading: what it has found in them so far, and the texts that
/// the thread has met in this column.
struct BlockColumn {
  let format: ColumnFormat
  let isNumeric: Bool
  let isInteger: Bool
  let decimal: UInt8
  /// True when a number may mean missing, so that none is taken quickly.
  let isLookedUp: Bool
  /// A number a row, in its own decimals; of a coded column the code.
  var values: UnsafeMutablePointer<Int64>
  /// The decimals of each, 255 where it is missing.
  var places: UnsafeMutablePointer<UInt8>
  var codes: UnsafeMutablePointer<UInt32>
  private var capacity = 0
  var texts = TextDictionary()
  /// What a number has behind it and may have.
  var suffixes: Set<[UInt8]> = []

  static let absent: UInt8 = 255

  init(_ format: ColumnFormat, delimiter: UInt8) {
    self.format = format
    isNumeric = format.isNumeric
    isInteger = format.field.type == .integer
    isLookedUp = format.isNumberMissing
    // Outside quotes a delimiter is no decimal sign.
    decimal = format.style.decimal == delimiter ? 0 : format.style.decimal
    values = .allocate(capacity: 0)
    places = .allocate(capacity: 0)
    codes = .allocate(capacity: 0)
  }

  func deallocate() {
    values.deallocate()
    places.deallocate()
    codes.deallocate()
    texts.deallocate()
  }

  /// Room for so many rows; what was found before is lost.
  mutating func reserve(_ rows: Int) {
    if rows <= capacity { return }
    capacity = rows
    if isNumeric {
      values.deallocate()
      places.deallocate()
      values = .allocate(capacity: rows)
      places = .allocate(capacity: rows)
    } else {
      codes.deallocate()
      codes = .allocate(capacity: rows)
    }
  }
}

// MARK: what is found, packed

/// A column of some rows as one thread has found it: codes of its own dictionary, or numbers.
struct ChunkColumn: Sendable {
  let cells: Packed.Width
  let memory: Memory
  /// Of numbers: the scaled number of raw 1, and the greatest.
  var least: Int64 = 0
  var greatest: Int64 = -1
  var scale = 0
  /// The places in the file where its rows begin and end.
  var stretch = 0..<0
  /// One byte a row; nil where every number has `scale` decimals.
  var decimals: Memory?

  var byteCount: Int { memory.bytes.count + (decimals?.bytes.count ?? 0) }
}

extension BlockColumn {
  /// The first so many rows, packed. The row of a number that does not fit beside the others, or nil.
  func packed(_ rows: Int) -> (ChunkColumn?, tooLarge: Int?) {
    if isNumeric { return packedNumbers(rows) }
    var largest: UInt32 = 0
    for row in 0..<rows { largest = max(largest, codes[row]) }
    let writer = PackedWriter(count: rows, largest: UInt64(largest))
    writer.fill(from: codes)
    return (ChunkColumn(cells: writer.width, memory: writer.memory), nil)
  }

  private func packedNumbers(_ rows: Int) -> (ChunkColumn?, tooLarge: Int?) {
    var (fewest, most) = (UInt8.max, UInt8.min)
    for row in 0..<rows where places[row] != BlockColumn.absent {
      (fewest, most) = (min(fewest, places[row]), max(most, places[row]))
    }
    let scale = Int(most)
    if fewest < most {
      for row in 0..<rows where places[row] < most {
        let factor = powersOfTen[scale - Int(places[row])]
        let (scaled, overflow) = values[row].multipliedReportingOverflow(by: factor)
        if overflow || scaled.magnitude >= UInt64(Int64.max) { return (nil, row) }
        values[row] = scaled
      }
    }
    var (least, greatest) = (Int64.max, Int64.min)
    for row in 0..<rows where places[row] != BlockColumn.absent {
      (least, greatest) = (min(least, values[row]), max(greatest, values[row]))
    }
    if least > greatest { (least, greatest) = (0, -1) }
    let writer = PackedWriter(count: rows, largest: UInt64(bitPattern: greatest &- least &+ 1))
    writer.fill(from: values, places, least)
    var column = ChunkColumn(
      cells: writer.width, memory: writer.memory, least: least, greatest: greatest, scale: scale)
    if fewest < most {
      let decimals = Memory(byteCount: rows)
      for row in 0..<rows {
        decimals.bytes[row] = places[row] == BlockColumn.absent ? 0 : places[row]
      }
      column.decimals = decimals
    }
    return (column, nil)
  }
}

/// 10 to the powers that 64 bits hold.
let powersOfTen: [Int64] = (0...18).map { Int64(Exact.powerOfTen($0)) }
