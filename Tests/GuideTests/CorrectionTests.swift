import InsynEditor
import InsynLanguage
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

/// What a line is thrown out with.
private func diagnostics(_ line: String, _ tongue: Tongue = .sv) -> Diagnostics? {
  var session = Reports.session(tongue)
  for source in session.script(line, name: nil).statements {
    do throws(Diagnostics) {
      _ = try session.answer(source)
    } catch {
      return error
    }
  }
  return nil
}

@Suite struct CorrectionTests {
  @Test(arguments: [
    ("andel bran i bidragsfamiljer per stadsdel", "andel barn i bidragsfamiljer per stadsdel"),
    (
      "antal insatser per stadsdell där insatstypp = AR",
      "antal insatser per stadsdel där insatstyp = AR"
    ),
    (
      "antal insatser där stadsdel = \"Kungsholm\" och kön = \"kvinnar\"",
      "antal insatser där stadsdel = Kungsholmen och kön = kvinnor"
    ),
    ("indikatorer per stadsdel", "antal indikatorer per stadsdel"),
    ("antal insatser per stadsdel topp fem", "antal insatser per stadsdel topp 5"),
    ("count interventions limit 5 by district", "count interventions top 5 by district"),
    ("indikatorer där årsmål inte saknas", "indikatorer där inte årsmål saknas"),
  ]) func theWholeLineIsReadyForEnter(line: String, expected: String) {
    #expect(diagnostics(line)?.correction == expected)
    #expect(diagnostics(expected) == nil)
  }

  @Test(arguments: [
    // Nothing is near.
    "giraffer per stadsdel",
    // An example of what can be asked, which is not what was meant.
    "antal insatser mot årsmål", "visa giraffer", "förklara IN99",
    // One of two is mended, the other is not.
    "antal insatser där insatstyp = ASO och avslutsorsak = arbbete",
    // Half a line.
    "antal insatser per", "visa \"sjuk",
  ]) func nothingIsReadyWhereNobodyKnowsWhatWasMeant(line: String) {
    #expect(diagnostics(line) != nil)
    #expect(diagnostics(line)?.correction == nil)
  }

  /// Whatever the corpus offers as a correction runs, and is in the language of its line.
  @Test func correctionsSpeakTheLanguageOfTheLine() {
    let swedish: Set<String> = ["där", "per", "mot", "sortera", "topp", "antal", "snitt", "unika"]
    let english: Set<String> = ["where", "by", "vs", "sort", "top", "count", "average", "distinct"]
    var seen = 0
    for path in files(below: packageFolder + "/Tests/Corpus/errors", ending: ".test") {
      for question in CorpusFile(path: path).cases.map(\.question) where !question.contains("\n") {
        guard let correction = diagnostics(question, .en)?.correction else { continue }
        seen += 1
        #expect(diagnostics(correction, .en) == nil, "\(question)")
        let typed = Set(fold(question).split(separator: " ").map(String.init))
        let offered = Set(fold(correction).split(separator: " ").map(String.init))
        let (sv, en) = (!typed.isDisjoint(with: swedish), !typed.isDisjoint(with: english))
        if sv == en { continue }
        #expect(offered.isDisjoint(with: sv ? english : swedish), "\(question) → \(correction)")
      }
    }
    #expect(seen >= 40)
  }
}
