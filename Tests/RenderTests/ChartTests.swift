import InsynRender
import InsynValue
import Testing

@testable import InsynFinish

/// Bars and lines in characters: what is drawn is what is meant.
@Suite struct ChartTests {
  @Test func barsHaveLabelsAndValues() {
    let one = answer(
      "ort", ["bidrag"],
      [
        [place("Visby"), figure(80)], [place("Umeå"), figure(40)], [place("Lund"), figure(.zero)],
        [place("Kiruna"), state(.missing)],
      ], display: .bars)
    #expect(
      text(one, .table, width: 40) == """
        = bidrag · per ort · 4 rader
        Visby       80  ████████████████████████
        Umeå        40  ████████████
        Lund         0
        Kiruna  saknas

        """)
  }

  /// The least bar is seen, and decimals stand under each other.
  @Test func littleIsNotNothing() {
    let one = answer(
      "ort", ["andel"],
      [
        [place("Visby"), figure(Exact(1), .percent, decimals: 1)],
        [place("Umeå"), figure(Exact(scaled: 1, by: 4), .percent, decimals: 2)],
      ], display: .bars)
    #expect(
      text(one, .table, width: 40) == """
        = andel · per ort · 2 rader
        Visby  100,0\u{A0}%   ███████████████████████
        Umeå     0,01\u{A0}%  ▏

        """)
  }

  @Test func negativeBarsStandToTheLeft() {
    let one = answer(
      "ort", ["avvikelse"],
      [
        [place("Visby"), figure(-20)], [place("Umeå"), figure(10)], [place("Lund"), figure(.zero)],
        [place("Kiruna"), figure(-5)],
      ], display: .bars)
    #expect(
      text(one, .table, width: 40) == """
        = avvikelse · per ort · 4 rader
        Visby   -20  █████████████████│
        Umeå     10                   │████████▌
        Lund      0                   │
        Kiruna   -5              ▐████│

        """)
  }

  @Test func longLabelsHaveTheirOwnLines() {
    let one = answer(
      "mått", ["antal"],
      [
        [place("antal hushåll som flyttat till eget boende med stöd"), figure(4)],
        [place("andra"), figure(2)],
      ], display: .bars)
    #expect(
      text(one, .table, width: 40) == """
        = antal · per mått · 2 rader
        antal hushåll som flyttat till eget
        boende med stöd
          4  ███████████████████████████████████
        andra
          2  █████████████████▌

        """)
  }

  @Test func seriesAreNamedAtTheirBars() {
    let one = answer(
      "ort", ["kvinnor", "män"],
      [[place("Visby"), figure(3), figure(12)], [place("Umeå"), figure(6), state(.hidden)]],
      display: .bars)
    #expect(
      text(one, .table, width: 40) == """
        = kvinnor, män · per ort · 2 rader
        Visby
          kvinnor     3  █████▊
          män        12  ███████████████████████
        Umeå
          kvinnor     6  ███████████▌
          män      dolt

        """)
  }

  /// Parts of a row lie end to end, each with a sign of its own.
  @Test func sharesOfARowAreStacked() {
    var one = answer(
      "ort", ["kvinnor", "män"],
      [
        [
          place("Visby"), figure(Exact(scaled: 25, by: 2), .percent, decimals: 1),
          figure(Exact(scaled: 75, by: 2), .percent, decimals: 1),
        ]
      ], display: .bars)
    for index in 1...2 {
      one.columns[index].heading = .member(Title(one.columns[index].name), measure: nil)
    }
    one.readBack.append(.share(.row))
    #expect(
      text(one, .table, width: 39) == """
        = kvinnor, män · per ort · 1 rad · som
          andel av raden
        ort    kvinnor     män
        ─────  ───────  ──────
        Visby   25,0\u{A0}%  75,0\u{A0}%

        █\u{A0}kvinnor   ▒\u{A0}män
        Visby  ████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒

        """)
  }

  /// A line has a sign at every figure, its name at its end, and a gap where a figure is missing.
  @Test func linesRunOverPeriods() {
    let one = answer(
      "period", ["Visby", "Umeå"],
      [
        [place("2014"), figure(10), figure(30)], [place("2015"), figure(20), figure(30)],
        [place("2016"), figure(40), state(.missing)], [place("2017"), figure(40), figure(20)],
      ], display: .line)
    let drawn = text(one, .table, width: 50).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(
      drawn.drop { $0 != "" }.joined(separator: "\n") == """

        40 ┤                        ·●··········●  ● Visby
           │                      ··
        30 ┤  ○··········○     ···
           │                 ··
           │               ··
        20 ┤           ··●·                     ○  ○ Umeå
           │       ····
        10 ┤  ●····
           │
           │
         0 ┤
           └──┴──────────┴───────────┴──────────┴
            2014       2015        2016       2017

        """)
  }

  /// A second label makes groups; along a line run the periods, whichever label they are.
  @Test func labelsMakeSeries() {
    var one = answer(
      "ort", ["antal"],
      [
        [place("Visby"), figure(2)], [place("Visby"), figure(4)], [place("Umeå"), figure(1)],
        [place("Umeå"), figure(3)],
      ], display: .bars)
    one.columns.insert(AnswerColumn(.title(Title("period")), name: "period", kind: .label), at: 1)
    for (index, period) in ["2015", "2016", "2015", "2016"].enumerated() {
      one.rows[index].cells.insert(place(period), at: 1)
    }
    #expect(
      text(one, .table, width: 20) == """
        = antal · per ort ·
          4 rader
        Visby
          2015  2  ████▌
          2016  4  █████████
        Umeå
          2015  1  ██▎
          2016  3  ██████▊

        """)
    one.display = .line
    let svg = text(one, .svg)
    #expect(
      svg.contains("<desc id=\"insyn-desc\">2015: Visby 2, Umeå 1; 2016: Visby 4, Umeå 3</desc>"))
  }

  @Test func pictureOfAnswerWithoutFiguresIsRefused() {
    let words = Answer(
      readBack: [], columns: [AnswerColumn(.content, name: "innehåll", kind: .text)],
      rows: [AnswerRow(.part, [.text("a")])])
    #expect(refusal(words, .svg)?.fault == .nothingDrawn)
    #expect(refusal(words, .csv) == nil)
    #expect(text(words, .svg) == "")
    let mixed = answer(
      "ort", ["tal"],
      [
        [place("Visby"), figure(3, .money(exponent: 0))],
        [place("Umeå"), figure(Exact(scaled: 4, by: 1), .percent)],
      ])
    #expect(refusal(mixed, .svg)?.fault == .unlikeUnits(.money(exponent: 0), .percent))
  }

  /// Every byte of a small picture: texts escaped, the missing in words, no colour without a name.
  @Test func pictureByte() {
    let one = answer(
      "ort", ["a & b"],
      [[place("<Visby>"), figure(80)], [place("Kiruna"), state(.missing)]], display: .bars)
    #expect(
      text(one, .svg) == """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 196" width="960" height="196" \
        role="img" aria-labelledby="insyn-title" aria-describedby="insyn-desc" lang="sv" \
        font-family="'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif">
        <title id="insyn-title">a &amp; b · per ort</title>
        <desc id="insyn-desc">&lt;Visby&gt;: 80; Kiruna: saknas</desc>
        <rect width="960" height="196" fill="#ffffff"/>
        <text x="32" y="46" font-size="20" fill="#1a1a1a" font-weight="600">a &amp; b · per ort</text>
        <text x="94.9" y="98" font-size="15" fill="#1a1a1a" text-anchor="end">&lt;Visby&gt;</text>
        <rect x="106.9" y="81" width="757.4" height="24" fill="#0072b2"/>
        <text x="870.2" y="98" font-size="15" fill="#1a1a1a">80</text>
        <text x="94.9" y="128" font-size="15" fill="#1a1a1a" text-anchor="end">Kiruna</text>
        <text x="112.9" y="128" font-size="15" fill="#595959">saknas</text>
        <line x1="106.9" y1="78" x2="106.9" y2="138" stroke="#1a1a1a" stroke-width="1"/>
        <text x="32" y="166" font-size="13" fill="#595959">Källa: VB 2016</text>
        </svg>

        """)
  }
}
