import InsynTestSupport
import Testing

/// Values with control characters, quotes and signs that a spreadsheet acts on.
private let hostilePackage = [
  "p/datapackage.json": """
  {"resources": [{"name": "rader", "path": "r.csv", "schema": {"fields": [
    {"name": "text", "type": "string"}, {"name": "tal", "type": "number"},
    {"name": "mängd", "type": "number"}]}}]}
  """,
  "p/r.csv": "text,tal,mängd\n\u{1B}]0;titel\u{07},1,0.5\n\"två\nrader\",,1234.25\n"
    + "\u{202E}=bakåt,3,-1\n@ö\u{2028},4,2\n",
]

private func hostile(
  _ format: String, _ out: Said, talk: Said = .exactly("= rader · 4 rader\n")
) -> BatchCase {
  BatchCase(
    "hostile values as \(format)", ["--data", "p", "--format", format, "-c", "rader"],
    files: hostilePackage, out: out, talk: talk)
}

/// The formats through the program: what goes where, and how it leaves.
@Suite struct ExportTests {
  static let files: [BatchCase] = [
    hostile(
      "csv-sv",
      .exactly(
        "\u{FEFF}text;tal;tal_status;mängd\r\n\"\u{1B}]0;titel\u{07}\";1;;0,5\r\n"
          + "\"två\nrader\";;saknas;1234,25\r\n\u{202E}=bakåt;3;;-1\r\n'@ö\u{2028};4;;2\r\n")),
    hostile(
      "tsv",
      .exactly(
        "text\ttal\ttal_status\tmängd\n\u{1B}]0;titel\u{07}\t1\t\t0.5\ntvå\\nrader\t\tsaknas\t"
          + "1234.25\n\u{202E}=bakåt\t3\t\t-1\n'@ö\u{2028}\t4\t\t2\n")),
    hostile(
      "jsonl",
      .exactly(
        #"""
        {"text":"\u001b]0;titel\u0007","tal":1,"tal_status":null,"mängd":0.5}
        {"text":"två\nrader","tal":null,"tal_status":"saknas","mängd":1234.25}

        """# + "{\"text\":\"\u{202E}=bakåt\",\"tal\":3,\"tal_status\":null,\"mängd\":-1}\n"
          + #"{"text":"@ö\u2028","tal":4,"tal_status":null,"mängd":2}"# + "\n")),
    hostile(
      "table",
      .exactly(
        """
        = rader · 4 rader
        text           tal     mängd
        ──────────  ──────  ────────
        ␛]0;titel␇       1      0,5
        två␊rader   saknas  1\u{A0}234,25
        �=bakåt          3     -1
        @ö�              4      2

        """), talk: .nothing),
    hostile(
      "line",
      .exactly(
        """
        = rader · 4 rader
         text: ␛]0;titel␇
          tal: 1
        mängd: 0,5

         text: två␊rader
          tal: saknas
        mängd: 1\u{A0}234,25

         text: �=bakåt
          tal: 3
        mängd: -1

         text: @ö�
          tal: 4
        mängd: 2

        """), talk: .nothing),
    hostile("none", .nothing, talk: .nothing),
  ]

  @Test(arguments: files) func hostileValuesStayValues(one: BatchCase) { one.check() }

  static let pictures: [BatchCase] = [
    BatchCase(
      "an answer without figures is no picture", ["--format", "svg", "-c", "källor med dokument"],
      talk: .parts(["IN56: Svaret har inga tal att rita"]), code: 1),
    BatchCase(
      "nor one in English", ["--lang", "en", "--format", "svg", "-c", "sources with document"],
      talk: .parts(["IN56: The answer has no numbers to draw"]), code: 1),
    BatchCase(
      "unlike units are no picture", ["--format", "svg", "-c", "indikatorer"],
      talk: .parts(["IN08: "]), code: 1),
    BatchCase(
      "figures are drawn as bars without being asked",
      ["--format", "svg", "-c", "antal insatser per kön AR"],
      out: .parts([
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 ", "role=\"img\"",
        "<title id=\"insyn-title\">antal insatser · per kön · där insatstyp = AR</title>",
        "<desc id=\"insyn-desc\">kvinnor: 3; män: 12; uppgift saknas: 38</desc>", "<rect ",
        ">kvinnor</text>", ">3</text>", ">Källa: VB 2016</text>", "</svg>\n",
      ]), talk: .exactly("= antal insatser · per kön · där insatstyp = AR · 3 rader\n")),
    BatchCase(
      "one picture a file", ["--format", "svg", "-c", "antal AR", "-c", "antal OSA"],
      out: .parts(["</svg>"]), talk: .parts(["IN36: ", "svg"]), code: 2),
    BatchCase(
      "one table a file of a spreadsheet",
      ["--format", "tsv", "-c", "antal AR", "-c", "antal OSA"],
      out: .parts(["53"]), talk: .parts(["IN36: ", "tsv"]), code: 2),
    BatchCase(
      "nothing is written but errors", ["--format", "none", "-c", "antal AR", "-c", "antal fel"],
      talk: .parts(["IN01: "]), code: 1),
  ]

  @Test(arguments: pictures) func picturesAndWhatIsNone(one: BatchCase) { one.check() }

  /// The same question gives the same bytes, to a pipe and to a file.
  @Test func picturesAreDeterministic() {
    let place = Workplace()
    defer { place.remove() }
    let question = "antal insatser per stadsdel x insatstyp som staplar"
    let printed = place.insyn(["--format", "svg", "-c", question])
    let written = place.insyn(["--format", "svg", "--output", "b.svg", "-c", question])
    #expect(printed.code == 0)
    #expect(written.out.isEmpty)
    #expect(place.text("b.svg") == printed.out)
  }
}
