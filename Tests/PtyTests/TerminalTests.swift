import Glibc
import InsynShell
import InsynTestSupport
import Testing

/// Keymaps, sizes, other programs, and terminals that are none.
@Suite struct TerminalTests {
  @Test func viKeysAreChosenInTheEditrc() {
    let typist = Typist(editrc: "bind -v\n")
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("ett två tre\u{1B}")
    pty.type("0dw")
    #expect(pty.line == "insyn> två tre")
    pty.type("A!\u{1B}")
    pty.type("\u{1B}[Dr漢")
    #expect(pty.line == "insyn> två tr漢!")
    pty.type("ddifyra\r")
    pty.type("fem\u{1B}")
    pty.type("ddk")
    #expect(pty.line == "insyn> fyra")
    pty.type("dd/yr\r")
    #expect(pty.line == "insyn> fyra")
    pty.type("ddi\u{04}")
    #expect(pty.end == 0)
  }

  @Test func theEditrcBindsKeysOfItsOwn() {
    let typist = Typist(
      editrc:
        "bind \"^T\" insyn-leave\ninsyn:bind \"\\e[15~\" ed-move-to-beg\nbind -s \"^O\" andel\n")
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("\u{0F} x\u{1B}[15~y")
    #expect(pty.line == "insyn> yandel x")
    pty.type("\u{15}\u{0B}\u{14}")
    #expect(pty.end == 0)
  }

  @Test func anotherSizeShowsTheSameLine() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    let words = (1...20).map { "ord\($0)" }.joined(separator: " ")
    pty.type(words)
    for (columns, rows) in [(40, 12), (120, 30), (31, 6), (80, 24)] {
      pty.resize(columns: columns, rows: rows)
      let rows = pty.screen.texts.filter { !$0.isEmpty }
      let shown = rows.joined().replacing("fem rapporter · publicerade tal", with: "")
      #expect(shown.replacing(" ", with: "").contains("insyn>" + words.replacing(" ", with: "")))
    }
    #expect(pty.screen.text.hasPrefix("insyn: ställ en fråga"))
  }

  @Test func stoppedAndContinuedItShowsTheLineAgain() {
    let typist = Typist()
    defer { typist.remove() }
    let shell = "set -m; \(program); echo STOPPAD; fg >/dev/null; echo SLUT"
    let pty = Pty(["/bin/bash", "-c", shell], surroundings: typist.surroundings)
    #expect(pty.sees("insyn>"))
    pty.send("antal")
    #expect(pty.sees("insyn> antal"))
    pty.send("\u{1A}")
    #expect(pty.sees { $0.scrollback.filter { $0.hasPrefix("insyn> antal") }.count == 2 })
    #expect(pty.screen.text.contains("STOPPAD"))
    pty.send("\u{15}sluta\r")
    #expect(pty.sees("SLUT"), "\(pty.screen.text)")
  }

  @Test func theOwnEditorGivesTheLineBack() {
    var typist = Typist()
    defer { typist.remove() }
    let script = "#!/bin/sh\nstat -c %a \"$2\"\necho \"$1 $(cat \"$2\") å\" > \"$2\"\n"
    typist.place.write(Array(script.utf8), to: "editor")
    chmod(typist.place.folder + "/editor", 0o700)
    typist.surroundings.append("VISUAL=\(typist.place.folder)/editor -w")
    let pty = typist.start()
    pty.type("x y")
    pty.send("\u{18}\u{05}")
    #expect(pty.sees("insyn> -w x y å"), "\(pty.screen.text)")
    #expect(pty.screen.text.contains("600"))
    pty.settle()
    pty.type("!")
    #expect(pty.line == "insyn> -w x y å!")
  }

  @Test(arguments: ["TERM=dumb", "TERM="])
  func aTerminalThatCannotMoveItsCursorIsReadPlainly(_ term: String) {
    let typist = Typist([term])
    defer { typist.remove() }
    let pty = typist.start()
    pty.send("antal indikatorer per dokument där (missat\n")
    #expect(pty.sees("> "))
    pty.send(")\n")
    #expect(pty.sees("VB 2019                   5"), "\(pty.screen.text)")
    pty.settle()
    pty.type("\u{03}")
    pty.send("sluta\n")
    #expect(pty.end == 0)
    #expect(!pty.written.contains(0x1B))
  }

  @Test func anInputThatIsNoTerminalIsReadPlainly() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = Pty([program], surroundings: typist.surroundings, isInputTyped: false)
    #expect(pty.end == 2)
    #expect(!pty.written.contains(0x1B))
    #expect(!pty.screen.text.contains("insyn>"))
  }

  @Test func noColourMeansNoColour() {
    let typist = Typist(["NO_COLOR=1"])
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("andel\r")
    pty.type("an")
    let text = String(decoding: pty.written, as: UTF8.self)
    #expect(!text.contains("\u{1B}[3") && !text.contains("\u{1B}[9") && !text.contains(";5;"))
  }

  @Test func nothingIsAskedOfTheTerminal() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    let text = String(decoding: pty.written, as: UTF8.self)
    #expect(!text.contains("\u{1B}[6n") && !text.contains("\u{1B}[c") && !text.contains("\u{1B}]"))
    #expect(pty.screen.faults.isEmpty)
  }
}
