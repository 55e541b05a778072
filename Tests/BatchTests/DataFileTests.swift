import InsynTestSupport
import Testing

/// Bare files of separated values: what is answered of them, and what is said when they are not sound.
@Suite struct DataFileTests {
  static let bare = [
    "b.csv": """
    ort;år;antal;andel;belopp
    Visby;2016;1 050 st;0,4 %;1,50
    Umeå;2017;3 st;12 %;–
    Visby;2017;;;-2,25

    """
  ]
  static let said = """
    · b.csv är läst som UTF-8 med semikolon och decimalkomma: ort (text) · år (period) · fältet antal (heltal i st) · fältet andel (tal i procent) · belopp (tal)

    """

  static let working: [BatchCase] = [
    BatchCase(
      "a bare file", ["--data", "b.csv", "-c", "b"], files: bare,
      out: .exactly(
        """
        = b · 3 rader
        ort    år    fältet antal  fältet andel  belopp
        ─────  ────  ────────────  ────────────  ──────
        Visby  2016         1\u{A0}050         0,4\u{A0}%    1,50
        Umeå   2017             3        12\u{A0}%    saknas
        Visby  2017        saknas        saknas   -2,25

        """), talk: .exactly(said)),
    BatchCase(
      "its sums", ["--data", "b.csv", "-c", "summa belopp per ort"], files: bare,
      out: .parts([
        "= summa belopp · per ort", "Umeå", "saknas", "Visby         -0,75",
        "· 1 rad utan uppgift räknas inte in i summa belopp",
      ]), talk: .exactly(said)),
    BatchCase(
      "a later cell that is no number", ["--data", "c.csv", "-c", "unika kod per ort"],
      files: [
        "c.csv": "ort,kod\n" + String(repeating: "Visby,7\n", count: 40_000) + "Visby,7b\n"
      ],
      out: .parts(["Visby", "2"]),
      talk: .exactly(
        "· c.csv är läst som UTF-8 med komma och decimalpunkt: ort (text) · kod (text)\n")),
    BatchCase(
      "English words", ["--data", "b.csv", "--lang", "en", "-c", "count b"], files: bare,
      out: .parts(["= count b"]),
      talk: .parts(["· b.csv is read as UTF-8 with semicolon and decimal comma: ort (text) · år "])),
    BatchCase(
      "described by the package beside it", ["--data", "p/besök.csv", "-c", "summa belopp"],
      files: plainPackage(["p/catalogue.iq": "låt \"x\" = annat: antal annat\n"]),
      out: .parts(["= summa belopp", "17,75"])),
    BatchCase(
      "the description itself", ["--data", "p/datapackage.json", "-c", "summa belopp"],
      files: plainPackage(), out: .parts(["17,75"])),
    BatchCase(
      "opened in a session",
      ["-c", ".öppna b.csv", "-c", "antal b", "-c", ".öppna p", "-c", "antal besök"],
      files: bare.merging(plainPackage()) { $1 },
      out: .parts(["= antal b", "3", "= antal besök", "4"]),
      talk: .exactly(said)),
  ]

  /// Very many values of a field are found as they are written, bare or in quotes, and missed as few are.
  @Test func veryManyValuesAreFound() {
    let rows = (0..<20_000).map { "Nr \($0 % 5000);\($0)" }.joined(separator: "\n")
    let files = ["n.csv": "id;tal\n" + rows + "\n"]
    BatchCase(
      "many values",
      [
        "--data", "n.csv", "--format", "csv", "--keep-going", "-c", ".spara n.insyn", "-c",
        ".öppna n.insyn", "-c", ".format plain", "-c", "antal n där id = \"Nr 77\"", "-c",
        "antal n där id = nr 78", "-c", "antal n där id = \"Nr 5000\"", "-c", "n: unika id",
      ],
      files: files, out: .parts(["4", "4", "5\u{A0}000"]), talk: .parts(["IN02: ", "Nr 5000"]),
      code: 1
    ).check()
  }

  @Test(arguments: working) func bareFilesAnswer(one: BatchCase) { one.check() }

  /// A file that is not read, with all that is said of it.
  private static func refused(
    _ name: String, _ text: String, _ said: String, lang: String = "sv"
  ) -> BatchCase {
    BatchCase(
      name, ["--data", "f.csv", "--lang", lang, "-c", "f"], files: ["f.csv": text],
      talk: .exactly(said + "\n"), code: 2)
  }

  static let broken: [BatchCase] = [
    refused(
      "too few fields", "a;b\n1;2\n3\n",
      "f.csv:3:2: IN44: Rubrikraden har 2 fält, men raden har 1."),
    refused(
      "too many fields", "a;b\n1;2\n3;4;5\n",
      "f.csv:3:5: IN44: Rubrikraden har 2 fält, men raden har 3."),
    refused(
      "an open quote", "a;b\n1;2\n3;\"4\n5;6\n",
      "f.csv:3:3: IN44: Citattecknet har inget som avslutar det."),
    refused(
      "a quote that closes too early", "a;b\n1;2\n\"Ö\nå\"x;4\n",
      "f.csv:3:1: IN44: Citattecknet som börjar här avslutas på rad 4, men sedan står \"x\" där fältet skulle vara slut."
    ),
    refused(
      "the same in English", "a;b\n1;2\n\"Ö\nå\"x;4\n",
      "f.csv:3:1: IN44: The quote opened here closes on line 4, but \"x\" follows where the field should end.",
      lang: "en"),
    refused(
      "bytes that are no text", "a;b\nå;2\n3;\u{0}\n",
      "f.csv:3:3: IN41: Filen är inte text i UTF-8: rad 3 har tecken som inte går att tyda (fält b)."
    ),
    refused("nothing at all", "", "f.csv:1: IN44: Filen har ingen rubrikrad."),
    BatchCase(
      "no such file", ["--data", "saknas.csv", "-c", "f"], files: [:],
      talk: .exactly("IN40: Filen \"saknas.csv\" går inte att läsa.\n"), code: 2),
    BatchCase(
      "a comma where the file has points", ["--data", "p", "-c", "besök"],
      files: plainPackage([
        "p/besök.csv": "ort;barn;belopp\nVisby;2;10.50\nUmeå;1;7,25\n"
      ]),
      talk: .exactly(
        "p/besök.csv:3:8: IN44: \"7,25\" står där ett tal med decimalpunkt väntas (fält belopp).\n"),
      code: 2),
    BatchCase(
      "a number too large", ["--data", "p", "-c", "besök"],
      files: plainPackage([
        "p/besök.csv": "ort,barn,belopp\nVisby,2,1234567890123456789\n"
      ]),
      talk: .exactly(
        "p/besök.csv:2:9: IN44: \"1234567890123456789\" står där ett tal med högst 18 siffror väntas (fält belopp).\n"
      ), code: 2),
    BatchCase(
      "too large beside the others", ["--data", "p", "-c", "besök"],
      files: plainPackage([
        "p/besök.csv": "ort,barn,belopp\nVisby,2,0.000000001\nUmeå,1,99999999999999\n"
      ]),
      talk: .exactly(
        "p/besök.csv:3:8: IN44: \"99999999999999\" står där ett tal med högst 18 siffror väntas (fält belopp).\n"
      ), code: 2),
  ]

  @Test(arguments: broken) func brokenFilesAreTold(one: BatchCase) { one.check() }

  /// A file that is not sound changes nothing of what is open.
  @Test func whatIsOpenStays() {
    BatchCase(
      "what is open stays",
      [
        "--keep-going", "--data", "p", "-c", ".öppna f.csv", "-c", ".öppna f.insyn", "-c",
        "antal besök",
      ],
      files: plainPackage().merging(["f.csv": "a;b\n1\n", "f.insyn": "x"]) { $1 },
      out: .exactly("= antal besök · 1 rad\nantal besök\n───────────\n          4\n"),
      talk: .exactly(
        """
        f.csv:2:2: IN44: Rubrikraden har 2 fält, men raden har 1.
        f.insyn: IN71: Filen är ingen ögonblicksbild från insyn.

        """), code: 2
    ).check()
  }
}
