import InsynShell
import InsynTestSupport
import Testing

private let byGenderCSV = """
  kön,antal insatser,källa
  kvinnor,3,VB 2016
  män,12,VB 2016
  uppgift saknas,38,VB 2016

  """
private let question = "antal insatser per kön AR"
private let readBack = "= antal insatser · per kön · där insatstyp = AR · 3 rader\n"

/// The commands of the shell, as a script and `-c` have them.
@Suite struct CommandTests {
  static let formats: [BatchCase] = [
    BatchCase(
      ".format", ["-c", ".format csv", "-c", question], out: .exactly(byGenderCSV),
      talk: .exactly(readBack)),
    BatchCase(
      ".format alone lists them", ["-c", ".format"],
      talk: .parts(["· table (table, plain, ", "csv", "json", "markdown"])),
    BatchCase(
      ".format of none", ["-c", ".format xml"],
      talk: .parts([
        "IN52: Efter .format väntas något av table, ", "\n  .format xml\n          ^^^\n",
      ]), code: 1),
    BatchCase(
      ".lang", ["-c", ".lang en", "-c", "antal AR"],
      out: .exactly("= count AR · 1 row\ncount AR\n────────\n      53\n")),
    BatchCase(
      ".språk without its dots", ["-c", ".SPRAK engelska", "-c", ".lang fr"],
      talk: .parts(["IN52: After .lang, one of sv and en is expected.\n"]), code: 1),
    BatchCase(
      ".timer", ["-c", ".timer on", "-c", question, "-c", ".timer av", "-c", ".version"],
      out: .exactly(answerByGender + "insyn 0.4\n"), talk: .parts(["· ", ",", " s\n"])),
    BatchCase(
      ".timer of none", ["-c", ".timer snart"],
      talk: .parts(["IN52: Efter .timer väntas något av på, av, on och off.\n"]), code: 1),
    BatchCase(".version", ["-c", ".version"], out: .exactly("insyn \(version)\n")),
    BatchCase(
      ".exit leaves", ["-c", question, "-c", ".sluta", "-c", question],
      out: .exactly(answerByGender)),
    BatchCase(
      ".exit after a failure", ["--keep-going", "-c", "antal insattser", "-c", ".exit"],
      talk: .parts(["IN01: "]), code: 1),
    BatchCase(
      ".exit in the middle of a FILE", ["a.iq", "-c", question],
      files: ["a.iq": canonicalByGender + ".exit\n" + canonicalByGender],
      out: .exactly(answerByGender)),
  ]

  @Test(arguments: formats) func settingsAreChosen(one: BatchCase) { one.check() }

  static let mistakes: [BatchCase] = [
    BatchCase(
      "an unknown command", ["-c", ".frmat csv"],
      talk: .exactly(
        """
        IN51: ".frmat" är inget kommando; .hjälp räknar upp dem.
          .frmat csv
          ^^^^^^
        Närmast: .format
        Prova: .format csv

        """), code: 1),
    BatchCase(
      "the beginning of a command is none", ["-c", ".form csv"],
      talk: .parts(["IN51: ", "Närmast: .format\nProva: .format csv\n"]), code: 1),
    BatchCase(
      "an unknown command in English", ["--lang", "en", "-c", ".hlep"],
      talk: .parts(["IN51: \".hlep\" is no command; .help lists them.\n", "Closest: .help\n"]),
      code: 1),
    BatchCase(
      "a command in a FILE has its place", ["a.iq"], files: ["a.iq": "# AR\n  .frmat csv\n"],
      talk: .parts(["a.iq:2:3: IN51: ", "    .frmat csv\n    ^^^^^^\n"]), code: 1),
    BatchCase(
      "a full stop alone", ["-c", "."],
      talk: .parts(["IN51: \".\" är inget kommando; .hjälp räknar upp dem.\n"]), code: 1),
    BatchCase(
      "an open quote", ["-c", ".spara \"a b.csv"],
      talk: .parts(["IN22: ", "\n         ^^^^^^^^\n"]), code: 1),
    BatchCase(
      "too much", ["-c", ".version 2"],
      talk: .parts(["IN52: Efter .version väntas filens slut.\n"]), code: 1),
    BatchCase(
      "a FILE goes on after it with --keep-going", ["--keep-going", "a.iq"],
      files: ["a.iq": ".frmat csv\n" + canonicalByGender], out: .exactly(answerByGender),
      talk: .parts(["a.iq:1:1: IN51: "]), code: 1),
    BatchCase(
      "for the prompt only", ["--keep-going", "-c", ".watch 5", "-c", ".edit", "-c", ".historik"],
      talk: .parts([
        "IN54: .watch finns bara vid prompten", "IN54: .edit ", "IN54: .historik ",
      ]), code: 1),
  ]

  @Test(arguments: mistakes) func mistakesAreTold(one: BatchCase) { one.check() }

  /// What a later version has is told apart from what is mistyped.
  @Test(arguments: [
    ".push", ".skydd", ".guard", ".lektion", ".lesson 3", ".projektor", ".projector",
    ".protokoll möte.md", ".record meeting.md",
  ])
  func laterCommandsAreNotThereYet(line: String) {
    let word = line.split(separator: " ")[0]
    BatchCase(
      line, ["-c", line],
      talk: .parts(["IN51: \(word) finns inte än; det kommer i en senare version.\n"]), code: 1
    ).check()
  }

  static let lasting: [BatchCase] = [
    BatchCase(
      ".read", ["-c", ".läs b.iq"], files: ["b.iq": canonicalByGender],
      out: .exactly(answerByGender)),
    BatchCase(
      ".read of a name in quotes", ["-c", ".read \"mina frågor.iq\""],
      files: ["mina frågor.iq": canonicalByGender], out: .exactly(answerByGender)),
    BatchCase(
      ".read inside a FILE, between its answers", ["a.iq"],
      files: [
        "a.iq": canonicalByPlace + ".läs b.iq\n" + canonicalByPlace, "b.iq": canonicalByGender,
      ], out: .exactly([answerByPlace, answerByGender, answerByPlace].joined(separator: "\n"))),
    BatchCase(
      ".read of loose lines", ["-c", ".läs b.iq"], files: ["b.iq": looseByGender],
      talk: .parts(["b.iq:1:1: IN17: "]), code: 1),
    BatchCase(
      ".read of a missing file", ["-c", ".läs ingen.iq", "-c", question],
      talk: .exactly("IN40: Filen \"ingen.iq\" går inte att läsa.\n"), code: 2),
    BatchCase(
      ".read without a file", ["-c", ".läs"],
      talk: .parts(["IN52: Efter .läs väntas en fils namn.\n"]), code: 1),
    BatchCase(
      "a file that reads itself", ["a.iq"],
      files: ["a.iq": ".läs b.iq\n", "b.iq": ".läs ./a.iq\n"],
      talk: .exactly("IN55: Filen \"./a.iq\" läser sig själv, och skulle aldrig ta slut.\n"),
      code: 2),
    BatchCase(
      "a file read twice, one after the other", ["-c", ".läs b.iq", "-c", ".läs b.iq"],
      files: ["b.iq": canonicalByGender], out: .exactly(answerByGender + "\n" + answerByGender)),
    BatchCase(
      "a name in the home folder", ["-c", ".läs ~/b.iq"], files: ["b.iq": canonicalByGender],
      out: .exactly(answerByGender)),
    BatchCase(
      ".open", ["-c", ".öppna p", "-c", "antal besök"], files: plainPackage(),
      out: .parts(["= antal besök · 1 rad\n", "4\n"])),
    BatchCase(
      ".open alone is the reports again", ["--data", "p", "-c", ".open", "-c", question],
      files: plainPackage(), out: .exactly(answerByGender)),
    BatchCase(
      ".open that fails leaves the old",
      [
        "--keep-going", "--data", "p", "-c", ".open q", "-c", "antal besök",
      ], files: plainPackage(), out: .parts(["= antal besök · 1 rad\n"]),
      talk: .exactly("IN40: Filen \"q\" går inte att läsa.\n"), code: 2),
    BatchCase(
      ".all", ["-c", question, "-c", ".format plain", "-c", ".allt"],
      out: .parts([answerByGender, "antal insatser · per kön · där insatstyp = AR · 3 rader.\n"])),
    BatchCase(
      ".all before any answer", ["-c", ".all"], talk: .parts(["IN34: "]), code: 1),
    BatchCase(
      ".save before any answer", ["-c", ".spara a.csv"], talk: .parts(["IN34: "]), code: 1),
    BatchCase(
      ".save by another ending", ["-c", question, "-c", ".spara a.xls"],
      out: .exactly(answerByGender),
      talk: .parts(["IN52: Efter .spara väntas något av .csv, ", ".json, .jsonl, .md"]), code: 1),
    BatchCase(
      ".save without an ending", ["-c", question, "-c", ".spara csv"],
      out: .exactly(answerByGender), talk: .parts(["IN52: "]), code: 1),
    BatchCase(
      ".save where nobody may write", ["-c", question, "-c", ".spara ingen/a.csv"],
      out: .exactly(answerByGender),
      talk: .exactly("IN48: Filen \"ingen/a.csv\" går inte att skriva.\n"), code: 2),
    BatchCase(
      ".output to a full disk", ["-c", ".till /dev/full", "-c", question],
      talk: .exactly("IN48: Filen \"/dev/full\" går inte att skriva.\n"), code: 2),
    BatchCase(
      ".output to a full disk and back",
      [
        "-c", ".till /dev/full", "-c", question, "-c", ".till", "-c", question,
      ], talk: .exactly("IN48: Filen \"/dev/full\" går inte att skriva.\n"), code: 2),
    BatchCase(
      ".output where nobody may write", ["-c", ".till ingen/a.txt", "-c", question],
      talk: .exactly("IN48: Filen \"ingen/a.txt\" går inte att skriva.\n"), code: 2),
    BatchCase(
      ".once to a full disk", ["-c", ".once /dev/full", "-c", question],
      talk: .parts(["IN48: Filen \"/dev/full\" går inte att skriva.\n"]), code: 2),
    BatchCase(
      ".once without a file", ["-c", ".once"],
      talk: .parts(["IN52: Efter .once väntas en fils namn.\n"]), code: 1),
    BatchCase(
      ".tee to a full disk", ["-c", ".tee /dev/full", "-c", question],
      out: .exactly(answerByGender),
      talk: .exactly("IN48: Filen \"/dev/full\" går inte att skriva.\n"), code: 2),
    BatchCase(
      "two answers into one csv by .output",
      [
        "-c", ".format csv", "-c", ".till a.csv", "-c", "antal AR", "-c", "antal OSA",
      ], talk: .parts(["IN36: "]), code: 2),
    BatchCase(
      "--canonical keeps commands", ["--canonical", "a.iq"],
      files: ["a.iq": ".format  csv # så\n" + looseByGender],
      out: .exactly(".format  csv # så\n" + canonicalByGender)),
  ]

  @Test(arguments: lasting) func filesAndPackages(one: BatchCase) { one.check() }

  /// The version stands in one place, and the list of changes begins with it.
  @Test func theChangesBeginWithTheVersion() throws {
    let changes = try #require(contents(of: packageFolder + "/.github/CHANGELOG.md"))
    let text = String(decoding: changes, as: UTF8.self)
    #expect(text.split(separator: "\n").first { $0.hasPrefix("## ") } == "## \(version)")
  }

  /// A file holds what a pipe gets, and the next answer is on the screen again.
  @Test func outputsHoldAnswers() {
    let place = Workplace()
    defer { place.remove() }
    let printed = place.insyn([
      "-c", ".till a.txt", "-c", question, "-c", "antal insatser per stadsdel AR", "-c", ".till",
      "-c", ".tee b.txt", "-c", question, "-c", ".tee", "-c", ".once c.txt", "-c", question,
      "-c", question,
    ])
    #expect(printed.code == 0)
    #expect(printed.out == answerByGender + "\n" + answerByGender)
    #expect(printed.talk == "· sparat i c.txt\n")
    #expect(place.text("a.txt") == answerByGender + "\n" + answerByPlace)
    #expect(place.text("b.txt") == answerByGender)
    #expect(place.text("c.txt") == answerByGender)
  }

  static let endings = [
    ("csv", "csv"), ("json", "json"), ("jsonl", "jsonl"), ("md", "markdown"), ("txt", "table"),
    ("CSV", "csv"),
  ]

  /// The ending chooses the format; the bytes are those of --output; an older file gives way.
  @Test(arguments: endings) func savedAnswersAreWhole(ending: String, format: String) {
    let place = Workplace(["a.\(ending)": Array("något äldre och mycket längre".utf8)])
    defer { place.remove() }
    let saved = place.insyn(["-c", question, "-c", ".spara a.\(ending)"])
    let piped = place.insyn(["--format", format, "-c", question])
    #expect(saved.code == 0)
    #expect(saved.talk == "· sparat i a.\(ending)\n")
    #expect(place.text("a.\(ending)") == piped.out)
    #expect(place.names == ["a.\(ending)"])
  }

  /// A file that cannot be written whole leaves the older one, and nothing beside it.
  @Test func theOldFileStaysUntilTheNewIsWhole() {
    let place = Workplace(["a.csv": Array("äldre".utf8)])
    defer { place.remove() }
    let printed = place.shell(
      "ulimit -f 0; trap '' XFSZ; \"$0\" -c '\(question)' -c '.spara a.csv'")
    #expect(printed.code == 2)
    #expect(printed.talk == "IN48: Filen \"a.csv\" går inte att skriva.\n")
    #expect(place.text("a.csv") == "äldre")
    #expect(place.names == ["a.csv"])
  }
}
