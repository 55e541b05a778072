import InsynTestSupport
import Testing

/// A script with a default, and one without.
private let withDefault = """
  param $plats: text = "Norrmalm" "vilken stadsdel"
  param $minst: heltal = 1 "minsta antal"
  insatser: antal insatser per insatstyp där stadsdel = $plats och antal insatser >= $minst

  """
private let yearly = """
  param $år: år "vilket år"
  nyckeltal: bidragshushåll per stadsdel $år

  """

@Suite struct ScriptTests {
  static let parameters: [BatchCase] = [
    BatchCase(
      "the defaults", ["a.iq"], files: ["a.iq": withDefault],
      out: .parts(["AR                          19\n", "Stockholmsjobb               6\n"])),
    BatchCase(
      "a number given", ["a.iq", "--minst", "100"], files: ["a.iq": withDefault],
      out: .parts([" · 1 rad\n", "feriejobb             172\n"])),
    BatchCase(
      "a text given with =", ["a.iq", "--plats=Östermalm", "--minst", "17"],
      files: ["a.iq": withDefault],
      out: .parts([" · 2 rader\n", "AR                     17\n", "feriejobb             200\n"])),
    BatchCase(
      "a year given", ["a.iq", "--år", "2015"], files: ["a.iq": yearly],
      out: .parts([
        "2015", "Kungsholmen             166\n", "Norrmalm                160\n",
        "Östermalm               169\n",
      ])),
    BatchCase(
      "the flag before the FILE", ["--år", "2016", "a.iq"], files: ["a.iq": yearly],
      out: .parts(["Kungsholmen             153\n"])),
    BatchCase(
      "a year that is missing", ["a.iq"], files: ["a.iq": yearly],
      talk: .exactly(
        """
        a.iq:1:7: IN23: Parametern $år har inget värde; det ges med --år eller efter = på \
        param-raden.
          param $år: år "vilket år"
                ^^^

        """), code: 2),
    BatchCase(
      "a year of another type", ["a.iq", "--år", "katt"], files: ["a.iq": yearly],
      talk: .parts(["a.iq:1:7: IN39: Parametern $år ska vara ett år som 2016.\n"]), code: 2),
    BatchCase(
      "a whole number with decimals", ["a.iq", "--minst", "1,5"], files: ["a.iq": withDefault],
      talk: .parts(["a.iq:2:7: IN39: Parametern $minst ska vara ett heltal.\n"]), code: 2),
    BatchCase(
      "a type in English", ["--lang", "en", "a.iq", "--minst", "x"], files: ["a.iq": withDefault],
      talk: .parts(["IN39: The parameter $minst must be a whole number.\n"]), code: 2),
    BatchCase(
      "a flag that no script declares", ["a.iq", "--land", "3"], files: ["a.iq": yearly],
      talk: .parts(["--land: ", "$land"]), code: 2),
    BatchCase(
      "--help of a script", ["a.iq", "--help"], files: ["a.iq": withDefault],
      out: .parts([
        "--format", "--plats <text>  vilken stadsdel\n", "--minst <heltal>  minsta antal\n",
      ])),
  ]

  @Test(arguments: parameters) func parametersAreChecked(one: BatchCase) { one.check() }

  static let canonical: [BatchCase] = [
    BatchCase(
      "--canonical", ["--canonical", "a.iq"],
      files: ["a.iq": "# AR\n\nantal insatser per kön AR\nandel barn i bidragsfamiljer 2016\n"],
      out: .exactly(
        """
        # AR

        insatser: antal insatser per kön där insatstyp = AR
        indikatorer: "andel barn i bidragsfamiljer" 2016

        """)),
    BatchCase(
      "--canonical in English", ["--lang", "en", "--canonical", "a.iq"],
      files: ["a.iq": looseByGender],
      out: .parts([
        "interventions: count interventions by gender where \"type of intervention\" = AR\n"
      ])),
    BatchCase(
      "--canonical of a canonical FILE", ["--canonical", "a.iq"],
      files: ["a.iq": canonicalByGender], out: .exactly(canonicalByGender)),
    BatchCase(
      "--canonical of a definition", ["--canonical", "a.iq"],
      files: ["a.iq": "låt \"de i AR\" = antal insatser AR\nde i AR per kön\n"],
      out: .exactly(
        """
        låt "de i AR" = insatser: antal insatser där insatstyp = AR
        insatser: "de i AR" per kön

        """)),
    BatchCase(
      "--canonical writes out what clauses alone make of a question", ["--canonical", "a.iq"],
      files: ["a.iq": "bidragshushåll\nper stadsdel\nmed totalt\n"],
      out: .exactly(
        "nyckeltal: bidragshushåll\nnyckeltal: bidragshushåll per stadsdel\n"
          + "nyckeltal: bidragshushåll per stadsdel med totalt\n")),
    BatchCase(
      "--canonical stops at a mistake", ["--canonical", "a.iq"],
      files: ["a.iq": "antal insatser AR\nantal insattser\n"],
      out: .exactly("insatser: antal insatser där insatstyp = AR\n"),
      talk: .parts(["a.iq:2:7: IN01: "]), code: 1),
    BatchCase(
      "--canonical of a missing FILE", ["--canonical", "finnsinte.iq"],
      talk: .exactly("IN40: Filen \"finnsinte.iq\" går inte att läsa.\n"), code: 2),
  ]

  @Test(arguments: canonical) func filesAreWrittenOut(one: BatchCase) { one.check() }

  static let explanations: [BatchCase] = [
    BatchCase(
      "a code", ["-c", "förklara IN13"],
      out: .parts(["IN13: En lista utan mellanslag\n", "antal insatser per kön där"])),
    BatchCase(
      "a code in English", ["--lang", "en", "-c", "explain in13"],
      out: .parts(["IN13: A list without a space\n", "count interventions by gender where"])),
  ]

  @Test(arguments: explanations) func codesAreExplained(one: BatchCase) { one.check() }

  /// What `spara` keeps is a name in the next run, with the clauses of the question.
  @Test func savedQuestionsAreThereNextTime() {
    let place = Workplace()
    defer { place.remove() }
    let saving = place.insyn(["-c", "antal insatser per kön AR", "-c", "spara \"mina AR\""])
    #expect(saving.code == 0)
    #expect(saving.out == answerByGender)
    let path = "\(place.folder)/settings/insyn/mina.iq"
    #expect(saving.talk == "· \"mina AR\" är sparad i \(path)\n")
    let line = "låt \"mina AR\" = " + canonicalByGender
    #expect(place.text("settings/insyn/mina.iq") == line)

    let asking = place.insyn(["-c", "mina AR per stadsdel"])
    #expect(asking.code == 0)
    #expect(asking.out.contains("Norrmalm"))
    #expect(asking.talk.isEmpty)
    let again = place.insyn(["-c", "mina AR"])
    #expect(again.out.hasPrefix("= mina AR · per kön · där insatstyp = AR · 3 rader\n"))
    #expect(again.out.contains("män                  12\n"))
  }

  /// A line of `mina.iq` that no longer reads is told, and the rest of it holds.
  @Test func brokenSavedQuestionsArePassedOver() {
    let place = Workplace()
    defer { place.remove() }
    place.write([], to: "settings/tom")
    place.write(
      Array("låt \"a1\" = antal insattser\nlåt \"a2\" = insatser: antal insatser AR\n".utf8),
      to: "settings/insyn/mina.iq")
    let printed = place.insyn(["-c", "a2"])
    #expect(printed.code == 0)
    #expect(printed.out == "= a2 · 1 rad\na2\n──\n53\n")
    #expect(printed.talk.contains("mina.iq:1:18: IN01: "))
  }

  /// Standard output that cannot be written is told, once.
  @Test(arguments: ["> /dev/full", ">&-"]) func standardOutputMayFail(target: String) {
    let place = Workplace()
    defer { place.remove() }
    let printed = place.shell(
      "\"$0\" -c 'antal insatser per kön AR' -c 'antal AR' \(target)")
    #expect(printed.code == 2)
    #expect(printed.talk == "IN48: Filen \"stdout\" går inte att skriva.\n")
    #expect(printed.out.isEmpty)
  }

  /// A reader that goes, as in `insyn … | head`, ends the writing and is no crash.
  @Test func readersMayGo() {
    let place = Workplace()
    defer { place.remove() }
    let questions = (0..<12).flatMap { _ in ["-c", "nyckeltal", "-c", "indikatorer"] }
    let printed = place.insyn(questions, reading: 10)
    #expect(printed.out == "= nyckelta")
    #expect(printed.code == 0)
    #expect(printed.talk.isEmpty)
  }

  /// The same bytes go to a file as to a pipe.
  @Test(arguments: ["table", "plain", "csv", "json", "jsonl", "markdown"])
  func filesHoldWhatPipesGet(format: String) {
    let place = Workplace()
    defer { place.remove() }
    let asked = "andel barn i bidragsfamiljer per stadsdel mot årsmål"
    let question = ["--format", format, "-c", asked]
    let piped = place.insyn(question)
    let filed = place.insyn(["--output", "svar.txt"] + question)
    #expect(piped.code == 0)
    #expect(!piped.out.isEmpty)
    #expect(filed.out.isEmpty)
    #expect(filed.talk == piped.talk)
    #expect(place.text("svar.txt") == piped.out)
  }
}
