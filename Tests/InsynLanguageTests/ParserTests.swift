import InsynLanguage
import InsynValue
import Testing

/// A small closed set of phrases, some the beginning of others.
private let lexicon: Lexicon = {
  var lexicon = Lexicon()
  for table in ["hushåll", "insatser"] { lexicon.add(table, .table) }
  for measure in [
    "andel barn i bidragsfamiljer", "andel barn i", "deltagare", "deltagare som slutat",
  ] {
    lexicon.add(measure, .measure)
  }
  for dimension in ["stadsdel", "kön", "försörjningshinder", "ålder"] {
    lexicon.add(dimension, [.dimension, .field])
  }
  for field in ["barn", "belopp", "föregående"] { lexicon.add(field, .field) }
  lexicon.add("långvariga hushåll", .segment)
  for value in ["Östermalm", "OSA", "män"] { lexicon.add(value, .value) }
  lexicon.add(
    members: Members(
      names: {
        Members.Names(
          codes: [TextKey("östermalm"): 1, TextKey("18 24"): 2], written: ["Östermalm", "18-24"])
      }, shown: { ["Östermalm", "18-24"] }),
    of: ["stadsdel", "ålder"])
  return lexicon
}()

private func line(_ text: String) -> Line? { parse(Source(text), lexicon).line }

private func query(_ text: String) throws -> Query {
  guard case .query(let query)? = line(text) else {
    throw Unread(text: text)
  }
  return query
}

private struct Unread: Error {
  let text: String
}

@Suite struct ParserTests {
  @Test func theLongestPhraseIsTaken() throws {
    let query = try query("andel barn i bidragsfamiljer per stadsdel")
    guard case .sum(.name(let name)) = query.measures[0].body else {
      Issue.record("a name is a measure")
      return
    }
    #expect(name.phrase == "andel barn i bidragsfamiljer")
    #expect(query.clauses.rows?.content.map(\.phrase) == ["stadsdel"])
  }

  @Test func aShorterPhraseIsTakenWhereTheRestDoesNotParse() throws {
    let query = try query("andel barn i 2016")
    guard case .sum(let sum) = query.measures[0].body else { return }
    #expect(query.clauses.filters.count == 1)
    if case .name(let name) = sum { #expect(name.phrase == "andel barn i") }
  }

  @Test func aggregatesBindTightest() throws {
    let query = try query("summa belopp / antal hushåll")
    guard
      case .sum(.binary(.divided, .aggregate(.sum, _, _), .aggregate(.count, _, _))) =
        query.measures[0].body
    else {
      Issue.record("a ratio of two aggregates")
      return
    }
  }

  @Test func bareValuesStandBeforeTheMeasure() throws {
    let query = try query("OSA deltagare som slutat 2016")
    #expect(query.clauses.filters.count == 2)
  }

  @Test func hyphensSubtractBetweenBlanksOnly() throws {
    let query = try query("summa belopp - antal hushåll")
    guard case .sum(.binary(.minus, _, _)) = query.measures[0].body else {
      Issue.record("a difference")
      return
    }
    #expect(line("antal hushåll där ålder = 18-24") != nil)
  }

  @Test func keywordsOfBothLanguagesMix() throws {
    let query = try query("count hushåll by stadsdel där kön = \"män\" med totalt")
    #expect(query.clauses.total != nil)
  }

  @Test func aClauseAloneRefines() {
    guard case .refine(let clauses, _)? = line("per kön") else {
      Issue.record("a clause alone")
      return
    }
    #expect(clauses.rows?.content.map(\.phrase) == ["kön"])
    guard case .refine? = line("2016") else {
      Issue.record("a period alone is no measure")
      return
    }
  }

  @Test func wordsAfterMotAreKeywordsThereOnly() throws {
    #expect(try query("deltagare mot föregående").clauses.versus?.content == .previous)
    let query = try query("summa föregående")
    guard case .sum(.aggregate(.sum, .name(let name), _)) = query.measures[0].body else { return }
    #expect(name.phrase == "föregående")
  }

  @Test func negationAndPrecedenceOfTests() throws {
    let query = try query("antal hushåll där barn > 0 eller inte kön = \"män\" och barn saknas")
    guard case .test(.or(let tests)) = query.clauses.filters[0].content else {
      Issue.record("or binds weakest")
      return
    }
    #expect(tests.count == 2)
  }

  @Test(arguments: [
    ("antal hushåll per", 5), ("antal hushåll topp tre", 24), ("deltagare 2017-T1", 25),
    ("deltagare per stadsdel per kön", 27), ("deltagare x kön x stadsdel", 6),
    ("\"deltagare", 22), ("antal hushåll där barn = (1,2)", 13), ("deltagare där i fjol", 37),
    ("deltagre", 1), ("antal hushåll där stadsdel = Ostermlm", 2), ("select deltagare", 7),
    ("deltagare där barn == 1", 7), ("deltagare )", 30),
  ]) func mistakesHaveTheirCode(text: String, code: Int) {
    let reading = parse(Source(text), lexicon)
    #expect(reading.line == nil)
    #expect(reading.diagnostics.map(\.code.number) == [code])
  }

  @Test func allUnknownNamesAreReportedAtOnce() {
    let reading = parse(Source("deltagre per stadsdle"), lexicon)
    #expect(reading.diagnostics.map(\.nearest) == ["deltagare", "stadsdel"])
    #expect(
      reading.diagnostics.map(\.attempt) == Array(repeating: "deltagare per stadsdel", count: 2))
    #expect(reading.diagnostics.map { $0.span?.start } == [0, 13])
  }

  @Test func spansAreBytesOfTheSource() throws {
    let source = Source("deltagare per kön", base: 1000)
    guard case .query(let query)? = parse(source, lexicon).line else { return }
    let span = try #require(query.clauses.rows?.content[0].span)
    #expect(source[span] == "kön")
    #expect(span.start == 1014)
  }

  @Test func namesWithoutDotsAreReadWhenUnique() {
    #expect(line("antal hushall per forsorjningshinder") != nil)
  }

  /// No line makes the parser give up or crash; every prefix of a question is read or explained.
  @Test func everyPrefixIsReadOrExplained() {
    let text =
      "OSA deltagare som slutat per stadsdel x kön där barn > 0 och (kön = \"män\") mot 2016"
    for length in 0...text.count {
      let reading = parse(Source(String(text.prefix(length))), lexicon)
      #expect((reading.line == nil) == !reading.diagnostics.isEmpty || length == 0)
    }
  }
}
