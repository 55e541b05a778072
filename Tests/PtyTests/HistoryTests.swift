import Glibc
import InsynShell
import InsynTestSupport
import Testing

/// What was typed before: on the arrows, on Ctrl-R, in grey, in the file.
@Suite struct RememberingTests {
  /// Enters lines that are wrong, since a mistake is answered at once and kept all the same.
  private func enter(_ lines: [String], _ pty: Pty) {
    for line in lines {
      pty.type(line + "\r")
      // A mistake is answered with a line that would be right.
      pty.type("\u{03}")
    }
  }

  /// The newest line that begins as this one does goes on in grey, behind the cursor.
  @Test func theNewestLineThatBeginsSoGoesOnInGrey() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    for line in ["antal insatser per stadsdel", "antal insatser per kön"] { pty.type(line + "\r") }
    pty.type("antal ins")
    #expect(pty.line == "insyn> antal insatser per kön")
    #expect(pty.screen.cursor.column == 16)
    pty.type("atser per s")
    #expect(pty.line == "insyn> antal insatser per stadsdel")
    pty.type("\u{15}antal insatser per kön")
    #expect(pty.line == "insyn> antal insatser per kön")
    #expect(pty.screen.cursor.column == 29)
  }

  @Test func aSecondRunKnowsTheFirst() {
    let typist = Typist()
    defer { typist.remove() }
    var pty = typist.start()
    enter(["första å", "andra 😀"], pty)
    pty.type("\u{04}")
    #expect(pty.end == 0)
    #expect(typist.history == ["första å", "andra 😀"])
    pty = typist.start()
    pty.type("\u{1B}[A")
    #expect(pty.line == "insyn> andra 😀")
    pty.type("\u{1B}OA")
    #expect(pty.line == "insyn> första å")
    pty.type("\u{1B}[B\u{1B}[B")
    #expect(pty.line == "insyn>")
  }

  @Test func theArrowsFindWhatBeginsAsTheLineDoes() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    enter(["ab 1", "xy 2", "ab 3"], pty)
    pty.type("ab")
    #expect(pty.line == "insyn> ab 3")
    #expect(pty.screen.cursor.column == 9)
    pty.type("\u{1B}[A\u{1B}[A")
    #expect(pty.line == "insyn> ab 1")
    pty.type("\u{1B}[B\u{1B}[B")
    #expect(pty.screen.cursor.column == 9)
  }

  @Test func aGreyHintIsTakenByTheRightArrow() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    enter(["åttio nitton"], pty)
    pty.type("å")
    let row = pty.screen.cursor.row
    #expect(pty.line == "insyn> åttio nitton")
    #expect(pty.screen.style(row: row, column: 7) != "38;5;244")
    #expect(pty.screen.style(row: row, column: 8) == "38;5;244")
    pty.type("\u{1B}[C")
    #expect(pty.screen.style(row: row, column: 8) != "38;5;244")
    #expect(pty.screen.cursor.column == 19)
  }

  @Test func controlRFindsAnyPart() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    enter(["en två tre", "fyra två", "sju åtta"], pty)
    pty.type("kvar\u{12}tv")
    #expect(pty.line == "insyn> fyra två\nsök: tv")
    pty.type("å\u{12}")
    #expect(pty.line == "insyn> en två tre\nsök: två")
    pty.type("x")
    #expect(pty.line == "insyn> en två tre\nfinns inte: tvåx")
    pty.type("\u{07}")
    #expect(pty.line == "insyn> kvar")
    pty.type("\u{12}åt\u{1B}[H!")
    #expect(pty.line == "insyn> !sju åtta")
  }

  @Test func aSecretIsNotKept() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    enter([" med blanksteg", "visa 850769-9805", "kvar"], pty)
    #expect(typist.history == ["kvar"])
    pty.type("\u{1B}[A\u{1B}[A")
    #expect(pty.line == "insyn> kvar")
  }

  @Test func aHistoryThatCannotBeWrittenIsToldOnce() {
    let typist = Typist(["XDG_CONFIG_HOME=/proc/none"])
    defer { typist.remove() }
    let pty = typist.start()
    enter(["ett zz", "två zz"], pty)
    let told = pty.screen.scrollback.filter { $0.contains("/proc/none/insyn/history") }
    #expect(told.count == 1, "\(pty.screen.text)")
    pty.type("\u{1B}[A")
    #expect(pty.line == "insyn> två zz")
  }
}
