import InsynEditor
import InsynLanguage
import InsynPlan
import InsynRender
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// What is synthetic says so, and what is protected shows no rows, wherever it comes out.
@Suite struct MarkingTests {
  private static let mark = "syntetiska övningsdata"

  /// Lines that touch practice data in every way there is.
  private static let questions = [
    "antal hushåll per stadsdel 2016", "snitt månader per stadsdel", "befolkning 2016",
    "hushåll: andel barn i bidragsfamiljer per stadsdel 2016",
    "andel barn i bidragsfamiljer per stadsdel 2016 mot ( hushåll: andel barn i bidragsfamiljer )",
    "bidragshushåll, ( hushåll: antal hushåll ) per stadsdel 2016",
    "antal övningsinsatser per insatstyp", "antal hushållsmånader per månad 2016",
    "källa antal hushåll", "förklara antal hushåll där barn > 0",
  ]

  /// Every format that holds figures says that they are made up; a file of them is known as such.
  @Test(arguments: questions, Format.allCases.filter { $0 != .none && $0 != .svg })
  func everyFormatSaysSo(question: String, format: Format) throws {
    let found = outcome(question, format: format)
    let text = try #require(found.answer, "\(question): \(found.error ?? "")")
    if format.isRows {
      let rows = text.split(whereSeparator: \.isNewline).dropFirst(
        format == .jsonl || format == .json ? 0 : 1)
      if format == .json {
        #expect(text.contains("\"data\":\"\(MarkingTests.mark)\""))
      } else {
        #expect(!rows.isEmpty && rows.allSatisfy { $0.contains(MarkingTests.mark) })
      }
    } else {
      let first = text.split(whereSeparator: \.isNewline).first ?? ""
      #expect(first.contains(MarkingTests.mark), "\(text)")
    }
  }

  @Test func picturesSaySo() throws {
    for question in MarkingTests.questions.prefix(2) {
      let text = try #require(outcome(question, format: .svg).answer)
      #expect(text.contains("Källa: \(MarkingTests.mark)"))
      let drawn = try #require(outcome(question + " som staplar").answer)
      #expect(drawn.contains(MarkingTests.mark))
    }
  }

  @Test func englishSaysSo() throws {
    let found = try #require(outcome("count households by district", Reports.session(.en)).answer)
    #expect(found.split(separator: "\n")[0].hasSuffix("synthetic practice data"))
    #expect(found.contains("households count once for each year"))
  }

  /// Published figures alone are not made up.
  @Test func whatIsPublishedDoesNotSaySo() throws {
    for question in ["bidragshushåll per stadsdel", "indikatorer", "antal insatser per kön"] {
      for format in [Format.table, .csv, .json, .markdown] {
        let text = try #require(outcome(question, format: format).answer)
        #expect(!text.contains(MarkingTests.mark))
      }
    }
  }

  /// No line lists rows of a protected table, whatever stands around its name.
  @Test(arguments: ["hushåll", "hushållsmånader", "övningsinsatser"])
  func rowsAreNeverListed(table: String) {
    let lines = [
      "TABLE", "TABLE: TABLE", "TABLE 2016", "TABLE topp 1", "TABLE sortera stadsdel",
      "TABLE med stadsdel", "TABLE där stadsdel = Norrmalm", "TABLE i Norrmalm 2016", "källa TABLE",
      "förklara TABLE", "TABLE som staplar", "låt \"min lista\" = TABLE\nmin lista",
      "antal indikatorer\nTABLE", "TABLE mot i fjol",
    ]
    for line in lines {
      let text = line.replacing("TABLE", with: table)
      let found = outcome(text)
      #expect(found.answer == nil && found.error != nil, "\(text): \(found.answer ?? "")")
      for attempt in found.attempts { #expect(outcome(attempt).error == nil, "\(attempt)") }
    }
  }

  /// What is offered comes from the code lists: the same before the rows are there as after, and never a
  /// number of a row.
  @Test func whatIsOfferedTellsNothingOfRows() {
    func offered(_ line: String, _ after: [String]) -> [String] {
      var session = Reports.session()
      for statement in after {
        for source in session.script(statement, name: nil).statements {
          _ = try? session.answer(source)
        }
      }
      let guide = LanguageGuide(session, history: [])
      return guide.completion(line, at: line.utf8.count).choices.map(\.text)
    }
    let lines = [
      "antal hushåll där försörjningshinder = ", "antal hushåll där hushållstyp = ",
      "antal hushåll där ålder = ", "antal hushåll där boende = ", "antal hushåll där belopp = ",
      "antal hushåll per stadsdel där ", "summa ", "snitt ", "hushåll: ",
    ]
    for line in lines {
      let before = offered(line, [])
      // What was asked last is offered first.
      #expect(Set(before) == Set(offered(line, ["antal hushåll"])), "\(line)")
      #expect(!before.contains { $0.hasPrefix("hushållsid") }, "\(line)")
    }
    // A type that no household has is offered as any other.
    #expect(
      offered(lines[1], ["antal hushåll"]).contains { $0.contains("enbart barn under 18 år") })
    #expect(offered(lines[4], ["antal hushåll"]).allSatisfy { !$0.contains(where: \.isNumber) })
  }

  /// Opening makes no rows; the first question that needs them does, and they stay.
  @Test func rowsAreMadeForTheFirstQuestion() throws {
    var session = Reports.session()
    func answer(_ line: String) throws {
      for source in session.script(line, name: nil).statements { _ = try session.answer(source) }
    }
    #expect(session.catalogue.store.unpractised.count == 4)
    try answer("andel barn i bidragsfamiljer per stadsdel")
    try answer("antal insatser per kön 2016")
    #expect(session.catalogue.store.unpractised.count == 4)
    try answer("antal barnhushåll 2016")
    #expect(session.catalogue.store.unpractised.isEmpty)
    try answer("per stadsdel")
  }
}

extension Format {
  /// True where every line is a row.
  fileprivate var isRows: Bool {
    switch self {
    case .csv, .swedishCSV, .tsv, .json, .jsonl: true
    case .table, .plain, .line, .markdown, .svg, .none: false
    }
  }
}
