import InsynShell
import InsynTestSupport
import Testing

/// Random keys and sizes. After every key the screen is what it would be if it were drawn from nothing.
@Suite struct StormTests {
  /// `INSYN_STORM=1000` runs so many storms more.
  static let seeds: [UInt64] = {
    let more = environment("INSYN_STORM").flatMap { UInt64($0) } ?? 0
    return Array(1...(4 + more))
  }()

  private static let keys = [
    "a", "n", "t", " ", "å", "ö", "漢", "😀", "👩‍👧", "e", "\u{301}", "\u{30A}", "\"", "#", "(", ")",
    "\t", "?", Keys.up, Keys.down, Keys.right, Keys.left, Keys.home, Keys.end, Keys.delete,
    Keys.back, Keys.back, Keys.control("A"), Keys.control("E"), Keys.control("K"),
    Keys.control("W"), Keys.control("Y"), Keys.control("T"), Keys.control("B"), Keys.control("F"),
    "\u{1B}b", "\u{1B}f", "\u{1B}d", "\u{1B}u", "andel barn ", "per stadsdel ", "antal ",
    "\u{1B}[200~två\nrader\tmed 😀 och långt långt långt\u{1B}[201~",
  ]

  /// A machine that is busy with other things may be slow to show a key; a storm that fails is run once more with
  /// patience.
  @Test(arguments: seeds) func screensAreRight(seed: UInt64) {
    if StormTests.wrongScreen(seed, patience: 10) == nil { return }
    if let wrong = StormTests.wrongScreen(seed, patience: 100) { Issue.record("\(wrong)") }
  }

  /// The first screen that differs, with what led to it; nil when all are right.
  private static func wrongScreen(_ seed: UInt64, patience: Int) -> String? {
    var random = SeededRandom(seed: seed)
    let prompt = Prompt(
      columns: Int.random(in: 20...90, using: &random),
      rows: Int.random(in: 6...30, using: &random),
      editrc: seed % 4 == 0 ? "bind -v\n" : "")
    let terminal = prompt.terminal
    terminal.patience = patience
    var pressed: [String] = []
    for step in 0..<120 {
      pressed.append(press(step, terminal, &random))
      let (before, row, column) = (
        terminal.screen.lines, terminal.screen.row, terminal.screen.column
      )
      terminal.type(Keys.redraw)
      let after = terminal.screen
      let top = row - after.row
      let frame = Array(before.dropFirst(max(0, top)))
      let drawn = Array(after.lines.dropFirst(max(0, -top)).prefix(frame.count))
      if top >= 0, column == after.column, frame == drawn, after.faults.isEmpty,
        terminal.ended == nil
      {
        continue
      }
      return """
        seed \(seed), step \(step): \(pressed.suffix(6)) at \(row),\(column), end \(terminal.ended ?? -1)
        \(before.joined(separator: "\n"))
        — drawn from nothing, at \(after.row),\(after.column), \(after.faults) —
        \(after.text)
        """
    }
    return nil
  }

  /// Does one thing to the program: a key, a paste, another size.
  private static func press(_ step: Int, _ terminal: Pty, _ random: inout SeededRandom) -> String {
    if Int.random(in: 0..<25, using: &random) == 0 {
      let (columns, rows) = (
        Int.random(in: 12...90, using: &random), Int.random(in: 4...30, using: &random)
      )
      terminal.resize(columns: columns, rows: rows)
      return "[\(columns)×\(rows)]"
    }
    var key = keys[Int.random(in: 0..<keys.count, using: &random)]
    if step % 17 == 16 { key = "(" + Keys.enter }
    if step % 40 == 39 { key = Keys.interrupt }
    terminal.type(key)
    return key
  }
}
