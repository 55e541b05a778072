import InsynRender
import InsynValue
import Testing

@testable import InsynFinish

/// What a terminal leaves out, it tells, and how to see it.
@Suite struct LimitTests {
  /// A stop ends the writing in every format, and is told.
  @Test(arguments: Format.allCases.filter { $0 != .none && $0 != .svg })
  func stopped(format: Format) {
    let stop = Cancellation()
    let looks = Looks(
      tongue: .sv, width: nil, rowLimit: nil, question: "orter: bidrag per ort", cancellation: stop)
    var (whole, cut, talk) = ("", "", "")
    #expect(write(fiveStates, format, looks, to: &whole, talk: &talk))
    stop.wish()
    #expect(!write(fiveStates, format, looks, to: &cut, talk: &talk))
    #expect(cut.count < whole.count && whole.hasPrefix(cut))
  }

  private let many = answer(
    "ort", ["antal"], (1...1200).map { [place("ort \($0)"), figure(Exact($0))] })

  @Test func rowsThatAreNotShownAreCounted() {
    let lines = text(many, .table, width: 60, rowLimit: 40, hasCommands: true).split(
      separator: "\n")
    #expect(lines.count == 44)
    #expect(lines.last == "  1\u{A0}200 rader (40 visas) · .allt visar resten")
    let english = text(many, .table, .en, width: 60, rowLimit: 40, hasCommands: true)
    #expect(english.hasSuffix("\n  1,200 rows (40 shown) · .all shows the rest\n"))
    let once = text(many, .table, width: 60, rowLimit: 40)
    #expect(once.hasSuffix("\n  1\u{A0}200 rader (40 visas) · --format csv ger allt\n"))
    #expect(text(many, .table).split(separator: "\n").count == 1203)
  }

  @Test func columnsThatAreNotShownAreNamed() {
    var wide = answer(
      "ort", ["antal personer", "skillnad", "andel", "förklaring"],
      [[place("Hägersten-Liljeholmen"), figure(1), figure(2), figure(3), figure(4)]])
    for index in wide.columns.indices.dropFirst(2) { wide.columns[index].weight = 5 - index }
    let written = text(wide, .table, width: 40, hasCommands: true)
    #expect(
      written == """
        = antal personer, skillnad, andel,
          förklaring · per ort · 1 rad
        ort                    antal personer
        ─────────────────────  ──────────────
        Hägersten-Liljeholmen               1
          5 kolumner (2 visas; dolda: skillnad,
          andel och förklaring) · .allt visar
          resten

        """)
  }

  @Test func fiveNotesAreShownAndTheRestCounted() {
    var noted = answer("ort", ["antal"], [[place("Visby"), figure(1)]])
    noted.notes = (1...9).map { Note.remark(Title("anmärkning \($0)"), label: "") }
    let shown = text(noted, .table, width: 60, rowLimit: 40, hasCommands: true)
    #expect(shown.hasSuffix("· anmärkning 5\n· 4 anmärkningar till: .allt\n"))
    let english = text(noted, .table, .en, width: 60, rowLimit: 40, hasCommands: true)
    #expect(english.hasSuffix("· anmärkning 5\n· 4 notes more: .all\n"))
    #expect(text(noted, .table).hasSuffix("· anmärkning 9\n"))
    #expect(text(noted, .plain, width: 60, rowLimit: 40).hasSuffix("anmärkning 9.\n"))
    noted.notes.removeLast(3)
    #expect(text(noted, .table, width: 60, rowLimit: 40).hasSuffix("· anmärkning 6\n"))
  }

  /// Heads go on in further lines before a column is left out.
  @Test func headsAreWrappedFirst() {
    let wide = answer(
      "ort", ["antal personer med bistånd", "andel av alla invånare"],
      [[place("Hägersten-Liljeholmen"), figure(12), figure(3)]])
    #expect(
      text(wide, .table, width: 50) == """
        = antal personer med bistånd, andel av alla
          invånare · per ort · 1 rad
                                     antal  andel av
                                  personer      alla
        ort                    med bistånd  invånare
        ─────────────────────  ───────────  ────────
        Hägersten-Liljeholmen           12         3

        """)
  }
}
