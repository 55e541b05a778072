import InsynShell
import InsynTestSupport
import Testing

/// Keys and sizes at random. Whatever comes, the screen is what a redraw shows.
@Suite struct StormTests {
  /// The storms of every run; `INSYN_STORM=N` makes N of them, every fourth with the keys of vi.
  private static let seeds: [UInt64] = {
    Array(1...(environment("INSYN_STORM").flatMap { UInt64($0) } ?? 4))
  }()

  private static let letters = [
    "a", "b", " ", "per ", "x", "å", "ä", "Ö", "漢", "😀", "e\u{301}", "x\u{30A}", "👨‍👩‍👧", "❤️",
    "\u{301}",
    "ord och mer ", "\"", "(", ")", "?", "#",
  ]
  private static let keys = [
    "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H", "\u{1B}[F", "\u{1B}[3~", "\u{7F}",
    "\u{08}",
    "\u{01}", "\u{05}", "\u{0B}", "\u{17}", "\u{19}", "\u{02}", "\u{06}", "\u{1B}[1;5D",
    "\u{1B}[1;5C", "\t",
    "\u{1B}[Z", "\u{12}", "\u{07}", "\u{14}", "\u{1B}b", "\u{1B}f", "\u{1B}\r", "\u{1B}[5~",
    "\u{1B}[200~a\tb\nc 漢\r\nd\u{1B}[201~",
    "\u{1B}[200~\(String(repeating: "lång rad ", count: 30))\u{1B}[201~",
  ]
  private static let viKeys = [
    "\u{1B}", "i", "a", "A", "I", "0", "$", "w", "b", "x", "X", "D", "p", "P", "u", "dd", "dw",
    "cw", "~",
    "rå", "j", "k", "C", "s", "3x", "2w", "e",
  ]

  @Test(arguments: seeds)
  func theScreenIsWhatARedrawShows(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let hasViKeys = seed % 4 == 0
    let typist = hasViKeys ? Typist(editrc: "bind -v\n") : Typist()
    defer { typist.remove() }
    let pty = typist.start(columns: 60, rows: 12)
    for line in ["åttio (nitton", "ord\u{1B}\rå 漢 rad två", "kort", "ord"] {
      pty.type(line + "\r\r")
    }
    let pool = StormTests.keys + (hasViKeys ? StormTests.viKeys : [])
    // In vi's command mode `?` asks for a pattern, of which Ctrl-L would be a letter.
    let letters = StormTests.letters.filter { !hasViKeys || $0 != "?" }
    var typed: [String] = []
    for _ in 0..<150 {
      let roll = Int.random(in: 0..<20, using: &random)
      if roll == 0 {
        let (columns, rows) = (
          Int.random(in: 20..<100, using: &random), Int.random(in: 3..<28, using: &random)
        )
        typed.append("\(columns)×\(rows)")
        pty.resize(columns: columns, rows: rows)
      } else if roll == 1 {
        typed.append("^C")
        pty.type("\u{03}")
      } else {
        let choices = roll < 11 ? letters : pool
        let key = choices[Int.random(in: choices.indices, using: &random)]
        typed.append(key)
        pty.type(key)
      }
      guard isRight(pty) else {
        Issue.record("seed \(seed) after \(typed.map { $0.debugDescription })")
        return
      }
    }
    #expect(pty.screen.faults.isEmpty, "seed \(seed)")
  }

  /// Compares the screen with the one after Ctrl-L.
  private func isRight(_ pty: Pty) -> Bool {
    let (before, was) = (pty.screen, pty.screen.cursor)
    pty.type("\u{0C}")
    let (after, now) = (pty.screen, pty.screen.cursor)
    let start = was.row - now.row
    if start < 0 || was.column != now.column || !after.faults.isEmpty {
      let written = String(decoding: pty.written.suffix(6000), as: UTF8.self)
      if !after.faults.isEmpty { Issue.record("wrote \(written.debugDescription)") }
      Issue.record(
        "cursor \(was) became \(now) \(after.faults)\n\(before.text)\n---\n\(after.text)")
      return false
    }
    if before.picture(from: start) == after.picture(from: 0) { return true }
    Issue.record("\(before.text)\n--- is not ---\n\(after.text)")
    return false
  }
}
