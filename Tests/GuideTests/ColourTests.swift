import InsynEditor
import InsynLanguage
import InsynPlan
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

/// A line with its colours written beside the words: `per:keyword`.
private func painted(_ line: String, _ guide: LanguageGuide = guide()) -> String {
  guide.paint(line).map { stretch in
    let text = String(decoding: Array(line.utf8)[stretch.range], as: UTF8.self)
    return "\(text):\(stretch.paint)"
  }.joined(separator: " ")
}

@Suite struct PaintTests {
  @Test(arguments: [
    (
      "andel barn i bidragsfamiljer per stadsdel 2016",
      "andel barn i bidragsfamiljer:name per:keyword stadsdel:field 2016:period"
    ),
    (
      "antal insatser där kön = kvinnor och stadsdel = \"Norrmalm\" # bara några",
      "antal:keyword insatser:table där:keyword kön:field =:sign kvinnor:value och:keyword"
        + " stadsdel:field =:sign \"Norrmalm\":value # bara några:comment"
    ),
    (
      "indikatorer mot årsmål där missat",
      "indikatorer:table mot:keyword årsmål:field där:keyword missat:name"
    ),
    (
      "insatser: antal insatser T1 2017 topp 5",
      "insatser:table ::sign antal:keyword insatser:table T1 2017:period topp:keyword 5:number"
    ),
    (
      "count interventions by district as share of total",
      "count:keyword interventions:table by:keyword district:field as share of:keyword"
        + " total:keyword"
    ),
    (
      "bidragshushåll i Norrmalm VB 2016 mot i fjol",
      "bidragshushåll:name i:keyword Norrmalm:value VB 2016:value mot:keyword i fjol:keyword"
    ),
    ("sjukfrånvaron + $år", "sjukfrånvaron:name +:sign $år:value"),
    ("visa sjukfrånvaron", "visa:keyword sjukfrånvaron:name"),
    (".hjälp per", ".hjälp:command"),
    (".nonsens x", ".nonsens:unknown"),
  ]) func wholeLines(line: String, expected: String) {
    #expect(painted(line) == expected)
  }

  @Test(arguments: [
    ("antal giraffer per stadsdel", "antal:keyword giraffer:unknown per:keyword stadsdel:field"),
    ("antal giraffer ", "antal:keyword giraffer:unknown"),
    ("antal giraffer", "antal:keyword"),
    ("antal insats", "antal:keyword"),
    ("andel barn i bidragsf", "andel:keyword barn:field i:keyword"),
    ("antal insatser pe", "antal:keyword insatser:table"),
    ("antal insatser där kön = kv", "antal:keyword insatser:table där:keyword kön:field =:sign"),
    (
      "antal insatser där insatstyp = \"AR",
      "antal:keyword insatser:table där:keyword insatstyp:field =:sign \"AR:text"
    ),
    ("", ""),
  ]) func halfTypedLines(line: String, expected: String) {
    #expect(painted(line) == expected)
  }

  /// While a line is typed letter by letter a finished word of it keeps its colour, or has none yet.
  @Test(arguments: [
    "antal insatser per stadsdel där avslutsorsak = arbete 2016 mot i fjol",
    "count interventions by district where gender = women sort district descending",
    "sjukfrånvaron per kön 2016 mot årsmål sortera skillnad topp 3",
  ]) func wordsDoNotFlicker(line: String) {
    let guide = guide()
    let final = guide.paint(line)
    var cuts: [Int] = []
    for index in line.utf8.indices where line.utf8[index] == 0x20 {
      cuts.append(line.utf8.distance(from: line.utf8.startIndex, to: index))
    }
    for cut in cuts {
      let head = String(decoding: Array(line.utf8)[..<cut], as: UTF8.self)
      for stretch in guide.paint(head) {
        let later = final.first { $0.range.contains(stretch.range.lowerBound) }
        #expect(later?.paint == stretch.paint, "\(head)")
      }
      #expect(!guide.paint(head).contains { $0.paint == .unknown }, "\(head)")
    }
  }

  @Test func stretchesAreInOrderAndDoNotOverlap() {
    let text = "antal insatser # ett\nper\n  stadsdel\n.hjälp\nvisa \"x"
    let stretches = guide().paint(text)
    #expect(stretches.count == 8)
    for (left, right) in zip(stretches, stretches.dropFirst()) {
      #expect(left.range.upperBound <= right.range.lowerBound)
    }
    #expect(stretches.allSatisfy { $0.range.upperBound <= text.utf8.count })
  }
}

@Suite struct HintTests {
  @Test func threeLettersOfAWordSayWhatItMayBecome() {
    let guide = guide()
    #expect(guide.hint("antal insatser per sta") == "dsdel")
    #expect(guide.hint("antal insatser per st") == nil)
    #expect(guide.hint("antal insatser per ") == nil)
    #expect(guide.hint("andel barn i bidr") == "agsfamiljer")
    #expect(guide.hint("antal insatser per stadsdel") == nil)
  }

  @Test func itIsQuietWhereNothingIsLikely() {
    let guide = guide(history: ["antal insatser där insatstyp = \"AR\""])
    #expect(guide.hint("") == nil)
    #expect(guide.hint("  ") == nil)
    #expect(guide.hint("antal insatser där insatstyp = \"A") == nil)
    #expect(guide.hint("antal giraffer per") == nil)
    #expect(guide.hint("antal insatser # sta") == nil)
  }
}

@Suite struct OpenTests {
  @Test(arguments: [
    ("antal insatser / (", "("), ("visa \"sjuk", "\""), ("visa 'sjuk", "'"),
    ("insatser: antal (\n  kön = \"", "\""), ("count (gender = \"men\"", "("),
  ]) func somethingIsOpen(text: String, expected: String) {
    #expect(guide().open(text) == expected)
  }

  @Test(arguments: [
    "antal insatser", "antal insatser per stadsdel", "visa per", "visa \"per\"", "",
    "granska där slag = per", "indikatorer där indikator innehåller per", ".hjälp per",
    "antal insatser # per (", "antal insatser per", "antal insatser,", "antal insatser i fjol",
    "sjukfrånvaron 5 %", "antal insatser per\n",
  ]) func nothingIsOpen(text: String) {
    #expect(guide().open(text) == nil)
  }

  /// A text is open exactly when a piped file would go on with its next line.
  @Test func openAgreesWithHowAFileIsSplit() {
    let guide = guide()
    var (open, closed) = (0, 0)
    for path in files(below: packageFolder + "/Tests/Corpus", ending: ".test") {
      for question in CorpusFile(path: path).cases.map(\.question) where !question.contains("\n") {
        for cut in question.utf8.indices where question.utf8[cut] == 0x20 {
          let head = String(question[..<cut])
          let statements = Script(head + "\nantal källor", name: nil, base: 0).statements
          let isOpen = guide.open(head) != nil
          #expect(isOpen == (statements.count == 1), "\(head)")
          if isOpen { open += 1 } else { closed += 1 }
        }
      }
    }
    #expect(open >= 20 && closed >= 1000)
  }

  @Test func noNameOfTheCatalogueIsOpen() {
    for (phrase, _) in Reports.opened.catalogue.names {
      #expect(guide().open(phrase) == nil, "\(phrase)")
    }
  }
}
