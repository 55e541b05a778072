/// How the characters of a text file are written as bytes.
package enum TextEncoding: Hashable, Sendable, CaseIterable {
  case utf8
  case windows1252
  case utf16LittleEndian
  case utf16BigEndian

  /// The names by which a description may call it, folded: the first is ours.
  private static let names: [(TextEncoding, [String])] = [
    (.utf8, ["utf-8", "utf8", "us-ascii", "ascii"]),
    (.windows1252, ["windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin-1", "latin1"]),
    (.utf16LittleEndian, ["utf-16le", "utf-16", "utf16", "utf16le"]),
    (.utf16BigEndian, ["utf-16be", "utf16be"]),
  ]

  /// Every name that is known.
  static let allNames = names.flatMap(\.1)

  init?(name: String) {
    let wanted = name.lowercased().replacing(underscores: "-")
    guard let known = TextEncoding.names.first(where: { $0.1.contains(wanted) }) else { return nil }
    self = known.0
  }

  package var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .windows1252: "Windows-1252"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    }
  }

  /// The bytes of its smallest unit.
  var unit: Int { self == .utf8 || self == .windows1252 ? 1 : 2 }

  /// The encoding that the first bytes of a file mark, and how many bytes the mark takes.
  static func mark(_ head: [UInt8]) -> (TextEncoding, length: Int)? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// The encoding of a text without a mark, by its first bytes: two-byte letters show by the zeros of
  /// Latin letters, and what is no UTF-8 is Windows-1252.
  static func sniffed(_ head: [UInt8], isWhole: Bool) -> TextEncoding {
    var zeros = (even: 0, odd: 0)
    for (place, byte) in head.enumerated() where byte == 0 {
      if place.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    if zeros.odd * 10 > head.count * 4, zeros.even * 20 < zeros.odd { return .utf16LittleEndian }
    if zeros.even * 10 > head.count * 4, zeros.odd * 20 < zeros.even { return .utf16BigEndian }
    guard let place = firstInvalid(head) else { return .utf8 }
    // The last letter of a piece may be cut off.
    if !isWhole, place > head.count - 4 { return .utf8 }
    return isWindows(head, at: place) ? .windows1252 : .utf8
  }

  /// True when a byte that is no UTF-8 shows Windows-1252 rather than damage: all before it is ASCII, and
  /// it is a letter or sign there.
  static func isWindows(_ bytes: [UInt8], at place: Int) -> Bool {
    !bytes[..<place].contains { $0 >= 0x80 || $0 == 0 } && windows[Int(bytes[place])] != 0xFFFD
  }

  /// The place of the first byte that is no UTF-8, nil when all is.
  static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { buffer in firstInvalid(buffer, 0..<buffer.count) }
  }

  static func firstInvalid(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var at = range.lowerBound
    while at < range.upperBound {
      let length = sequence(bytes, at, range.upperBound)
      if length == 0 { return at }
      at += length
    }
    return nil
  }

  /// The length of the UTF-8 sequence at a place, 0 when there is none. (Unicode 15, table 3-7.)
  private static func sequence(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ end: Int) -> Int {
    let first = bytes[at]
    if first < 0x80 { return 1 }
    func isTail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      at + offset < end && range.contains(bytes[at + offset])
    }
    switch first {
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return isTail(1, 0xA0...0xBF) && isTail(2) ? 3 : 0
    case 0xED: return isTail(1, 0x80...0x9F) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return isTail(1, 0x90...0xBF) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return isTail(1, 0x80...0x8F) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }

  /// Stands for what means no letter at all.
  fileprivate static let nothing = UInt32.max

  /// What the bytes of Windows-1252 mean; `nothing` for the five without a meaning.
  private static let windows: [UInt32] = {
    var table = (0..<256).map { UInt32($0) }
    let signs: [UInt32] = [
      0x20AC, nothing, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, nothing, 0x017D, nothing, nothing, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nothing, 0x017E, 0x0178,
    ]
    table.replaceSubrange(0x80..<0xA0, with: signs)
    return table
  }()
}

// MARK: to UTF-8

extension TextEncoding {
  /// The most bytes that a unit of this encoding becomes in UTF-8.
  var growth: Int { 3 }

  /// Writes bytes of this encoding as UTF-8: how many came of them. What means nothing becomes the byte
  /// FF, which no UTF-8 has, so that it is found where it is read. `out` has `growth` bytes a unit.
  func transcode(
    _ bytes: UnsafeRawBufferPointer, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var writer = UTF8Writer(out)
    switch self {
    case .utf8: preconditionFailure("UTF-8 is read as it is")
    case .windows1252:
      TextEncoding.windows.withUnsafeBufferPointer { table in
        for byte in bytes { writer.put(table[Int(byte)]) }
      }
    case .utf16LittleEndian, .utf16BigEndian:
      let swapped = self == .utf16BigEndian
      var lead: UInt32 = 0
      for place in stride(from: 0, to: bytes.count - 1, by: 2) {
        let raw = bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self)
        let unit = UInt32(swapped ? raw.byteSwapped : raw)
        if lead != 0 {
          if unit & 0xFC00 == 0xDC00 {
            writer.put(0x10000 + (lead - 0xD800) << 10 + (unit - 0xDC00))
            lead = 0
            continue
          }
          writer.put(TextEncoding.nothing)
          lead = 0
        }
        switch unit & 0xFC00 {
        case 0xD800: lead = unit
        case 0xDC00: writer.put(TextEncoding.nothing)
        default: writer.put(unit)
        }
      }
      if lead != 0 || !bytes.count.isMultiple(of: 2) { writer.put(TextEncoding.nothing) }
    }
    return writer.count
  }

  /// How many bytes of this encoding became a piece of UTF-8.
  func length(ofUTF8 bytes: UnsafeRawBufferPointer) -> Int {
    if self == .utf8 { return bytes.count }
    var units = 0
    // One unit for what begins a letter; four bytes were a pair.
    for byte in bytes where byte & 0xC0 != 0x80 { units += byte >= 0xF0 && byte < 0xF8 ? 2 : 1 }
    return self == .windows1252 ? units : 2 * units
  }
}

private struct UTF8Writer {
  private let out: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init(_ out: UnsafeMutablePointer<UInt8>) {
    self.out = out
  }

  private mutating func add(_ byte: UInt32) {
    out[count] = UInt8(truncatingIfNeeded: byte)
    count += 1
  }

  mutating func put(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80: add(scalar)
    case 0x80..<0x800:
      add(0xC0 | scalar >> 6)
      add(0x80 | scalar & 0x3F)
    case TextEncoding.nothing: add(0xFF)
    case 0x800..<0x10000:
      add(0xE0 | scalar >> 12)
      add(0x80 | scalar >> 6 & 0x3F)
      add(0x80 | scalar & 0x3F)
    default:
      add(0xF0 | scalar >> 18)
      add(0x80 | scalar >> 12 & 0x3F)
      add(0x80 | scalar >> 6 & 0x3F)
      add(0x80 | scalar & 0x3F)
    }
  }
}

extension String {
  fileprivate func replacing(underscores sign: String) -> String {
    String(map { $0 == "_" ? Character(sign) : $0 })
  }
}
