import InsynPlan
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// The package against the documents themselves, where they are at hand.
@Suite struct TranscriptionTests {
  static let documents: [Document] = {
    let store = Reports.opened.catalogue.store
    guard let table = store.tables.first(where: { $0.name == "källor" }),
      let name = table.column(named: "dokument"), let file = table.column(named: "fil")
    else { return [] }
    let found = (0..<table.rowCount).compactMap { row in
      Document(
        store.member(table, name, row: row)?.value ?? "",
        file: store.member(table, file, row: row)?.value ?? "")
    }
    if found.count < table.rowCount {
      print(
        "skipped: \(table.rowCount - found.count) of \(table.rowCount) reports are not in "
          + "\(Document.folder), so their transcription is not checked")
    }
    return found
  }()

  @Test(arguments: documents) func everyNumberStandsOnItsLine(document: Document) {
    for citation in citations(document.name) {
      if let word = citation.word {
        let line = " \(document.words(citation.line)) "
        #expect(
          line.contains(" \(word) "), "\(document.name):\(citation.line): \(word), \(citation)")
        continue
      }
      let last = citation.isMain ? 0 : reach
      let lines =
        max(
          1, citation.line - last)...min(
          document.lines.count, citation.line + last)
      let holds = lines.contains { line in
        document.digits(line).contains { $0.kind == .digits(citation.number) }
      }
      #expect(holds, "\(document.name):\(citation.line): \(citation.number) (\(citation.table))")
    }
  }

  /// Each number of the document is a figure of the package, or is listed with what it is instead.
  @Test(arguments: documents) func everyNumberIsAccountedFor(document: Document) {
    let rest = RestList(document.name)
    var open: [String: [Int]] = [:]
    var words: [RestList.Place: Int] = [:]
    for citation in citations(document.name) {
      open[citation.number, default: []].append(citation.line)
      if let word = citation.word {
        words[RestList.Place(line: citation.line, place: word), default: 0] += 1
      }
    }
    var listed: Set<RestList.Place> = []
    for token in document.tokens() {
      let place = RestList.Place(line: token.line, place: token.place)
      if let kind = rest.kinds[place] {
        listed.insert(place)
        #expect(RestList.kinds.contains(kind), "\(document.name):\(token.line): \(kind)")
        continue
      }
      switch token.kind {
      case .date: continue
      case .word(let word):
        let key = RestList.Place(line: token.line, place: word)
        #expect(
          (words[key] ?? 0) > 0, "\(document.name):\(token.line): \(token.place) \(word)")
        words[key, default: 0] -= 1
      case .digits(let number):
        let near = (open[number] ?? []).enumerated().filter {
          abs($0.element - token.line) <= reach
        }
        let best = near.min { abs($0.element - token.line) < abs($1.element - token.line) }
        #expect(best != nil, "\(document.name):\(token.line): \(token.place) is no figure")
        if let best { open[number]?.remove(at: best.offset) }
      }
    }
    for place in rest.kinds.keys where !listed.contains(place) {
      Issue.record("\(document.name):\(place.line): \(place.place) is listed but not there")
    }
  }

  /// A goal's text and an activity's dates stand where they are said to.
  @Test(arguments: documents) func goalsAndActivitiesStandOnTheirLines(document: Document) throws {
    let store = Reports.opened.catalogue.store
    for (name, field) in [("mål", "måltext"), ("aktiviteter", "start"), ("aktiviteter", "slut")] {
      let table = try #require(store.tables.first { $0.name == name })
      let column = try #require(table.column(named: field))
      let lines = try #require(table.column(.line))
      let documents = try #require(table.column(.document))
      for row in 0..<table.rowCount
      where store.member(table, documents, row: row)?.value == document.name {
        guard let line = store.integer(table, lines, row: row),
          let text = store.member(table, column, row: row)?.value
        else { continue }
        let from = max(1, line - (name == "mål" ? 0 : reach))
        let window = (from...min(line + reach, document.lines.count)).flatMap { line in
          bare(document.words(line)).split(separator: " ")
        }
        // The OCR loses a ring or dots here and there, and puts other words between broken lines.
        var left = bare(fold(text)).split(separator: " ")[...]
        for word in window where word == left.first { left.removeFirst() }
        let found = left.isEmpty
        #expect(found, "\(document.name):\(line): \(text)")
      }
    }
  }
}

extension Document: CustomTestStringConvertible {
  var testDescription: String { name }
}
