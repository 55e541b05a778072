import InsynLanguage
import InsynPlan
import InsynShell
import InsynStore
import InsynValue
import Testing

/// The names that are written ahead.
@Suite struct FlatCatalogueTests {
  /// They say of every name, member and definition what naming and binding them anew says, also where
  /// practice data go on for more years.
  @Test(arguments: [nil, 40_000]) func theProgramHoldsTheNamesOfTheReports(months: Int?) throws {
    var files = bundledFiles
    if let months { files.practice = Practice(size: .months(months)) }
    let (ahead, aheadBase) = try openCatalogue(files)
    files.names = nil
    let (bound, base) = try openCatalogue(files)
    #expect(aheadBase == base)
    #expect(ahead.names.map(\.phrase) == bound.names.map(\.phrase))
    #expect(ahead.names.map(\.entries) == bound.names.map(\.entries))
    #expect(ahead.lexicon.longest == bound.lexicon.longest)
    #expect(ahead.lexicon.accented == bound.lexicon.accented)
    for phrase in bound.names.map(\.phrase) {
      #expect(ahead.lexicon.kinds(of: phrase) == bound.lexicon.kinds(of: phrase))
      #expect(ahead.lexicon.written(phrase) == bound.lexicon.written(phrase))
      #expect(ahead.lexicon.members(of: phrase) == bound.lexicon.members(of: phrase))
    }
    for domain in bound.store.domains.indices.map({ DomainID($0) }) {
      let (one, other) = (ahead.members(of: domain), bound.members(of: domain))
      #expect(one?.listed?.codes == other?.listed?.codes)
      for (key, code) in other?.listed?.codes ?? [:] { #expect(one?.code(of: key.text) == code) }
    }
    #expect(ahead.definitions.count == bound.definitions.count)
    for (one, other) in zip(ahead.definitions, bound.definitions) {
      #expect(one.names == other.names)
      #expect(one.text == other.text)
      #expect(one.table == other.table)
      #expect(one.kind == other.kind)
      #expect(ahead.body(one) == bound.body(other))
    }
    #expect(ahead.namesOfFindings == bound.namesOfFindings)
    for ending in ["hushåll", "personer", "deltagare"] {
      let twin = bound.publishedTwin(of: ending)
      #expect(ahead.publishedTwin(of: ending) == twin)
      let last = twin?.split(separator: " ").last
      #expect(last.map { $0.hasSuffix(ending) && $0 != ending } ?? true)
    }
  }

  /// What a session names stands beside what was written ahead, and a name of both means both.
  @Test func namesAreAddedToThoseWrittenAhead() throws {
    var (catalogue, _) = try openCatalogue(bundledFiles)
    let before = catalogue.names.count
    let known = catalogue.entries("östermalm")
    #expect(!known.isEmpty)
    let bodies = Array(catalogue.definitions.map { catalogue.body($0) })
    func define(_ line: String) throws -> Bool {
      let source = Source(line)
      guard case .definition(let definition)? = parse(source, catalogue.lexicon).line else {
        return false
      }
      return try catalogue.define(definition, source: source, parameters: [:], isCatalogue: false)
    }
    #expect(try !define("låt \"Östermalm\" | \"mitt eget\" = antal mål"))
    #expect(catalogue.names.count == before + 1)
    #expect(catalogue.names.map(\.phrase) == catalogue.names.map(\.phrase).sorted())
    #expect(catalogue.entries("östermalm").dropLast().elementsEqual(known))
    #expect(catalogue.lexicon.kinds(of: "östermalm").isSuperset(of: [.value, .measure]))
    #expect(catalogue.entries("mitt eget").count == 1)
    let after = catalogue.definitions.prefix(bodies.count).map { catalogue.body($0) }
    #expect(bodies == Array(after))
    #expect(try define("låt \"mitt eget\" = antal insatser"))
    #expect(catalogue.entries("mitt eget").count == 1)
    #expect(catalogue.definitions.last?.text == "låt \"mitt eget\" = antal insatser")
  }
}
