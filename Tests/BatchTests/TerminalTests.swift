import InsynShell
import InsynTestSupport
import InsynValue
import Synchronization
import Testing

/// What only a terminal shows: the greeting, the person's own commands, the pager, progress.
@Suite struct TerminalTests {
  /// The prompt on a terminal of 60 columns and 20 rows.
  private func prompt(
    _ place: Workplace, _ arguments: [String] = [], surroundings: [String] = []
  ) -> Pty {
    Pty(
      [program] + arguments, columns: 60, rows: 20,
      surroundings: [
        "XDG_CONFIG_HOME=\(place.folder)/settings", "HOME=\(place.folder)", "LC_ALL=C.UTF-8",
        "TERM=xterm-256color", "PATH=/usr/bin:/bin",
      ] + surroundings)
  }

  @Test func thePromptGreetsAndLeaves() {
    let place = Workplace()
    defer { place.remove() }
    let prompt = prompt(place)
    #expect(prompt.sees("  AR-utfall per kön\n"))
    #expect(prompt.sees("insyn> "))
    prompt.type("antal insatser per kön AR\r")
    #expect(prompt.sees("kvinnor                      3\n"))
    prompt.type("sluta\r")
    #expect(prompt.end == 0)
  }

  /// After a mistake the next line holds what would be right, and Enter runs it.
  @Test func aMistakeIsMendedByEnter() {
    let place = Workplace()
    defer { place.remove() }
    let prompt = prompt(place)
    #expect(prompt.sees("insyn> "))
    prompt.type("antal insattser per kön AR\r")
    #expect(prompt.sees("insyn> antal insatser per kön AR"), "\(prompt.screen.text)")
    prompt.type("\r")
    #expect(prompt.sees("kvinnor                      3\n"))
  }

  /// The sentences of the greeting run.
  @Test(arguments: [
    "andel barn i bidragsfamiljer per stadsdel", "AR-utfall per kön",
    "vilka indikatorer missar årsmålet", "visa",
  ])
  func theGreetingRuns(line: String) {
    BatchCase("greeting", ["-c", line], out: .parts(["= ", "\n"])).check()
  }

  /// Commands and names of `rc` hold at the prompt; a line that is wrong is told, and the rest holds.
  @Test func ownCommandsAreReadFirst() {
    let own = "# mina\n.språk en\n.frmat csv\nlåt \"mina AR\" = antal insatser AR\n"
    let place = Workplace(["settings/insyn/rc": Array(own.utf8)])
    defer { place.remove() }
    let prompt = prompt(place)
    #expect(prompt.sees("/settings/insyn/rc:3:1:"), "\(prompt.screen.text)")
    #expect(prompt.sees("insyn> "))
    prompt.type("mina AR\r")
    #expect(prompt.sees("= mina AR · 1 row\n"), "\(prompt.screen.text)")
    // A script must not depend on a person's own file.
    let script = place.insyn(["-c", "antal AR"])
    #expect(script.out == "= antal AR · 1 rad\nantal AR\n────────\n      53\n")
    #expect(script.talk.isEmpty)
  }

  static let pagers: [(pager: String, isPaged: Bool)] = [
    ("sed s/^/P:/", true), ("ingen-alls", false), ("cat", false), ("", false),
  ]

  /// The whole answer goes through the pager, on the screen where there is none.
  @Test(arguments: pagers) func longAnswersArePaged(pager: String, isPaged: Bool) {
    let place = Workplace()
    defer { place.remove() }
    let prompt = prompt(place, surroundings: ["PAGER=\(pager)"])
    #expect(prompt.sees("insyn> "))
    prompt.type("nyckeltal med mått\r")
    prompt.type(".allt\r")
    let last = "synpunkter totalt inom stadsmiljö\n"
    #expect(prompt.sees("\n" + (isPaged ? "P:" : "") + last), "\(prompt.screen.text)")
  }

  /// A reader who leaves the pager early has made no mistake, nor has one who presses Ctrl-C in it.
  @Test(arguments: ["head -2", "kill -INT $PPID"]) func thePagerMayBeLeft(pager: String) {
    let place = Workplace()
    defer { place.remove() }
    let prompt = prompt(place, surroundings: ["PAGER=\(pager)"])
    #expect(prompt.sees("insyn> "))
    prompt.type("nyckeltal med mått\r")
    prompt.type(".allt\r")
    prompt.type("antal AR\r")
    #expect(prompt.sees("= antal AR · 1 rad\n"), "\(prompt.screen.text)")
    #expect(!prompt.screen.text.contains("IN48"))
    prompt.type("sluta\r")
    #expect(prompt.end == 0)
  }

  /// Ctrl-C stops a watched question, and the prompt is there again.
  @Test func watchingIsStopped() {
    let place = Workplace()
    defer { place.remove() }
    let prompt = prompt(place)
    #expect(prompt.sees("insyn> "))
    prompt.send(".watch 600 antal AR\r")
    #expect(prompt.sees("      53"), "\(prompt.screen.text)")
    prompt.send("\u{3}")
    prompt.type("antal OSA\r")
    #expect(prompt.sees("= antal OSA · 1 rad\n"), "\(prompt.screen.text)")
    prompt.type("sluta\r")
    #expect(prompt.end == 0)
  }

  @Test func anAnswerOnATerminalWithoutColour() {
    let place = Workplace()
    defer { place.remove() }
    let line = "script -qec '\(program) -c \"antal AR\"' /dev/null"
    let printed = place.shell("NO_COLOR=1 \(line)")
    #expect(printed.out == "= antal AR · 1 rad\r\nantal AR\r\n────────\r\n      53\r\n")
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
