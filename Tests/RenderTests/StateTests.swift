import InsynFinish
import InsynRender
import InsynValue
import Testing

/// The five states of a cell are never merged, on a screen or in a file.
@Suite struct StateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let format: Format
    let tongue: Tongue
    let out: String
    var testDescription: String { "\(format.rawValue) \(tongue.rawValue)" }
  }

  static let cases: [Case] = [
    Case(
      format: .table, tongue: .sv,
      out: """
        = bidrag · per ort · 6 rader
        ort      bidrag
        ──────  ───────
        Visby   1\u{A0}234,5
        Umeå        0,0
        Kiruna   saknas
        Borås      dolt
        Växjö      e.t.
        Ystad

        """),
    Case(
      format: .table, tongue: .en,
      out: """
        = bidrag · by ort · 6 rows
        ort         bidrag
        ──────  ──────────
        Visby      1,234.5
        Umeå           0.0
        Kiruna     missing
        Borås   suppressed
        Växjö         n.a.
        Ystad

        """),
    Case(
      format: .plain, tongue: .sv,
      out: """
        bidrag · per ort · 6 rader.
        Visby: bidrag 1\u{A0}234,5.
        Umeå: bidrag 0,0.
        Kiruna: bidrag saknas.
        Borås: bidrag dolt.
        Växjö: bidrag e.t.
        Ystad: ingen rad.

        """),
    Case(
      format: .plain, tongue: .en,
      out: """
        bidrag · by ort · 6 rows.
        Visby: bidrag 1,234.5.
        Umeå: bidrag 0.0.
        Kiruna: bidrag missing.
        Borås: bidrag suppressed.
        Växjö: bidrag n.a.
        Ystad: no row.

        """),
    Case(
      format: .line, tongue: .sv,
      out: """
        = bidrag · per ort · 6 rader
           ort: Visby
        bidrag: 1\u{A0}234,5

           ort: Umeå
        bidrag: 0,0

           ort: Kiruna
        bidrag: saknas

           ort: Borås
        bidrag: dolt

           ort: Växjö
        bidrag: e.t.

           ort: Ystad
        bidrag:

        """),
    Case(
      format: .csv, tongue: .sv,
      out: """
        ort,bidrag,bidrag_status,källa
        Visby,1234.5,,VB 2016
        Umeå,0,,VB 2016
        Kiruna,,saknas,VB 2016
        Borås,,dolt,VB 2016
        Växjö,,e.t.,VB 2016
        Ystad,,,VB 2016

        """),
    Case(
      format: .swedishCSV, tongue: .en,
      out: "\u{FEFF}ort;bidrag;bidrag_status;källa\r\nVisby;1234,5;;VB 2016\r\n"
        + "Umeå;0;;VB 2016\r\nKiruna;;saknas;VB 2016\r\nBorås;;dolt;VB 2016\r\n"
        + "Växjö;;e.t.;VB 2016\r\nYstad;;;VB 2016\r\n"),
    Case(
      format: .tsv, tongue: .sv,
      out: "ort\tbidrag\tbidrag_status\tkälla\nVisby\t1234.5\t\tVB 2016\nUmeå\t0\t\tVB 2016\n"
        + "Kiruna\t\tsaknas\tVB 2016\nBorås\t\tdolt\tVB 2016\nVäxjö\t\te.t.\tVB 2016\n"
        + "Ystad\t\t\tVB 2016\n"),
    Case(
      format: .jsonl, tongue: .sv,
      out: """
        {"ort":"Visby","bidrag":1234.5,"bidrag_status":null,"källa":"VB 2016"}
        {"ort":"Umeå","bidrag":0,"bidrag_status":null,"källa":"VB 2016"}
        {"ort":"Kiruna","bidrag":null,"bidrag_status":"saknas","källa":"VB 2016"}
        {"ort":"Borås","bidrag":null,"bidrag_status":"dolt","källa":"VB 2016"}
        {"ort":"Växjö","bidrag":null,"bidrag_status":"e.t.","källa":"VB 2016"}
        {"ort":"Ystad","bidrag":null,"bidrag_status":null,"källa":"VB 2016"}

        """),
    Case(
      format: .json, tongue: .sv,
      out: """
        {"fråga":"orter: bidrag per ort",
         "läsning":"bidrag · per ort · 6 rader",
         "källa":[{"dokument":"VB 2016","rad":12}],
         "anmärkningar":[],
         "kolumner":[{"namn":"ort","enhet":null},{"namn":"bidrag","enhet":""},\
        {"namn":"bidrag_status","enhet":null},{"namn":"källa","enhet":null}],
         "rader":[
          {"ort":"Visby","bidrag":1234.5,"bidrag_status":null,"källa":"VB 2016"},
          {"ort":"Umeå","bidrag":0,"bidrag_status":null,"källa":"VB 2016"},
          {"ort":"Kiruna","bidrag":null,"bidrag_status":"saknas","källa":"VB 2016"},
          {"ort":"Borås","bidrag":null,"bidrag_status":"dolt","källa":"VB 2016"},
          {"ort":"Växjö","bidrag":null,"bidrag_status":"e.t.","källa":"VB 2016"},
          {"ort":"Ystad","bidrag":null,"bidrag_status":null,"källa":"VB 2016"}
         ]}

        """),
    Case(
      format: .markdown, tongue: .sv,
      out: """
        *bidrag · per ort · 6 rader*

        | ort | bidrag |
        | --- | ---: |
        | Visby | 1\u{A0}234,5 |
        | Umeå | 0,0 |
        | Kiruna | saknas |
        | Borås | dolt |
        | Växjö | e.t. |
        | Ystad |  |

        Källa: VB 2016


        """),
    Case(format: .none, tongue: .sv, out: ""),
  ]

  @Test(arguments: cases) func statesLookDifferent(one: Case) {
    let (out, talk) = streams(fiveStates, one.format, one.tongue)
    #expect(out == one.out)
    let readBack = "= bidrag · \(one.tongue == .sv ? "per ort · 6 rader" : "by ort · 6 rows")\n"
    #expect(talk == (one.format.holdsNotes || one.format == .none ? "" : readBack))
  }

  /// In a picture a number has a bar, zero none, and what is no number its word in its place.
  @Test func statesInPictures() {
    let svg = text(fiveStates, .svg)
    for word in ["1\u{A0}234,5", "0,0", "saknas", "dolt", "e.t."] {
      #expect(svg.contains(">\(word)</text>"), "\(word)")
    }
    #expect(svg.contains("Umeå: 0,0; Kiruna: saknas; Borås: dolt; Växjö: e.t.; Ystad: </desc>"))
  }

  /// A source's own word for a state is exported beside an empty cell, and shown as it stands.
  @Test func sourcesHaveTheirOwnWords() {
    let own = answer("ort", ["plats"], [[place("Visby"), state(.missing, word: "..")]])
    #expect(text(own, .csv) == "ort,plats,plats_status,källa\nVisby,,..,VB 2016\n")
    #expect(text(own, .table).contains("Visby     ..\n"))
  }
}
