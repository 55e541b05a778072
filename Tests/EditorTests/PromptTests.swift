import Glibc
import InsynTestSupport
import Testing

/// The prompt as a person meets it: the real program on a real terminal.
@Suite(.serialized) struct PromptTests {
  // MARK: letters

  /// å ä ö, an emoji and a combining ring are typed, deleted one by one and recalled, in any locale.
  @Test(arguments: ["C.UTF-8", "C", "POSIX", "sv_SE.UTF-8", "nonsense"])
  func lettersAreWhole(locale: String) {
    let prompt = Prompt(settings: ["LC_ALL=\(locale)"])
    let terminal = prompt.terminal
    terminal.type("åäö😀e\u{30A}a\u{30A}x")
    #expect(prompt.typed == "åäö😀e\u{30A}åx")
    terminal.type(Keys.back + Keys.back + Keys.back)
    #expect(prompt.typed == "åäö😀")
    terminal.type(Keys.left + Keys.back)
    #expect(prompt.typed == "åä😀")
    terminal.type(Keys.home + Keys.delete + Keys.end + "z")
    #expect(prompt.typed == "ä😀z")
    terminal.type(Keys.enter)
    #expect(terminal.sees("IN01"))
    terminal.settle()
    terminal.type(Keys.interrupt)
    terminal.type(Keys.up)
    #expect(prompt.typed == "ä😀z")
    #expect(terminal.screen.faults == [])
  }

  @Test func lettersThatAreTwoBecomeOne() {
    let prompt = Prompt()
    prompt.terminal.type("a\u{30A}a\u{308}o\u{308}")
    prompt.terminal.type(Keys.back)
    #expect(Array(prompt.typed.unicodeScalars) == Array("åä".unicodeScalars))
  }

  /// An answer comes, and the prompt after it; the question stays above.
  @Test func aQuestionIsAnswered() {
    let prompt = Prompt()
    prompt.terminal.type("antal indikatorer per dokument" + Keys.enter)
    #expect(prompt.terminal.sees { $0.text.contains("T1 2017") })
    prompt.terminal.settle()
    #expect(prompt.terminal.screen.text.contains("insyn> antal indikatorer per dokument\n= antal"))
    #expect(prompt.typed == "")
  }

  // MARK: leaving and stopping

  @Test func threeWordsAndAKeyLeave() {
    for leave in ["exit" + Keys.enter, "quit" + Keys.enter, "sluta" + Keys.enter, Keys.leave] {
      let prompt = Prompt()
      prompt.terminal.press(leave)
      #expect(prompt.terminal.end == 0)
      #expect(!prompt.terminal.screen.marksPastes)
    }
  }

  /// Ctrl-C clears the line or the open statement, and never leaves.
  @Test func interruptClears() {
    let prompt = Prompt()
    let terminal = prompt.terminal
    terminal.type("antal mål" + Keys.interrupt)
    #expect(prompt.typed == "")
    terminal.type("summa (" + Keys.enter + "utfall" + Keys.interrupt)
    #expect(prompt.lines == ["insyn>"])
    for _ in 0..<5 { terminal.type(Keys.interrupt) }
    terminal.type("antal mål" + Keys.enter)
    #expect(terminal.sees("= antal mål"))
    #expect(terminal.ended == nil)
  }

  /// An open statement goes on under a prompt that shows what is open, and runs when it is closed.
  @Test func statementsGoOn() {
    let prompt = Prompt()
    prompt.terminal.type("indikatorer: antal (" + Keys.enter)
    #expect(prompt.lines.count == 2)
    #expect(prompt.lines.last?.hasSuffix(">") == true)
    prompt.terminal.type("utfall > 5" + Keys.enter + ")" + Keys.enter)
    #expect(prompt.terminal.sees("= antal"))
  }

  // MARK: paste

  /// Fifty lines with tabs are pasted, stand there, and run once each, in order.
  @Test func aPageIsPastedAndRunsOnce() {
    let prompt = Prompt(rows: 40)
    let lines = (1...50).map { "antal\tmål där dokumentrad > \($0)" }
    prompt.terminal.paste(lines.joined(separator: "\n") + "\n")
    #expect(
      prompt.terminal.screen.lines.contains { $0.contains("antal    mål där dokumentrad > 50") })
    #expect(!prompt.terminal.screen.text.contains("= antal"))
    prompt.terminal.type(Keys.enter)
    #expect(prompt.terminal.sees { $0.text.contains("dokumentrad > 50 ·") })
    prompt.terminal.settle()
    let history = prompt.place.text("settings/insyn/history") ?? ""
    #expect(history.split(separator: "\n").count == 1)
    #expect(history.contains("antal\\tmål där dokumentrad > 1\\nantal\\tmål där dokumentrad > 2"))
    #expect(prompt.terminal.screen.faults == [])
  }

  /// What is pasted is text: no key, no command, no escape.
  @Test func aPasteIsNoKeys() {
    let prompt = Prompt()
    prompt.terminal.paste("antal\u{7} \u{1B}[2Jmål\rper\rdokument")
    #expect(prompt.lines == ["insyn> antal [2Jmål", "  ...> per", "  ...> dokument"])
  }

  // MARK: history

  /// What was typed is there the next time, whole; up finds what begins as the line does.
  @Test func historyIsKept() {
    let place = Workplace()
    let first = Prompt(place: place)
    for line in ["visa kön", "antal mål", "antal mål"] { first.terminal.type(line + Keys.enter) }
    first.terminal.type("visa \"" + Keys.enter)
    first.terminal.type(Keys.interrupt)
    first.terminal.type("indikatorer: antal (" + Keys.enter + "utfall > 5)" + Keys.enter)
    first.terminal.type(Keys.leave)
    #expect(first.terminal.end == 0)
    let file = place.text("settings/insyn/history") ?? ""
    let kept = file.split(separator: "\n").map { $0.drop { $0 != " " }.dropFirst() }
    #expect(kept == ["visa kön", "antal mål", "indikatorer: antal (\\nutfall > 5)"])
    var status = stat()
    #expect(stat(place.folder + "/settings/insyn/history", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)

    let second = Prompt(place: Workplace(["settings/insyn/history": Array(file.utf8)]))
    second.terminal.type(Keys.up)
    #expect(second.lines == ["insyn> indikatorer: antal (", "    (> utfall > 5)"])
    second.terminal.type(Keys.interrupt)
    second.terminal.type("visa" + Keys.up)
    #expect(second.typed == "visa kön")
    second.terminal.type(Keys.up)
    #expect(second.typed == "visa kön")
    second.terminal.type(Keys.down)
    #expect(second.typed == "visa kön" || second.typed == "visa")
  }

  @Test func whatIsPrivateIsNotKept() {
    let prompt = Prompt()
    for line in [" antal mål", "visa 19480203-1234", "visa 480203+1234", "visa 194802031234"] {
      prompt.terminal.type(line + Keys.enter)
      prompt.terminal.type(Keys.interrupt)
    }
    prompt.terminal.type("ekonomi där utfall > 1848600" + Keys.enter)
    let history = prompt.place.text("settings/insyn/history") ?? ""
    #expect(
      history.split(separator: "\n").map { $0.drop { $0 != " " } } == [
        " ekonomi där utfall > 1848600"
      ])
  }

  /// Ctrl-R finds any part, with åäö; Ctrl-G leaves things as they were.
  @Test func searchFinds() {
    let prompt = Prompt()
    let terminal = prompt.terminal
    for line in ["visa kön", "visa stadsdel", "antal mål"] { terminal.type(line + Keys.enter) }
    terminal.type("x" + Keys.control("R") + "kö")
    #expect(prompt.typed == "visa kön")
    #expect(prompt.lines.last == "sök/search: kö")
    terminal.type(Keys.control("G"))
    #expect(prompt.typed == "x")
    terminal.type(Keys.control("R") + "visa" + Keys.control("R"))
    #expect(prompt.typed == "visa kön")
    terminal.type(Keys.end + "!")
    #expect(prompt.typed == "visa kön!")
  }

  @Test func historyThatCannotBeKeptIsToldOnce() {
    let place = Workplace(["settings/insyn/history/in-the-way": []])
    let prompt = Prompt(place: place)
    prompt.terminal.type("antal mål" + Keys.enter)
    prompt.terminal.type("antal källor" + Keys.enter)
    #expect(prompt.terminal.sees("= antal källor"))
    let told = prompt.terminal.screen.lines.count { $0.hasPrefix("· Historiken kan inte sparas") }
    #expect(told == 1)
    prompt.terminal.type(Keys.up)
    #expect(prompt.typed == "antal källor")
  }

  // MARK: other keys, other terminals

  @Test func viKeysWork() {
    let prompt = Prompt(editrc: "bind -v\n")
    let terminal = prompt.terminal
    terminal.type("antal måål per dokument")
    terminal.type("\u{1B}")
    usleep(60_000)
    terminal.type("0wlx")
    #expect(prompt.typed == "antal mål per dokument")
    terminal.type("A x\u{1B}[D" + Keys.back)
    #expect(prompt.typed == "antal mål per dokumentx")
    terminal.type("\u{1B}")
    usleep(60_000)
    terminal.type("dd")
    #expect(prompt.typed == "")
    terminal.type("iantal mål" + Keys.enter)
    #expect(terminal.sees("= antal mål"))
  }

  /// ~/.editrc binds keys, ours among them.
  @Test func editrcIsObeyed() {
    let prompt = Prompt(editrc: "bind ^T ed-move-to-beg\nbind ^A em-kill-line\n")
    prompt.terminal.type("mål" + Keys.control("T") + "antal ")
    #expect(prompt.typed == "antal mål")
    prompt.terminal.type(Keys.control("A"))
    #expect(prompt.typed == "")
  }

  /// A terminal that cannot be drawn on gets lines, and no escape.
  @Test func aDumbTerminalIsServed() {
    let prompt = Prompt(settings: ["TERM=dumb"])
    prompt.terminal.press("antal mål\n")
    #expect(prompt.terminal.sees("= antal mål"))
    prompt.terminal.press("sluta\n")
    #expect(prompt.terminal.end == 0)
    #expect(prompt.terminal.screen.faults == [])
    #expect(!prompt.terminal.screen.marksPastes)
  }

  @Test func withoutColourThereIsNone() {
    let prompt = Prompt(settings: ["NO_COLOR=1"])
    prompt.terminal.type("antal mål per dokument")
    let row = prompt.terminal.screen.row
    #expect((0..<30).allSatisfy { prompt.terminal.screen.look(row: row, column: $0).isEmpty })
    #expect(prompt.typed.hasPrefix("antal mål per dokument  "))
  }

  // MARK: sizes

  /// A text taller than the screen is edited at both its ends.
  @Test func tallTextsAreEdited() {
    let prompt = Prompt(columns: 40, rows: 8)
    let terminal = prompt.terminal
    terminal.paste((1...30).map { "rad \($0)" }.joined(separator: "\n"))
    #expect(terminal.screen.lines.contains("  ...> rad 30"))
    for _ in 0..<29 { terminal.type(Keys.up) }
    terminal.type(Keys.control("A") + "x" + Keys.control("E") + "y")
    #expect(terminal.screen.lines.contains("insyn> xrad 1y"))
    terminal.type(Keys.interrupt)
    #expect(terminal.ended == nil)
  }

  /// A line longer than the screen wraps, and goes on wrapping when the screen changes.
  @Test func linesWrapAtAnyWidth() {
    let prompt = Prompt(columns: 40, rows: 12)
    let text = "andel barn i bidragsfamiljer per stadsdel åäö åäö"
    prompt.terminal.type(text)
    #expect(prompt.lines == ["insyn> andel barn i bidragsfamiljer per", "stadsdel åäö åäö"])
    prompt.terminal.resize(columns: 30, rows: 12)
    #expect(prompt.lines == ["insyn> andel barn i bidragsfam", "iljer per stadsdel åäö åäö"])
    prompt.terminal.resize(columns: 100, rows: 12)
    #expect(prompt.lines.first == "insyn> " + text)
  }

  /// Ctrl-Z gives the terminal back, and going on gives the line back.
  @Test func itStopsAndGoesOn() {
    let prompt = Prompt()
    prompt.terminal.type("antal m")
    kill(prompt.terminal.child, SIGTSTP)
    prompt.terminal.settle()
    usleep(50_000)
    kill(prompt.terminal.child, SIGCONT)
    #expect(prompt.terminal.sees { $0.marksPastes })
    prompt.terminal.settle()
    prompt.terminal.type("ål")
    #expect(prompt.typed == "antal mål")
  }

  @Test func theEditorOutsideGivesItsText() {
    let place = Workplace()
    let script = "#!/bin/sh\nprintf 'antal mål per dokument\\n' > \"$2\"\n"
    place.write(Array(script.utf8), to: "editor")
    chmod(place.folder + "/editor", 0o700)
    let prompt = Prompt(place: place, settings: ["VISUAL=\(place.folder)/editor -w"])
    prompt.terminal.type("antal" + Keys.control("X") + Keys.control("E"))
    #expect(prompt.terminal.sees("insyn> antal mål per dokument"))
  }
}
