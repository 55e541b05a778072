import Glibc

/// Keys that are no characters, as the codes U+0080–U+009F that no keyboard sends: every one is bound
/// to a function in the maps of emacs and of vi.
enum Key: UInt32, CaseIterable {
  case up = 0x90
  case down = 0x91
  case right = 0x92
  case left = 0x93
  case home = 0x94
  case end = 0x95
  case delete = 0x96
  case backTab = 0x97
  case paste = 0x98
  case wordRight = 0x99
  case wordLeft = 0x9A
  /// A sequence that means nothing here.
  case nothing = 0x9B
  /// Puts the text that waits into the buffer.
  case prefill = 0x9C
  /// Ends the line.
  case finish = 0x9D
  /// Closes a menu; the text is as it was typed.
  case close = 0x9F
  /// A mark that joins the letter before it.
  case compose = 0x9E

  /// The sequences that terminals send, without their escape.
  static let sequences: [String: Key] = [
    "[A": .up, "OA": .up, "[B": .down, "OB": .down, "[C": .right, "OC": .right, "[D": .left,
    "OD": .left, "[H": .home, "OH": .home, "[1~": .home, "[7~": .home, "[F": .end, "OF": .end,
    "[4~": .end, "[8~": .end, "[3~": .delete, "[Z": .backTab, "[200~": .paste,
    "[1;5C": .wordRight, "[1;3C": .wordRight, "[5C": .wordRight, "[1;5D": .wordLeft,
    "[1;3D": .wordLeft, "[5D": .wordLeft,
  ]

  /// As libedit's binding takes it.
  var text: String { String(UnicodeScalar(rawValue) ?? " ") }
}

/// Characters from the keyboard, decoded one at a time so that what is typed ahead is left to whoever
/// reads next.
struct Keyboard {
  enum Event {
    case scalar(Unicode.Scalar)
    case signal(Int32)
    case end
  }

  /// What was read ahead of its turn.
  private var ahead: [Unicode.Scalar] = []

  /// Waits for a key or a signal.
  mutating func next() -> Event {
    if !ahead.isEmpty { return .scalar(ahead.removeFirst()) }
    while true {
      if let signal = Signals.next() { return .signal(signal) }
      var waiting = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Signals.waiting, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&waiting, 2, -1) < 0, errno != EINTR { return .end }
      if waiting[1].revents != 0 { continue }
      if waiting[0].revents != 0 { return scalar().map(Event.scalar) ?? .end }
    }
  }

  /// True when a key is there within so many milliseconds.
  func isPending(within milliseconds: Int32 = 0) -> Bool {
    if !ahead.isEmpty { return true }
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }

  /// Puts characters back in front of what comes.
  mutating func putBack(_ scalars: [Unicode.Scalar]) { ahead = scalars + ahead }

  /// What follows an escape at once: a key of its own, or nil for an escape that stands alone or before
  /// another character, which is put back.
  mutating func afterEscape() -> Key? {
    guard isPending(within: 30), case .scalar(let first) = next() else { return nil }
    guard first == "[" || first == "O" else {
      putBack([first])
      return nil
    }
    var sequence = String(first)
    while sequence.utf8.count < 16, isPending(within: 30), case .scalar(let scalar) = next() {
      sequence.unicodeScalars.append(scalar)
      if (0x40...0x7E).contains(scalar.value) { break }
    }
    return Key.sequences[sequence] ?? .nothing
  }

  /// One character of UTF-8; a byte that is none of it is U+FFFD. Nil at the end of the input.
  private func scalar() -> Unicode.Scalar? {
    guard let first = byte() else { return nil }
    let count = first < 0x80 ? 0 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0
    if first < 0x80 { return UnicodeScalar(first) }
    var value = UInt32(first) & (count == 3 ? 0x07 : count == 2 ? 0x0F : 0x1F)
    if count == 0 { return "\u{FFFD}" }
    for _ in 0..<count {
      guard let next = byte() else { return nil }
      guard next & 0xC0 == 0x80 else { return "\u{FFFD}" }
      value = value << 6 | UInt32(next & 0x3F)
    }
    return UnicodeScalar(value) ?? "\u{FFFD}"
  }

  private func byte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
  }
}
