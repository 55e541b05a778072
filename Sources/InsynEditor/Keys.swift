/// What a person has done at the keyboard.
enum Key: Hashable {
  case scalar(Unicode.Scalar)
  case special(Special)
  /// A whole paste, its line ends made one and its control characters gone.
  case paste(String)
  /// A sequence that an .editrc has bound, by its private code.
  case bound(UInt8)
  /// A sequence that means nothing here.
  case none
  /// The terminal has gone.
  case gone
}

/// Keys that arrive as a sequence. libedit knows them by private codes in U+0080–U+009F, which no
/// keyboard sends: a sequence bound in vi's insert mode would make a lone escape wait for ever.
enum Special: UInt8, CaseIterable {
  case up = 0x80
  case down
  case right
  case left
  case home
  case end
  case delete
  case pageUp
  case pageDown
  case wordRight
  case wordLeft
  case backTab
  /// Escape with nothing after it.
  case escape
  /// Text that does not come from one key: a paste, a letter with the mark typed after it.
  case inserted

  /// The first code that is free for the sequences of an .editrc.
  static let firstFree: UInt8 = 0x90
  static let lastFree: UInt8 = 0x9F
}

/// Makes keys of bytes.
struct KeyReader {
  /// Sequences of an .editrc, without the escape, and their codes.
  var bound: [String: UInt8] = [:]
  /// Vi's escape stands alone even when a key follows at once; in emacs it makes a meta key of it.
  var hasViKeys = false
  /// Keys read too far, to be read again.
  private var kept: [Key] = []

  /// What came of waiting for a byte.
  enum Arrival {
    case byte(UInt8)
    case nothing
    case gone
  }

  /// Milliseconds within which the rest of a sequence follows its escape.
  static let patience: Int32 = 30

  /// True when a key stands ready.
  var hasKept: Bool { !kept.isEmpty }

  /// Lets a key be read again.
  mutating func putBack(_ key: Key) { kept.append(key) }

  /// Takes the key that was put back, if it is this one.
  mutating func take(_ key: Key) -> Bool {
    guard kept.last == key else { return false }
    kept.removeLast()
    return true
  }

  /// The next key. `byte` waits so many milliseconds, for ever when negative; nothing after a wait
  /// for ever is the wish to look again, as after a signal, and gives nil.
  mutating func next(_ byte: (Int32) -> Arrival) -> Key? {
    if let key = kept.popLast() { return key }
    switch byte(-1) {
    case .gone: return .gone
    case .nothing: return nil
    case .byte(0x1B): return escape(byte)
    case .byte(let first): return scalar(first, byte)
    }
  }

  /// UTF-8 by hand, byte by byte: what is typed ahead is left for a program started from here.
  private mutating func scalar(_ first: UInt8, _ byte: (Int32) -> Arrival) -> Key {
    var bytes = [first]
    let count = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    while bytes.count < count {
      guard case .byte(let next) = byte(KeyReader.patience) else { return .scalar("\u{FFFD}") }
      bytes.append(next)
    }
    let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    return (0x80..<0xA0).contains(scalar.value) ? .none : .scalar(scalar)
  }

  private mutating func escape(_ byte: (Int32) -> Arrival) -> Key {
    guard case .byte(let second) = byte(KeyReader.patience) else { return .special(.escape) }
    guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
      return meta(second == 0x1B ? escape(byte) : scalar(second, byte))
    }
    var sequence = [second]
    while true {
      guard case .byte(let next) = byte(KeyReader.patience), sequence.count < 16 else {
        return sequence.count == 1 ? meta(.scalar(Unicode.Scalar(second))) : .none
      }
      sequence.append(next)
      if (0x40...0x7E).contains(next) { break }
      if next < 0x20 { return .none }
    }
    let name = String(decoding: sequence, as: UTF8.self)
    if name == "[200~" { return .paste(paste(byte)) }
    if let code = bound[name] { return .bound(code) }
    return sequences[name].map(Key.special) ?? .none
  }

  private mutating func meta(_ key: Key) -> Key {
    kept.append(key)
    return hasViKeys ? .special(.escape) : .scalar("\u{1B}")
  }

  /// Reads until the terminal says that the paste is over.
  private func paste(_ byte: (Int32) -> Arrival) -> String {
    let end: [UInt8] = [0x1B] + Array("[201~".utf8)
    var bytes: [UInt8] = []
    while bytes.suffix(end.count) != end[...] {
      switch byte(-1) {
      case .byte(let next): bytes.append(next)
      case .nothing: continue
      case .gone: return pasted(bytes)
      }
    }
    return pasted(bytes.dropLast(end.count))
  }
}

/// Pasted bytes as text: one kind of line end, none at the end, tabs kept, no control characters.
func pasted(_ bytes: some Sequence<UInt8>) -> String {
  var text = String.UnicodeScalarView()
  var isAfterReturn = false
  for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
    defer { isAfterReturn = scalar == "\r" }
    if scalar == "\n", isAfterReturn { continue }
    if scalar == "\r" {
      text.append("\n")
    } else if scalar == "\n" || scalar == "\t" || scalar.value >= 0x20 && scalar.value != 0x7F {
      if !(0x80..<0xA0).contains(scalar.value) { text.append(scalar) }
    }
  }
  while text.last == "\n" { text.removeLast() }
  return String(text)
}

/// What terminals send, without the escape.
private let sequences: [String: Special] = [
  "[A": .up, "OA": .up, "[B": .down, "OB": .down, "[C": .right, "OC": .right, "[D": .left,
  "OD": .left, "[H": .home, "OH": .home, "[1~": .home, "[7~": .home, "[F": .end, "OF": .end,
  "[4~": .end, "[8~": .end, "[3~": .delete, "[5~": .pageUp, "[6~": .pageDown,
  "[1;5C": .wordRight, "[1;3C": .wordRight, "[5C": .wordRight, "Oc": .wordRight,
  "[1;5D": .wordLeft, "[1;3D": .wordLeft, "[5D": .wordLeft, "Od": .wordLeft, "[Z": .backTab,
]
