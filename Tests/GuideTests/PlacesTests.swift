import InsynEditor
import InsynLanguage
import InsynPlan
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

@Suite struct PlacesTests {
  @Test func afterAnAnswerClausesMayBeginALine() {
    let fresh = guide().completion("")
    #expect(!fresh.choices.contains { $0.text == "per " })
    let answered = guide(after: ["antal insatser per stadsdel"])
    let per = answered.completion("").choices.first { $0.text == "per " }
    #expect(per == Choice("per ", gloss: "fortsätt: dela upp raderna"))
    let english = guide(Reports.session(.en), after: ["count interventions by district"])
    #expect(
      english.completion("whe").choices.first == Choice("where ", gloss: "continue: only rows that")
    )
    #expect(answered.offered("per av").first == "avslutsorsak ")
  }

  @Test func theOrderOfALineStartIsMeasuresTablesAggregatesVerbs() throws {
    let offered = guide().offered("")
    let places = try ["andel barn i bidragsfamiljer ", "budget ", "insatser ", "antal ", "låt "].map
    {
      try #require(offered.firstIndex(of: $0))
    }
    #expect(places == places.sorted())
  }

  @Test func measuresOfTheNewestLinesComeFirst() {
    let guide = guide(history: ["sjukfrånvaron per kön", "bidragshushåll per stadsdel 2016"])
    #expect(guide.offered("").prefix(2) == ["sjukfrånvaron ", "bidragshushåll "])
  }

  @Test func ownNamesComeBeforeTheCatalogues() {
    let guide = guide(after: ["låt \"öppna insatser\" = insatser: antal insatser där kön = män"])
    #expect(guide.offered("").first == "öppna insatser ")
  }

  @Test func aNewNameMakesANewIndexAndNothingElseDoes() {
    var session = Reports.session()
    let first = LanguageGuide(session, history: [])
    #expect(LanguageGuide(session, history: ["visa"], after: first).offered("visa mitt").isEmpty)
    let source = session.script("låt \"mitt mått\" = insatser: antal insatser", name: nil)
    do throws(Diagnostics) {
      _ = try session.answer(source.statements[0])
    } catch {
      Issue.record("\(error)")
    }
    let next = LanguageGuide(session, history: [], after: first)
    #expect(next.offered("visa mitt") == ["mitt mått "])
  }

  @Test func glossesSayUnitAndTable() {
    let choices = guide().completion("andel barn i bidr").choices
    #expect(choices == [Choice("bidragsfamiljer ", gloss: "indikatorer · %")])
    let values = guide(.en).completion("count interventions where gender = ").choices
    #expect(values.first == Choice("women ", gloss: "gender"))
    #expect(guide().completion("antal insatser pe").choices.first?.gloss == "dela upp raderna")
    let measure = guide().completion("antal insatser per kön där sjukfr").choices
    #expect(measure.allSatisfy { $0.gloss == "efter gruppering" })
  }

  @Test func theWordUnderTheCursorIsReplacedWhole() {
    let inside = guide().completion("antal insatser per sta|dsdel 2016")
    #expect(inside.replaced == 19..<27)
    #expect(inside.choices.map(\.text) == ["stadsdel"])
    let quoted = guide().completion("antal insatser där insatstyp = \"A|\" 2016")
    #expect(quoted.replaced == 32..<35)
    #expect(quoted.choices.first?.text == "\"AR\"")
  }

  @Test func placesAreOffsetsInUTF8() {
    let completion = guide().completion("antal insatser där kön = m")
    #expect(completion.replaced == 27..<28)
    #expect(completion.choices.first?.text == "män ")
  }

  @Test func theLanguageOfTheLineDecides() {
    #expect(guide(.sv).offered("count interventions by distr") == ["district "])
    #expect(guide(.en).offered("antal insatser per distr") == ["stadsdel "])
    #expect(guide(.sv).offered("count interventions wh").first == "where ")
    #expect(guide(.en).offered("antal insatser wh").first == "där ")
    #expect(guide(.sv).offered("interv").first == "interventions ")
  }

  @Test func lettersWithoutDotsMatch() {
    #expect(guide().offered("antal insatser i ostermalm").first == "Östermalm ")
    #expect(guide().offered("antal insatser per manad").first == "månad ")
    #expect(!guide().offered("antal insatser per måna").contains("kön "))
  }

  @Test func aNameThatTheWordsCannotWriteIsQuoted() {
    #expect(guide().offered("indikatorer där årsm").contains("årsmål "))
    #expect(guide().offered("indikatorer där kf") == ["\"KF:s årsmål\" "])
  }

  @Test func parametersAndThenValuesFollowADollar() {
    let guide = guide(after: ["param $typ: insatstyp = AR", "param $till: år = 2016"])
    #expect(
      guide.offered("antal insatser där insatstyp = $").prefix(3) == ["$till ", "$typ ", "AR "])
    #expect(guide.offered("antal insatser där insatstyp = $ty") == ["$typ "])
  }

  @Test func nothingIsOfferedInACommentOrAfterWhatCannotBeRead() {
    #expect(guide().offered("antal insatser # per st").isEmpty)
    #expect(guide().offered("antal giraffer per ").isEmpty)
  }

  @Test func aStatementGoesOnInTheNextLine() {
    #expect(guide().offered("antal insatser\n  per sta") == ["stadsdel "])
    #expect(guide().offered("insatser: antal (\nk").contains("kön "))
    #expect(guide().offered("antal insatser per stadsdel\nins").contains("insatser "))
  }

  @Test func aParenthesisFindsItsOwnTable() {
    let offered = guide().offered("antal insatser / ( nyckeltal: bidrags")
    #expect(offered.contains("bidragshushåll "))
    #expect(!guide().offered("antal insatser / ( nyckeltal: ").contains("budget "))
  }

  @Test func clausesThatCannotStandAreNotOffered() {
    let listing = guide().offered("indikatorer ")
    #expect(!listing.contains("per ") && !listing.contains("med totalt "))
    let split = guide().offered("antal insatser per kön x stadsdel ")
    #expect(!split.contains("per ") && !split.contains("x ") && !split.contains("mot "))
    #expect(!guide().offered("antal insatser ").contains("med "))
    #expect(guide().offered("sjukfrånvaron ").contains("med "))
    #expect(!guide().offered("antal insatser mot i fjol ").contains("x "))
  }
}

@Suite struct ProtectedTables {
  /// A rare value that is in no code list is neither offered nor named by a mistake near it.
  @Test func aRareValueIsNotRevealed() {
    let session = household
    let guide = guide(session)
    #expect(guide.offered("antal hushåll där försörjningshinder = ") == ["( "])
    #expect(guide.offered("antal hushåll där försörjningshinder = Sj") == [])
    #expect(guide.offered("antal hushåll per förs") == ["försörjningshinder "])
    let outcome = outcome("antal hushåll där försörjningshinder = Sjukskrivn", session)
    #expect(outcome.error?.contains("Sjukskriven") == false)
    #expect(outcome.error?.contains("IN02") == true)
  }

  @Test func aCountIsNeverInAGloss() {
    let glosses = guide(household).completion("antal hushåll per ").choices.map(\.gloss)
    #expect(!glosses.isEmpty && glosses.allSatisfy { !$0.contains(where: \.isNumber) })
  }
}
