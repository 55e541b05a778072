import Glibc
import InsynEditor
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

/// A shell as the prompt has it, writing into two files.
private final class Typing {
  let place: Workplace
  private var shell: Shell

  init(_ files: [String: String] = [:]) throws {
    place = Workplace(files.mapValues { Array($0.utf8) })
    shell = try Shell(
      Settings(), out: Output(path: place.folder + "/.out"),
      talk: Output(path: place.folder + "/.talk"))
  }

  deinit { place.remove() }

  /// What came of a line: `done`, `leave`, or the next line.
  func enter(_ text: String) -> String {
    switch shell.run(typed: text) {
    case .done: "done"
    case .leave: "leave"
    case .prefilled(let text): "> " + text.text
    }
  }

  var desk: Desk {
    get { shell.desk }
    set { shell.desk = newValue }
  }

  var out: String { place.text(".out") ?? "" }
  var talk: String { place.text(".talk") ?? "" }
}

/// What is entered at the prompt, and what comes of it.
@Suite(.serialized) struct EnteredTests {
  @Test func aMistakeIsFollowedByWhatWouldBeRight() throws {
    let typing = try Typing()
    #expect(typing.enter("bidragshushål per stadsdel") == "> bidragshushåll per stadsdel")
    #expect(typing.enter(".frmat csv") == "> .format csv")
    #expect(typing.enter("antal insatser per kön AR") == "done")
    #expect(typing.enter("(((") == "done")
    #expect(typing.out == answerByGender)
    #expect(typing.talk.contains("Prova: bidragshushåll per stadsdel\n"))
  }

  /// Several lines at once are run in order, also after a mistake; the last one's mistake is mended.
  @Test func pastedLinesRunOnce() throws {
    let typing = try Typing()
    #expect(
      typing.enter("antal insatser per kön AR\nantal insattser\nper stadsdel\n") == "done")
    #expect(typing.out == answerByGender + answerByPlace)
    #expect(typing.enter("antal AR\n.frmat csv") == "> .format csv")
  }

  @Test(arguments: ["exit", "quit", "sluta", "SLUTA", ".exit", ".sluta", "  exit "])
  func theWordsThatLeave(word: String) throws {
    #expect(try Typing().enter(word) == "leave")
  }

  @Test(arguments: ["?", "help", "hjälp", " ? ", ".help"]) func theWordsThatHelp(word: String)
    throws
  {
    let typing = try Typing()
    #expect(typing.enter(word) == "done")
    #expect(typing.out == overview(.sv))
  }

  @Test func helpOnAWord() throws {
    let typing = try Typing()
    #expect(typing.enter("hjälp spara") == "done")
    #expect(typing.out.hasPrefix(".spara FIL: förra svaret till en fil\n  .spara svar.csv\n"))
  }

  /// A full disk is told once; the answer and those after it are on the screen.
  @Test(arguments: [".till /dev/full", ".once /dev/full", ".tee /dev/full"])
  func aFullDiskLosesNothing(line: String) throws {
    let typing = try Typing()
    #expect(typing.enter(line) == "done")
    #expect(typing.enter("antal insatser per kön AR") == "done")
    #expect(typing.enter("antal insatser per stadsdel AR") == "done")
    #expect(typing.out == answerByGender + answerByPlace)
    #expect(typing.talk == "IN48: Filen \"/dev/full\" går inte att skriva.\n")
  }

  @Test func answersGoToAFileAndBack() throws {
    let typing = try Typing()
    let path = typing.place.folder + "/a.txt"
    #expect(typing.enter(".till \(path)") == "done")
    #expect(typing.enter("antal insatser per kön AR") == "done")
    #expect(typing.place.text("a.txt") == answerByGender)
    #expect(typing.enter(".till") == "done")
    #expect(typing.enter("antal insatser per stadsdel AR") == "done")
    #expect(typing.out == answerByPlace)
    #expect(typing.talk.isEmpty)
  }

  /// A package that cannot be opened leaves the data, the names and the last answer as they were.
  @Test func aPackageThatCannotBeOpened() throws {
    let typing = try Typing()
    #expect(typing.enter("låt \"de i AR\" = antal insatser AR") == "done")
    #expect(typing.enter("de i AR per kön") == "done")
    let before = typing.out
    #expect(typing.enter(".öppna /ingen/mapp") == "done")
    #expect(typing.talk.hasSuffix("IN40: Filen \"/ingen/mapp\" går inte att läsa.\n"))
    #expect(typing.enter(".allt") == "done")
    #expect(typing.out == before + before)
    #expect(typing.enter("per stadsdel") == "done")
    #expect(typing.out.hasPrefix(before + before + "= de i AR · per stadsdel · 3 rader\n"))
  }

  /// What is said beside a csv is said once, however many files have the answer.
  @Test func aCopySaysNothingTwice() throws {
    let typing = try Typing()
    #expect(typing.enter(".tee \(typing.place.folder)/a.csv") == "done")
    #expect(typing.enter(".format csv") == "done")
    #expect(typing.enter("antal AR") == "done")
    #expect(typing.talk == "= antal AR · 1 rad\n")
    #expect(typing.out == "antal AR,källa\n53,VB 2016\n")
    #expect(typing.place.text("a.csv") == typing.out)
  }

  /// The screen takes as many answers of any format as are asked for.
  @Test func severalCSVsOnTheScreen() throws {
    let typing = try Typing()
    #expect(typing.enter(".format csv") == "done")
    #expect(typing.enter("antal AR") == "done")
    #expect(typing.enter("antal AR") == "done")
    #expect(typing.out == "antal AR,källa\n53,VB 2016\nantal AR,källa\n53,VB 2016\n")
  }

  @Test func theEditorHasTheLastStatement() throws {
    let typing = try Typing()
    #expect(typing.enter(".redigera") == "done")
    #expect(typing.talk.contains("IN54: .redigera "))
    typing.desk.edit = { $0 + " per kön" }
    #expect(typing.enter("antal AR") == "done")
    #expect(typing.enter(".format table") == "done")
    #expect(typing.enter(".edit") == "> antal AR per kön")
    typing.desk.edit = { _ in nil }
    #expect(typing.enter(".edit") == "done")
  }

  @Test func historyIsShown() throws {
    let typing = try Typing()
    for line in ["antal AR", "antal OSA", "låt \"ä\" = antal insatser AR\n"] {
      #expect(typing.enter(line) == "done")
    }
    #expect(typing.enter(".format csv") == "done")
    let before = typing.out
    #expect(typing.enter(".historik ar") == "done")
    #expect(
      String(typing.out.dropFirst(before.count))
        == "1  antal AR\n3  låt \"ä\" = antal insatser AR\n5  .historik ar\n")
    typing.desk.history = { (1...12).map { "fråga \($0)" } }
    let shown = typing.out
    #expect(typing.enter(".history 2") == "done")
    #expect(typing.out.dropFirst(shown.count) == "11  fråga 11\n12  fråga 12\n")
  }

  /// A parameter that nobody has given is asked for, with the script's own words.
  @Test func parametersAreAskedFor() throws {
    let script = "param $år: år \"vilket år\"\nnyckeltal: bidragshushåll per stadsdel $år\n"
    let typing = try Typing(["a.iq": script])
    let asked = Asked()
    typing.desk.ask = { question in
      asked.questions.append(question)
      return "2016"
    }
    #expect(typing.enter(".läs \(typing.place.folder)/a.iq") == "done")
    #expect(asked.questions == ["vilket år: "])
    #expect(typing.out.contains("Kungsholmen             153\n"))
    #expect(typing.talk.isEmpty)
  }

  private final class Asked {
    var questions: [String] = []
  }

  /// A file run at the prompt is as strict as any, stops at its mistake, and leaves the prompt there.
  @Test func filesAreRunAtThePrompt() throws {
    let typing = try Typing([
      "a.iq": canonicalByGender + looseByGender + canonicalByPlace, "b.iq": ".sluta\n",
    ])
    #expect(typing.enter(".läs \(typing.place.folder)/a.iq") == "done")
    #expect(typing.out == answerByGender)
    #expect(typing.talk.contains("/a.iq:2:1: IN17: "))
    #expect(typing.enter(".läs \(typing.place.folder)/b.iq") == "leave")
  }

  /// The data change on the disk, and a watched question follows them until somebody stops it.
  @Test func watchedQuestionsAreAskedAgain() async throws {
    let package = plainPackage()
    let place = Workplace(package.mapValues { Array($0.utf8) })
    defer { place.remove() }
    var settings = Settings()
    settings.data = [place.folder + "/p"]
    var shell = try Shell(
      settings, out: Output(path: place.folder + "/.out"),
      talk: Output(path: place.folder + "/.talk"))
    let folder = place.folder
    func text() -> String {
      contents(of: folder + "/.out").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    let watcher = Task.detached {
      while !text().contains("4") { await Task.yield() }
      place.write(Array((plainRows + "Visby,,\n").utf8), to: "p/besök.csv")
      while !text().contains("5") { await Task.yield() }
      Cancellation.user.wish()
    }
    #expect(shell.run(typed: "låt \"alla\" = antal besök").isDone)
    #expect(shell.run(typed: ".watch 1 alla").isDone)
    await watcher.value
    Cancellation.user.forget()
    let answer = "= alla · 1 rad\nalla\n────\n   "
    #expect(text().hasPrefix(answer + "4\n"))
    #expect(text().hasSuffix(answer + "5\n"))
  }

  @Test(arguments: ["snart", "0", "-1", "", "1,5"]) func watchNeedsSeconds(text: String) throws {
    let typing = try Typing()
    _ = typing.enter(".watch \(text) antal AR")
    #expect(typing.talk.hasPrefix("IN52: Efter .watch väntas ett antal sekunder.\n"))
    #expect(typing.out.isEmpty)
  }
}

extension Shell.Outcome {
  fileprivate var isDone: Bool { if case .done = self { true } else { false } }
}
