import InsynShell
import InsynTestSupport
import InsynValue
import Synchronization
import Testing

/// What only a terminal shows: the greeting, the person's own commands, the pager, progress.
@Suite struct TerminalTests {
  /// Runs the prompt in a terminal of 60 columns and 20 rows, with lines typed into it.
  private func typed(
    _ lines: [String], _ place: Workplace, settings: String = "", arguments: String = ""
  ) -> (text: String, code: Int32) {
    let inside = "stty cols 60 rows 20 -echo; \(settings) \(program) \(arguments)"
    let printed = place.shell(
      "script -qec '\(inside)' /dev/null", input: Array((lines.map { $0 + "\n" }.joined()).utf8))
    return (printed.out.replacing("\r\n", with: "\n"), printed.code)
  }

  @Test func thePromptGreetsAndLeaves() {
    let place = Workplace()
    defer { place.remove() }
    let (text, code) = typed(
      // The empty line takes what would be right, which stands in the line after a mistake.
      ["antal insatser per kön AR", "antal insattser", "", "sluta"], place)
    #expect(code == 0)
    for part in ["AR-utfall per kön\n", "kvinnor                      3\n", "IN01: "] {
      #expect(text.contains(part), "\(text)")
    }
  }

  /// The three sentences of the greeting run.
  @Test(arguments: [
    ["andel barn i bidragsfamiljer per stadsdel", "AR-utfall per kön"],
    ["vilka indikatorer missar årsmålet", "visa"],
  ])
  func theGreetingRuns(lines: [String]) {
    BatchCase("greeting", lines.flatMap { ["-c", $0] }, out: .parts(["= ", "= "])).check()
  }

  /// Commands and names of `rc` hold at the prompt; a line that is wrong is told, and the rest holds.
  @Test func ownCommandsAreReadFirst() {
    let place = Workplace([
      "settings/note": [],
      "rc": Array("# mina\n.språk en\n.frmat csv\nlåt \"mina AR\" = antal insatser AR\n".utf8),
    ])
    defer { place.remove() }
    let moved = place.shell("mkdir -p settings/insyn && mv rc settings/insyn/rc")
    #expect(moved.code == 0)
    let (text, code) = typed(["mina AR", "exit"], place)
    #expect(code == 0)
    #expect(text.contains("/settings/insyn/rc:3:1: IN51: \".frmat\" is no command"), "\(text)")
    #expect(text.contains("= mina AR · 1 row\n"), "\(text)")
    // A script must not depend on a person's own file.
    let script = place.insyn(["-c", "antal AR"])
    #expect(script.out == "= antal AR · 1 rad\nantal AR\n────────\n      53\n")
    #expect(script.talk.isEmpty)
  }

  /// The whole answer goes through the pager, on the screen where there is none.
  @Test(arguments: [("sed s/^/P:/", true), ("ingen-alls", false), ("cat", false), ("", false)])
  func longAnswersArePaged(pager: String, isPaged: Bool) {
    let place = Workplace()
    defer { place.remove() }
    let (text, code) = typed(
      ["nyckeltal med mått", ".allt", "sluta"], place, settings: "PAGER=\"\(pager)\"")
    #expect(code == 0)
    #expect(text.contains("\nP:antal bidragshushåll i snitt\n") == isPaged, "\(text)")
    let last = "synpunkter totalt inom stadsmiljö\n"
    #expect(text.contains(isPaged ? "P:" + last : last))
  }

  /// A reader who leaves the pager early has made no mistake.
  @Test func thePagerMayBeLeft() {
    let place = Workplace()
    defer { place.remove() }
    let (text, code) = typed(
      ["nyckeltal", ".allt", "antal AR", "sluta"], place, settings: "PAGER=\"head -2\"")
    #expect(code == 0)
    #expect(text.contains("= antal AR · 1 rad\n"), "\(text)")
    #expect(!text.contains("IN48"))
  }

  @Test func thePromptWithoutColour() {
    let place = Workplace()
    defer { place.remove() }
    let (text, _) = typed([], place, settings: "NO_COLOR=1", arguments: "-c \"antal AR\"")
    #expect(text == "= antal AR · 1 rad\nantal AR\n────────\n      53\n")
  }

  // MARK: progress

  /// Milliseconds that a test sets, and what is put on the screen.
  private final class Screen: Sendable {
    let time = Mutex(0)
    let text = Mutex("")

    func bar(_ tongue: Tongue = .sv) -> ProgressBar {
      ProgressBar(
        tongue: tongue, clock: { self.time.withLock { $0 } },
        put: { text in self.text.withLock { $0 += text } })
    }

    func put(_ bar: ProgressBar, _ done: Int, at milliseconds: Int) -> String {
      time.withLock { $0 = milliseconds }
      text.withLock { $0 = "" }
      bar.show(Reached(.rules, done, of: 129))
      return text.withLock { $0 }
    }
  }

  @Test func progressComesLateAndGoes() {
    let screen = Screen()
    let bar = screen.bar()
    #expect(screen.put(bar, 0, at: 1000) == "")
    #expect(screen.put(bar, 20, at: 1299) == "")
    #expect(
      screen.put(bar, 43, at: 1300)
        == "\r▓▓▓▓▓░░░░░░░░░░░ 43 av 129 regler · 143 i sekunden · 1 s kvar\u{1B}[K")
    #expect(screen.put(bar, 50, at: 1399) == "", "no more often than one can read")
    #expect(
      screen.put(bar, 129, at: 1400)
        == "\r▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓ 129 av 129 regler · 322 i sekunden · 0 s kvar\u{1B}[K")
    screen.text.withLock { $0 = "" }
    bar.end()
    #expect(screen.text.withLock { $0 } == "\r\u{1B}[K")
    bar.end()
    #expect(screen.text.withLock { $0 } == "\r\u{1B}[K", "what is gone is not taken away again")
  }

  @Test func quickWorkShowsNothing() {
    let screen = Screen()
    let bar = screen.bar(.en)
    for done in 0..<129 { #expect(screen.put(bar, done, at: done) == "") }
    bar.end()
    #expect(screen.text.withLock { $0 } == "")
    #expect(screen.put(bar, 0, at: 5000) == "")
    #expect(
      screen.put(bar, 0, at: 6000) == "\r░░░░░░░░░░░░░░░░ 0 of 129 rules\u{1B}[K",
      "without a rate while nothing is done")
  }
}
