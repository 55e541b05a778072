import Glibc
import InsynFinish
import InsynLanguage
import InsynRender
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

/// What is written for a terminal fits it, at every width from 40 to 200.
@Suite struct FittingTests {
  /// Questions of every kind of answer: lookups, counts, crosstabs, listings, what describes data, and
  /// those drawn.
  static let questions = [
    "bidragshushåll per stadsdel 2016 mot i fjol", "antal insatser per stadsdel x insatstyp",
    "antal insatser per stadsdel, insatstyp x kön med totalt", "antal insatser x avslutsorsak",
    "antal insatser per stadsdel x kön som andel av raden", "indikatorer", "nyckeltal", "mål",
    "granska", "visa", "visa hushåll", "visa insatser", "förklara antal insatser per kön AR",
    "indikatorer mot årsmål", "andel barn i bidragsfamiljer per stadsdel 2016 mot årsmål",
    "antal insatser per stadsdel x insatstyp som staplar", "budget", "aktiviteter",
    "nyckeltal: bidragshushåll per stadsdel, period som linje",
    "antal insatser per insatstyp som staplar",
    "antal insatser per stadsdel, insatstyp som staplar",
    "antal insatser per stadsdel x kön som andel av raden som staplar", "källor",
  ]

  private static func answers() -> [(question: String, answer: Answer)] {
    questions.flatMap { question -> [(String, Answer)] in
      var session = Reports.session()
      return session.script(question, name: nil).statements.compactMap { source in
        do throws(Diagnostics) {
          switch try session.answer(source) {
          case .answer(let answer, _), .checked(let answer, _, _): return (question, answer)
          case .told, .explained, .save, .nothing: return nil
          }
        } catch {
          return nil
        }
      }
    }
  }

  @Test func noLineIsWiderThanTheTerminal() {
    let answers = FittingTests.answers()
    #expect(answers.count >= 18)
    for (question, answer) in answers {
      for width in 40...200 {
        for format in [Format.table, .line] where format == .table || width % 40 == 0 {
          let written = text(answer, format, width: width, rowLimit: 40)
          for line in written.split(separator: "\n") where terminalWidth(String(line)) > width {
            Issue.record("\(question), \(format.rawValue) at \(width): \(line)")
            return
          }
        }
      }
    }
  }

  /// Figures are never cut, however narrow it is.
  @Test func figuresStayWhole() {
    for (question, answer) in FittingTests.answers() where answer.display == nil {
      let numbers = Set(publishedNumbers(answer, .sv).prefix(40))
      guard answer.columns.filter({ $0.kind == .figure }).count == 1 else { continue }
      let written = text(answer, .table, width: 40, rowLimit: 40)
      for number in numbers { #expect(written.contains(number), "\(question): \(number)") }
    }
  }

  /// Random answers: wide heads, long and wide texts, many columns, figures of many lengths.
  @Test func randomAnswersFit() {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let seed = UInt64(bitPattern: Int64(time.tv_nsec))
    print("FittingTests.randomAnswersFit: seed \(seed)")
    var random = SeededRandom(seed: seed)
    for _ in 0..<300 {
      let answer = randomAnswer(&random)
      let width = Int.random(in: 40...200, using: &random)
      let written = text(answer, .table, width: width, rowLimit: 40)
      let lines = written.split(separator: "\n").map(String.init)
      #expect(lines.allSatisfy { terminalWidth($0) <= width }, "seed \(seed), width \(width)")
      let rule = lines.first { $0.hasPrefix("─") } ?? ""
      let isAligned = columnsStart(rule).allSatisfy { start in
        lines.drop { !$0.hasPrefix("─") }.dropFirst().prefix(answer.rows.count)
          .allSatisfy { start == 0 || isBlank($0, before: start) }
      }
      #expect(isAligned, "seed \(seed), width \(width):\n\(written)")
    }
  }

  /// The terminal columns at which a rule's pieces begin.
  private func columnsStart(_ rule: String) -> [Int] {
    let signs = Array(rule)
    return signs.indices.filter { signs[$0] == "─" && ($0 == 0 || signs[$0 - 1] == " ") }
  }

  /// True when the two terminal columns before a place hold blanks.
  private func isBlank(_ line: String, before place: Int) -> Bool {
    var ruler = Ruler()
    var column = 0
    for scalar in line.unicodeScalars {
      let own = ruler.columns(adding: scalar)
      if scalar != " ", own > 0, column < place, column + own > place - 2 { return false }
      column += own
    }
    return true
  }

  private func randomAnswer(_ random: inout SeededRandom) -> Answer {
    let words = [
      "Kungsholmen", "på", "Hägersten-Liljeholmen", "漢字", "👩‍👩‍👧", "ekonomiskt bistånd",
      "a\u{301}o\u{308}", "arbetsmarknadsåtgärdssamordnaren", "ö",
    ]
    func phrase(_ limit: Int) -> String {
      (0...Int.random(in: 0...limit, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }.joined(separator: " ")
    }
    let heads = (0..<Int.random(in: 1...30, using: &random)).map { "\($0) " + phrase(5) }
    let rows = (0..<Int.random(in: 1...25, using: &random)).map { _ in
      [place(phrase(12))]
        + heads.map { _ -> AnswerCell in
          switch Int.random(in: 0...9, using: &random) {
          case 0: state(.missing)
          case 1: state(.hidden)
          case 2: state(.notApplicable)
          case 3: .absent
          case 4: figure(Exact(Int.random(in: -9_999_999...9_999_999, using: &random)))
          default:
            figure(
              Exact(scaled: Int128(Int.random(in: -99999...99999, using: &random)), by: 3),
              decimals: 2)
          }
        }
    }
    return answer(phrase(2), heads, rows)
  }
}
