import InsynTestSupport
import Testing

private let mistake = """
  IN01: "insattser" är inget känt mått, ingen tabell och inget fält.
    antal insattser per kön
          ^^^^^^^^^
  Närmast: insatser
  Prova: antal insatser per kön

  """

@Suite struct ContractTests {
  static let inputs: [BatchCase] = [
    BatchCase("-c", ["-c", "antal insatser per kön AR"], out: .exactly(answerByGender)),
    BatchCase(
      "several -c", ["-c", "antal insatser per kön AR", "-c", "antal insatser per stadsdel AR"],
      out: .exactly(answerByGender + "\n" + answerByPlace)),
    BatchCase(
      "a canonical FILE", ["a.iq"], files: ["a.iq": canonicalByGender],
      out: .exactly(answerByGender)),
    BatchCase(
      "a loose FILE", ["a.iq"], files: ["a.iq": looseByGender],
      talk: .exactly(
        """
        a.iq:1:1: IN17: I en fil skrivs frågan helt ut: tabellen först, namn av flera ord inom \
        citattecken, värden efter en jämförelse.
          antal insatser per kön AR
          ^^^^^^^^^^^^^^^^^^^^^^^^^
        Prova: insatser: antal insatser per kön där insatstyp = AR

        """), code: 1),
    BatchCase("standard input", [], input: looseByGender, out: .exactly(answerByGender)),
    BatchCase("-", ["-"], input: looseByGender, out: .exactly(answerByGender)),
    BatchCase(
      "FILE before -c", ["a.iq", "-c", "antal insatser per stadsdel AR"],
      files: ["a.iq": canonicalByGender], out: .exactly(answerByGender + "\n" + answerByPlace)),
    BatchCase(
      "-c before FILE", ["-c", "antal insatser per stadsdel AR", "a.iq"],
      files: ["a.iq": canonicalByGender], out: .exactly(answerByPlace + "\n" + answerByGender)),
    BatchCase(
      "two FILEs and standard input", ["a.iq", "-", "b.iq"],
      files: ["a.iq": canonicalByGender, "b.iq": canonicalByGender],
      input: "antal insatser per stadsdel AR",
      out: .exactly([answerByGender, answerByPlace, answerByGender].joined(separator: "\n"))),
    BatchCase(
      "a definition of one step in the next",
      ["-c", "låt \"de i AR\" = insatser: antal insatser där insatstyp = AR", "-c", "de i AR"],
      out: .exactly("= de i AR · 1 rad\nde i AR\n───────\n     53\n"),
      talk: .exactly("· \"de i AR\" är nu ett namn\n")),
    BatchCase(
      "a statement on several lines", ["a.iq"],
      files: ["a.iq": "insatser: antal insatser\n  per kön\n  där insatstyp = AR\n"],
      out: .exactly(answerByGender)),
    BatchCase(
      "comments and empty lines", ["a.iq"],
      files: ["a.iq": "# AR\n\n\(canonicalByGender)\n# slut\n"], out: .exactly(answerByGender)),
    BatchCase(
      "an open parenthesis goes on", [],
      input: "antal insatser per kön där insatstyp = (AR,\nAR)\n",
      out: .parts(["kvinnor                      3\n", "uppgift saknas              38\n"])),
    BatchCase(
      "no line break at the end", [], input: "antal insatser per kön AR",
      out: .exactly(answerByGender)),
    BatchCase(
      "a byte order mark", [], bytes: [:], input: [0xEF, 0xBB, 0xBF] + Array(looseByGender.utf8),
      out: .exactly(answerByGender)),
    BatchCase(
      "line ends of two bytes", ["a.iq"],
      files: ["a.iq": "insatser: antal insatser per kön\r\n  där insatstyp = AR\r\n"],
      out: .exactly(answerByGender)),
    BatchCase(
      "a clause alone goes on from the answer before", [],
      input: "antal insatser per stadsdel AR\nper kön\n",
      out: .exactly(answerByPlace + "\n" + answerByGender)),
    BatchCase(
      "English", ["--lang", "en", "-c", "count interventions by gender AR"],
      out: .exactly(
        """
        = count interventions · by gender · where "type of intervention" = AR · 3 rows
        gender        count interventions
        ────────────  ───────────────────
        women                           3
        men                            12
        not recorded                   38

        """)),
  ]

  @Test(arguments: inputs) func inputsMix(one: BatchCase) { one.check() }

  static let failures: [BatchCase] = [
    BatchCase(
      "the first mistake stops",
      ["-c", "antal insattser per kön", "-c", "antal insatser per kön AR"],
      talk: .exactly(mistake), code: 1),
    BatchCase(
      "--keep-going goes on",
      ["--keep-going", "-c", "antal insattser per kön", "-c", "antal insatser per kön AR"],
      out: .exactly(answerByGender), talk: .exactly(mistake), code: 1),
    BatchCase(
      "the first mistake of a FILE stops", ["a.iq"],
      files: ["a.iq": canonicalByGender + "insatser: antal insattser\n" + canonicalByGender],
      out: .exactly(answerByGender),
      talk: .parts(["a.iq:2:17: IN01: ", "\n  insatser: antal insattser\n"]), code: 1),
    BatchCase(
      "--keep-going in a FILE", ["--keep-going", "a.iq"],
      files: ["a.iq": "insatser: antal insattser\n" + canonicalByGender],
      out: .exactly(answerByGender), talk: .parts(["a.iq:1:17: IN01: "]), code: 1),
    BatchCase(
      "every unknown name of a statement",
      ["-c", "antal insattser per könet2 där insatstypp = AR"],
      talk: .parts(["\"insattser\"", "\"könet2\"", "\"insatstypp\""]), code: 1),
    BatchCase(
      "every unknown name of a statement, each with its place and its whole span", ["a.iq"],
      files: ["a.iq": "# AR\ninsatser: antal insattser\n  per könet2 där insatstypp = AR\n"],
      talk: .parts([
        "a.iq:2:17: IN01: ", "\n                  ^^^^^^^^^\n", "a.iq:3:7: IN01: ",
        "\n    per könet2 där insatstypp = AR\n        ^^^^^^\n", "a.iq:3:18: IN01: ",
        "\n                   ^^^^^^^^^^\n",
      ]), code: 1),
    BatchCase(
      "English words", ["--lang", "en", "-c", "count intervensions"],
      talk: .exactly(
        """
        IN01: "intervensions" is no known measure, table or field.
          count intervensions
                ^^^^^^^^^^^^^
        Closest: interventions
        Try: count interventions

        """), code: 1),
    BatchCase(
      "an unclosed quote in -c", ["-c", "antal insatser där insatstyp = \"AR"],
      talk: .exactly(
        """
        IN22: Citattecknet har inget som avslutar det.
          antal insatser där insatstyp = "AR
                                         ^^^

        """), code: 1),
    BatchCase(
      "an unclosed quote in a FILE", ["a.iq"],
      files: ["a.iq": "insatser: antal insatser där insatstyp = \"AR\n"],
      talk: .parts(["a.iq:1:42: IN22: "]), code: 1),
    BatchCase(
      "a clause alone in a FILE", ["a.iq"], files: ["a.iq": canonicalByGender + "per stadsdel\n"],
      out: .exactly(answerByGender), talk: .parts(["a.iq:2:1: IN35: "]), code: 1),
    BatchCase(
      "a value in two dimensions", ["--data", "p", "-c", "antal möten Centrum"],
      files: meetings,
      talk: .parts(["IN21: \"Centrum\" är ett värde av plats och ämne; ", "^^^^^^^\n", "Prova: "]),
      code: 1),
    BatchCase(
      "no rows are no failure", ["-c", "källor där år = 1999"],
      out: .exactly(
        "= källor · där år = 1999 · 0 rader\n· inga rader är kvar efter \"där år = 1999\"\n")),
    BatchCase(
      "a missing FILE", ["finnsinte.iq"],
      talk: .exactly("IN40: Filen \"finnsinte.iq\" går inte att läsa.\n"), code: 2),
    BatchCase(
      "a folder as FILE", ["."], talk: .exactly("IN40: Filen \".\" går inte att läsa.\n"), code: 2),
    BatchCase(
      "an empty FILE", ["a.iq"], files: ["a.iq": ""],
      talk: .parts(["a.iq: IN50: Här finns inga frågor"]), code: 2),
    BatchCase(
      "a FILE of comments only", ["a.iq"], files: ["a.iq": "# inget\n\n"],
      talk: .parts(["a.iq: IN50: Här finns inga frågor"]), code: 2),
    BatchCase(
      "empty standard input", [], talk: .parts(["-: IN50: Här finns inga frågor"]), code: 2),
    BatchCase("an empty -c", ["-c", ""], talk: .parts(["IN50: Här finns inga frågor"]), code: 2),
    BatchCase(
      "bytes that are no text", [], bytes: [:], input: [0, 255],
      talk: .parts(["-:1: IN41: Filen är inte text i UTF-8"]), code: 2),
    BatchCase(
      "bytes that are no text, on the third line", ["a.iq"],
      bytes: ["a.iq": Array("# a\n# b\n".utf8) + [0xE5, 0x0A]],
      talk: .parts(["a.iq:3: IN41: "]), code: 2),
    BatchCase(
      "a missing FILE is told, and what follows runs",
      ["--keep-going", "finnsinte.iq", "-c", "antal AR"],
      out: .parts(["= antal AR · 1 rad\n"]), talk: .parts(["IN40: "]), code: 2),
    BatchCase(
      "a failing command is passed over", ["--keep-going", "-"],
      input: ".läs finnsinte.iq\n.till /dev/full\n.till\nantal AR\n",
      out: .parts(["= antal AR · 1 rad\n"]), talk: .parts(["IN40: "]), code: 2),
    BatchCase(
      "far too many parentheses",
      ["-c", "antal insatser där " + String(repeating: "(", count: 3000)],
      talk: .parts(["IN47: "]), code: 1),
    BatchCase(
      "far too many inte",
      ["-c", "antal insatser där " + String(repeating: "inte ", count: 3000) + "kön = män"],
      talk: .parts(["IN47: "]), code: 1),
    BatchCase(
      "a word that leaves", ["-"], input: "antal AR\nsluta\nantal OSA\n",
      out: .parts(["= antal AR · 1 rad\n"])),
    BatchCase(
      "one package at a time", ["--data", "a", "--data", "b", "-c", "visa"],
      talk: .exactly("--data: bara ett datapaket åt gången.\n"), code: 2),
  ]

  @Test(arguments: failures) func failuresAreTold(one: BatchCase) { one.check() }

  /// A file gives up what it held when an answer comes, and not before.
  @Test func aRefusedQuestionLeavesTheOldFile() {
    let place = Workplace(["svar.csv": Array("det gamla\n".utf8)])
    defer { place.remove() }
    let csv = ["--output", "svar.csv", "--format", "csv", "-c"]
    #expect(place.insyn(csv + ["antal giraffer"]).code == 1)
    #expect(place.text("svar.csv") == "det gamla\n")
    #expect(place.insyn(csv + ["antal källor per dokument topp 1"]).code == 0)
    #expect(place.text("svar.csv")?.hasPrefix("dokument,antal källor") == true)
    #expect(place.insyn(["--output", "svar.csv", "--format", "none", "-c", "antal mål"]).code == 0)
    #expect(place.text("svar.csv") == "")
  }

  static let usage: [BatchCase] = [
    BatchCase(
      "an unknown format", ["--format", "xml", "-c", "antal AR"],
      talk: .exactly(
        "--format xml: formaten är table, plain, line, csv, csv-sv, tsv, json, jsonl, markdown, svg, "
          + "none.\n"), code: 2),
    BatchCase(
      "a format that is not there yet", ["--format", "px", "-c", "antal AR"],
      talk: .parts(["--format px: kommer senare; nu finns table, plain, "]), code: 2),
    BatchCase(
      "a format that is not there yet, in English",
      ["--lang", "en", "--format", "json-stat", "-c", "antal AR"],
      talk: .parts(["--format json-stat: comes later; now there are table, "]), code: 2),
    BatchCase(
      "an unknown format, in English", ["--lang", "en", "--format", "xml", "-c", "antal AR"],
      talk: .parts(["--format xml: the formats are table, "]), code: 2),
    BatchCase(
      "an unknown language", ["--lang", "fr", "-c", "antal AR"],
      talk: .exactly("--lang fr: språken är sv och en.\n"), code: 2),
    BatchCase(
      "an unknown flag", ["--bogus", "-c", "antal AR"], talk: .parts(["--bogus: "]), code: 2),
    BatchCase("a flag without its value", ["--format"], talk: .parts(["--format"]), code: 2),
    BatchCase("-c without its question", ["-c"], talk: .parts(["-c"]), code: 2),
    BatchCase(
      "an output that cannot be written", ["--output", "ingen/mapp.txt", "-c", "antal AR"],
      talk: .exactly("IN48: Filen \"ingen/mapp.txt\" går inte att skriva.\n"), code: 2),
    BatchCase(
      "a full disk", ["--output", "/dev/full", "-c", "antal insatser per kön AR"],
      talk: .exactly("IN48: Filen \"/dev/full\" går inte att skriva.\n"), code: 2),
    BatchCase(
      "a missing data folder", ["--data", "ingen", "-c", "antal AR"],
      talk: .exactly("IN40: Filen \"ingen\" går inte att läsa.\n"), code: 2),
    BatchCase(
      "an unknown flag near to one", ["--formt", "csv", "-c", "antal AR"],
      talk: .exactly(
        """
        --formt: ingen sådan flagga, och inget skript har parametern $formt.
        Närmast: --format

        """), code: 2),
    BatchCase(
      "an unknown flag near to a parameter", ["a.iq", "--aret", "2016"],
      files: ["a.iq": "param $året: år \"vilket år\"\nnyckeltal: bidragshushåll $året\n"],
      talk: .parts(["--aret: ", "\nNärmast: --året\n"]), code: 2),
    BatchCase(
      "an unknown flag, in English", ["--lang", "en", "--keep-goin", "-c", "antal AR"],
      talk: .parts(["--keep-goin: no such flag, ", "\nClosest: --keep-going\n"]), code: 2),
    BatchCase(
      "--engine", ["--engine", "http://x", "-c", "antal AR"],
      talk: .exactly("--engine finns inte än; det kommer i en senare version.\n"), code: 2),
    BatchCase(
      "--practice without a number", ["--practice=1e6", "-c", "antal AR"],
      talk: .exactly(
        "--practice 1e6: skriv ett helt antal från 1 till 100M, till exempel 250k eller 10M.\n"),
      code: 2),
    BatchCase(
      "--practice below one", ["--practice", "-5", "--lang", "en", "-c", "antal AR"],
      talk: .exactly(
        "--practice -5: write a whole number from 1 to 100M, for example 250k or 10M.\n"),
      code: 2),
    BatchCase(
      "--practice beside --data", ["--practice", "10M", "--data", ".", "-c", "antal AR"],
      talk: .exactly(
        "--practice gör rader i programmets egna övningstabeller och går inte ihop med --data.\n"),
      code: 2),
    BatchCase(
      "--replay", ["--lang", "en", "--replay", "möte.md"],
      talk: .exactly("--replay is not there yet; it comes in a later version.\n"), code: 2),
    BatchCase("--version", ["--version"], out: .exactly("insyn 0.4\n")),
    BatchCase(
      "--version behind an unknown flag", ["--nonsense", "--version"],
      out: .exactly("insyn 0.4\n")),
    BatchCase(
      "a value that is lacking", ["-c", "antal mål", "--format"],
      talk: .parts(["--format", "--help"]), code: 2),
    BatchCase(
      "a flag in place of a value", ["--output", "--version"],
      talk: .parts(["--output", "--help"]), code: 2),
    BatchCase("an empty value", ["--lang=", "--version"], talk: .parts(["--lang"]), code: 2),
    BatchCase(
      "a value too much", ["--version=1"], talk: .parts(["--version", "'1'"]), code: 2),
    BatchCase(
      "the last value counts", ["--format", "json", "--format=csv", "-c", "antal mål"],
      out: .parts(["antal mål,källa\n141,"]), talk: .exactly("= antal mål · 1 rad\n")),
    BatchCase(
      "--help", ["--help"],
      out: .parts(["--format", "--output", "--lang", "--data", "--keep-going", "--canonical"])),
  ]

  @Test(arguments: usage) func usageIsTold(one: BatchCase) { one.check() }
}
