import InsynTestSupport
import Testing

private func run(_ format: String, _ question: String, _ out: String, talk: Said) -> BatchCase {
  BatchCase(
    "\(format): \(question)", ["--format", format, "-c", question], out: .exactly(out), talk: talk)
}

private let readBack =
  "= andel barn i bidragsfamiljer · per stadsdel · 2016 (VB 2016) · mot årsmål · 3 rader\n"
  + "· bara KNÖ har ett mål: 0,5\u{A0}%\n"
private let share = "andel barn i bidragsfamiljer per stadsdel 2016 mot årsmål"

@Suite struct FormatTests {
  static let formats: [BatchCase] = [
    run("table", "antal insatser per kön AR", answerByGender, talk: .nothing),
    run(
      "plain", "antal insatser per kön AR",
      """
      antal insatser · per kön · där insatstyp = AR · 3 rader.
      kvinnor: antal insatser 3.
      män: antal insatser 12.
      uppgift saknas: antal insatser 38.

      """, talk: .nothing),
    run(
      "csv", "antal insatser per kön AR",
      """
      kön,antal insatser,källa
      kvinnor,3,VB 2016
      män,12,VB 2016
      uppgift saknas,38,VB 2016

      """, talk: .exactly("= antal insatser · per kön · där insatstyp = AR · 3 rader\n")),
    run(
      "jsonl", "antal insatser per kön AR",
      """
      {"kön":"kvinnor","antal insatser":3,"källa":"VB 2016"}
      {"kön":"män","antal insatser":12,"källa":"VB 2016"}
      {"kön":"uppgift saknas","antal insatser":38,"källa":"VB 2016"}

      """, talk: .exactly("= antal insatser · per kön · där insatstyp = AR · 3 rader\n")),
    run(
      "markdown", "antal insatser per kön AR",
      """
      *antal insatser · per kön · där insatstyp = AR · 3 rader*

      | kön | antal insatser |
      | --- | ---: |
      | kvinnor | 3 |
      | män | 12 |
      | uppgift saknas | 38 |

      Källa: VB 2016


      """, talk: .nothing),
    run(
      "csv", share,
      """
      stadsdel,andel barn i bidragsfamiljer,jämförelse,jämförelse_status,skillnad,skillnad_status,\
      ändring,ändring_status,uppfyllelse,källa
      Kungsholmen,0.6,,saknas,,saknas,,saknas,saknas,VB 2016:233
      Norrmalm,0.3,,saknas,,saknas,,saknas,saknas,VB 2016:235
      Östermalm,0.3,,saknas,,saknas,,saknas,saknas,VB 2016:237

      """, talk: .exactly(readBack)),
    run(
      "csv", "antal insatser per stadsdel AR som andel av totalen",
      """
      stadsdel,antal insatser,andel,bas,källa
      Kungsholmen,17,32.075472,53,VB 2016
      Norrmalm,19,35.849057,53,VB 2016
      Östermalm,17,32.075472,53,VB 2016

      """, talk: .parts(["= antal insatser · per stadsdel · där insatstyp = AR"])),
  ]

  @Test(arguments: formats) func formatsAreExact(one: BatchCase) { one.check() }

  static let several: [BatchCase] = [
    BatchCase(
      "two answers into csv", ["--format", "csv", "-c", "antal AR", "-c", "antal OSA"],
      out: .parts(["antal AR,", "53,"]),
      talk: .parts(["IN36: En fil i formatet csv rymmer ett enda svar"]), code: 2),
    BatchCase(
      "two answers into json", ["--format", "json", "-c", "antal AR", "-c", "antal OSA"],
      out: .parts(["\"antal AR\":53"]), talk: .parts(["IN36: ", "json"]), code: 2),
    BatchCase(
      "two answers into csv, going on",
      [
        "--keep-going", "--format", "csv", "-c", "antal AR", "-c", "antal OSA",
      ], out: .parts(["53,"]), talk: .parts(["IN36: "]), code: 2),
    BatchCase(
      "two answers into jsonl",
      ["--format", "jsonl", "-c", "antal insatser per kön AR", "-c", "källor med dokument"],
      out: .parts(["{\"kön\":\"kvinnor\"", "{\"dokument\":\"VB 2016\"}\n", "\"T1 2017\"}\n"]),
      talk: .parts(["= antal insatser", "= källor"])),
    BatchCase(
      "a definition and one answer are one",
      [
        "--format", "csv", "-c", "låt \"a1\" = insatser: antal insatser AR", "-c", "a1",
      ], out: .parts(["a1,", "53,"]), talk: .parts(["är nu ett namn", "= a1 · 1 rad"])),
    BatchCase(
      "data in English keep their Swedish names",
      [
        "--lang", "en", "--format", "csv", "-c", "count interventions by gender AR",
      ],
      out: .exactly(
        """
        kön,antal insatser,källa
        kvinnor,3,VB 2016
        män,12,VB 2016
        uppgift saknas,38,VB 2016

        """), talk: .parts(["= count interventions · by gender"])),
  ]

  @Test(arguments: several) func answersShareAnOutput(one: BatchCase) { one.check() }

  static let awkward: [BatchCase] = [
    BatchCase(
      "csv quotes, and runs no formula", ["--data", "p", "--format", "csv", "-c", "rader"],
      files: awkwardPackage,
      out: .exactly(
        """
        text,tal,tal_status
        '=1+1,1,
        '+2,2.5,
        '-3,-3,
        '@x,1000000,
        "säg ""hej"", du",0.1,
        "två
        rader",6,
        "'=A1,""b""\",,saknas
        vanlig,8,

        """), talk: .exactly("= rader · 8 rader\n")),
    BatchCase(
      "json keeps every text as it is", ["--data", "p", "--format", "jsonl", "-c", "rader"],
      files: awkwardPackage,
      out: .exactly(
        #"""
        {"text":"=1+1","tal":1,"tal_status":null}
        {"text":"+2","tal":2.5,"tal_status":null}
        {"text":"-3","tal":-3,"tal_status":null}
        {"text":"@x","tal":1000000,"tal_status":null}
        {"text":"säg \"hej\", du","tal":0.1,"tal_status":null}
        {"text":"två\nrader","tal":6,"tal_status":null}
        {"text":"=A1,\"b\"","tal":null,"tal_status":"saknas"}
        {"text":"vanlig","tal":8,"tal_status":null}

        """#), talk: .exactly("= rader · 8 rader\n")),
    BatchCase(
      "a table shows no control characters", ["--data", "p", "-c", "rader"],
      files: awkwardPackage,
      out: .parts(["= rader · 8 rader\n", "1\u{A0}000\u{A0}000", "två␊rader", "saknas\n"])),
    BatchCase(
      "synthetic data say so in every export",
      ["--data", "p", "--format", "csv", "-c", "antal hushållen per ort"],
      files: householdPackage(synthetic: true),
      out: .exactly(
        """
        ort,antal hushållen,data
        Umeå,2,syntetiska övningsdata
        Visby,1,syntetiska övningsdata

        """), talk: .parts(["syntetiska övningsdata"])),
  ]

  @Test(arguments: awkward) func awkwardCellsAreWritten(one: BatchCase) { one.check() }

  /// The whole output is one JSON value, whose numbers are numbers.
  @Test(arguments: [
    "antal insatser per kön AR", "andel barn i bidragsfamiljer per stadsdel mot årsmål",
    "indikatorer mot årsmål där missat", "källor", "källor där år = 1999", "visa",
    "förklara antal AR", "källa sjukfrånvaron", "telefonsamtal",
  ]) func jsonIsOneValue(question: String) throws {
    let place = Workplace()
    defer { place.remove() }
    let printed = place.insyn(["--format", "json", "-c", question])
    #expect(printed.code == 0)
    let value = try #require(Value(json: printed.out), "\(printed.out)")
    let keys = value.members?.map(\.key) ?? []
    for key in ["fråga", "källa", "anmärkningar", "kolumner", "rader"] {
      #expect(keys.contains(key), "\(question) has \(key)")
    }
    let names = value["kolumner"]?.items?.map { $0["namn"]?.string } ?? []
    for row in value["rader"]?.items ?? [] {
      #expect(row.members?.map(\.key) == names, "\(question)")
    }
  }

  @Test func jsonNumbersAreNumbers() throws {
    let place = Workplace(awkwardPackage.mapValues { Array($0.utf8) })
    defer { place.remove() }
    let printed = place.insyn(["--data", "p", "--format", "json", "-c", "rader"])
    let value = try #require(Value(json: printed.out))
    let rows = try #require(value["rader"]?.items)
    #expect(
      rows.map { $0["tal"] } == [
        .number("1"), .number("2.5"), .number("-3"), .number("1000000"), .number("0.1"),
        .number("6"), .null, .number("8"),
      ])
    #expect(rows[5]["text"] == .string("två\nrader"))
    #expect(rows[6]["tal_status"] == .string("saknas"))
    #expect(value["fråga"] == .string("rader: rader"))
  }

  /// Every line of jsonl is a value of its own.
  @Test func jsonLinesAreValues() {
    let place = Workplace()
    defer { place.remove() }
    let printed = place.insyn(["--format", "jsonl", "-c", "indikatorer", "-c", "nyckeltal"])
    let lines = printed.out.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 183 + 664 + 1)
    #expect(lines.last == "")
    for line in lines.dropLast() { #expect(Value(json: String(line)) != nil, "\(line)") }
  }
}
