import Glibc
import InsynShell
import InsynTestSupport
import Testing

/// Letters, cursor and lines, at the real prompt.
@Suite struct TypingTests {
  @Test func lettersOfSwedishAndOthersAreTypedAndDeletedWhole() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("åäö 😀 漢a\u{30A}")
    #expect(pty.line == "insyn> åäö 😀 漢å")
    #expect(pty.screen.cursor.column == 7 + 4 + 3 + 2 + 1)
    pty.type("\u{7F}\u{7F}\u{7F}\u{7F}")
    #expect(pty.line == "insyn> åäö")
    pty.type("\u{1B}[D\u{1B}[Dx")
    #expect(pty.line == "insyn> åäxö")
  }

  @Test func aRingOnALetterThatHasNoneOfItsOwnIsOneStep() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("x\u{30A}y")
    #expect(pty.line == "insyn> x\u{30A}y")
    #expect(pty.screen.cursor.column == 9)
    pty.type("\u{1B}[D\u{7F}")
    #expect(pty.line == "insyn> y")
  }

  @Test(arguments: ["C", "POSIX", "sv_SE.UTF-8", "nonsense"])
  func anyLocaleTakesTheLetters(_ locale: String) {
    let typist = Typist(["LC_ALL=" + locale])
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("Östermalm å\u{1B}[D\u{1B}[3~é")
    #expect(pty.line == "insyn> Östermalm é")
  }

  @Test func aLineIsRunAndComesBack() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("antal indikatorer per dokument där missat\r")
    #expect(pty.sees("VB 2019                   5"), "\(pty.screen.text)")
    pty.type("\u{1B}[A")
    #expect(pty.line == "insyn> antal indikatorer per dokument där missat")
    #expect(pty.screen.cursor.column == 48)
  }

  @Test func anOpenStatementGoesOnBelow() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("antal indikatorer per dokument där (missat\r")
    #expect(pty.line.split(separator: "\n").count == 2, "\(pty.line)")
    pty.type(")\r")
    #expect(pty.sees("VB 2019                   5"), "\(pty.screen.text)")
    #expect(typist.history == ["antal indikatorer per dokument där (missat\\n)"])
  }

  @Test func anEmptyLineEndsAnOpenStatement() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("antal (\r\r")
    #expect(pty.sees("IN"), "\(pty.screen.text)")
    #expect(pty.line == "insyn>")
  }

  @Test func helpIsAnsweredInTheMiddleOfAStatement() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("antal indikatorer per dokument där (missat\r")
    pty.type("hjälp\r")
    #expect(pty.screen.scrollback.contains { $0.contains(".hjälp") }, "\(pty.screen.text)")
    #expect(pty.line.hasPrefix("insyn> antal indikatorer per dokument där (missat\n"))
    pty.type(")\r")
    #expect(pty.sees("VB 2019                   5"), "\(pty.screen.text)")
  }

  @Test func aMistakeIsFollowedByTheLineThatWouldBeRight() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("bidragshushål per stadsdel\r")
    #expect(pty.line == "insyn> bidragshushåll per stadsdel")
    #expect(pty.screen.cursor.column == 34)
    pty.type("\r")
    #expect(pty.screen.text.contains("= bidragshushåll · per stadsdel"), "\(pty.screen.text)")
    #expect(typist.history == ["bidragshushål per stadsdel", "bidragshushåll per stadsdel"])
  }

  @Test func controlCClearsTheLineAndNeverLeaves() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("antal (bidrag\r")
    pty.type("mer\u{03}")
    #expect(pty.line == "insyn>")
    pty.type("\u{03}")
    pty.type("\u{03}")
    pty.type("visa\r")
    #expect(pty.screen.text.contains("nyckeltal"), "\(pty.screen.text)")
    #expect(typist.history == ["visa"])
    pty.type("x\u{04}\u{15}\u{04}")
    #expect(pty.end == 0)
    #expect(pty.isCooked)
    #expect(!pty.screen.takesPastes)
  }

  @Test(arguments: ["sluta", "exit", "quit"])
  func aWordLeaves(_ word: String) {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.send(word + "\r")
    #expect(pty.end == 0)
  }

  @Test(arguments: [(SIGTERM, 143 as Int32), (SIGHUP, 129 as Int32)] as [(Int32, Int32)])
  func aSignalThatEndsLeavesTheTerminalAsItWas(_ signal: Int32, _ code: Int32) {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("antal")
    #expect(!pty.isCooked)
    kill(pty.process, signal)
    #expect(pty.end == code)
    #expect(pty.isCooked)
    #expect(!pty.screen.takesPastes)
  }

  @Test func fiftyPastedLinesRunOnceInOrderTabsIntact() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start(rows: 40)
    let lines = (1...50).map { "okänt\t\($0)" }
    pty.type("\u{1B}[200~" + lines.joined(separator: "\r") + "\r\u{1B}[201~")
    #expect(pty.screen.text.hasSuffix("   ... okänt    50"), "\(pty.screen.text)")
    #expect(typist.history.isEmpty)
    pty.type("\r")
    #expect(pty.sees { $0.scrollback.contains { $0.contains("okänt") && $0.contains("50") } })
    pty.settle()
    #expect(typist.history == [lines.joined(separator: "\\n")])
    let said = String(decoding: pty.written, as: UTF8.self)
    let complaints = said.split(separator: "\r\n").filter { $0.contains("IN01") }
    #expect(complaints.count == 50)
  }

  @Test func textTallerThanTheScreenIsTypedInto() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start(columns: 40, rows: 8)
    let lines = (1...30).map { "rad \($0) " + String(repeating: "x", count: 50) }
    pty.type("\u{1B}[200~" + lines.joined(separator: "\n") + "\u{1B}[201~")
    pty.type("\u{01}")
    pty.type("A")
    pty.type("\u{05}")
    pty.type("B")
    for _ in 1...40 { pty.type("\u{1B}[A") }
    pty.type("\u{01}C")
    #expect(pty.screen.texts.first == "insyn> Crad 1 " + String(repeating: "x", count: 26))
    pty.type("\u{03}")
    #expect(pty.screen.scrollback.contains { $0.contains("Arad 30 ") })
  }
}

/// The line that is offered after a mistake.
@Suite struct OfferedLineTests {
  private func offered(_ editrc: String = "") -> (Typist, Pty) {
    let typist = Typist(editrc: editrc)
    let pty = typist.start()
    pty.type("antal mål per dokumnt\r")
    #expect(pty.sees("insyn> antal mål per dokument "), "\(pty.screen.text)")
    pty.settle()
    return (typist, pty)
  }

  @Test func enterRunsIt() {
    let (typist, pty) = offered()
    defer { typist.remove() }
    pty.type("\r")
    #expect(pty.sees("VB 2019          18"), "\(pty.screen.text)")
  }

  /// A blank, an arrow and a deletion go on with it.
  @Test(arguments: [
    (" 2016", "antal mål per dokument 2016"), ("\u{1B}[Dx", "antal mål per dokumenxt"),
    ("\u{1B}[Hx", "xantal mål per dokument"), ("\u{1B}[C topp 2", "antal mål per dokument topp 2"),
  ]) func itCanBeGoneOnWith(keys: String, line: String) {
    let (typist, pty) = offered()
    defer { typist.remove() }
    pty.type(keys)
    #expect(pty.line == "insyn> " + line)
  }

  /// A letter, a command or a paste begins another line.
  @Test(arguments: ["", "bind -v\n"]) func anotherLineTakesItsPlace(editrc: String) {
    for keys in ["visa", ".format", "\"antal", "\u{1B}[200~visa\u{1B}[201~"] {
      let (typist, pty) = offered(editrc)
      defer { typist.remove() }
      pty.type(keys)
      let wanted = keys.hasPrefix("\u{1B}") ? "visa" : keys
      #expect(pty.line == "insyn> " + wanted)
    }
  }
}
