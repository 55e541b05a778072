import InsynLanguage
import InsynStore
import InsynValue

/// The names of a store and the definitions over it, read where they were written ahead: of the store that the
/// program holds, so that no name is looked at before somebody has written it.
package struct FlatCatalogue: Sendable {
  static let version = 1

  /// The position at which the session goes on behind the definitions.
  package let base: UInt32
  let lexicon: FlatLexicon
  /// The dictionaries whose members have names.
  let members: [(DomainID, FlatMembers)]
  private let entries: FlatLists
  private let definitions: FlatDefinitions

  /// Reads what `Catalogue.flattened` has written.
  package init(_ bytes: UnsafeRawBufferPointer) {
    var reader = FlatReader(bytes)
    let head = reader.lists()
    precondition(head[0, 0] == FlatCatalogue.version, "the program holds names of its own version")
    base = UInt32(head[0, 1])
    lexicon = FlatLexicon(&reader)
    entries = reader.lists()
    members = reader.lists()[0].map { (DomainID($0), FlatMembers(&reader)) }
    definitions = FlatDefinitions(&reader)
  }

  /// What the phrase at a place stands for.
  func entries(_ place: Int) -> [Entry] {
    let words = entries[place]
    return stride(from: 0, to: words.count, by: Entry.wordCount).map {
      Entry(words: words[$0..<$0 + Entry.wordCount])
    }
  }

  var definitionCount: Int { definitions.count }

  func definition(_ index: Int) -> Definition { definitions[index] }

  func table(ofDefinition index: Int) -> TableID { definitions.table(index) }
}

extension Entry {
  static let wordCount = 3

  /// The entry as numbers: its case, and what it holds.
  var words: [Int] {
    switch self {
    case .table(let table): [0, table.index, 0]
    case .column(let table, let column): [1, table.index, column.index]
    case .cut(let table, let cut): [2, table.index, place(of: cut)]
    case .figure(let table, let code): [3, table.index, Int(code)]
    case .definition(let id): [4, id.index, 0]
    case .versus(let column): [5, place(of: column), 0]
    case .attainment(let table, let attainment): [6, table.index, place(of: attainment)]
    case .member(let domain, let code): [7, domain.index, Int(code)]
    }
  }

  fileprivate init(words: ArraySlice<Int>) {
    let (kind, first, second) = (
      words[words.startIndex], words[words.startIndex + 1], words[words.startIndex + 2]
    )
    switch kind {
    case 0: self = .table(TableID(first))
    case 1: self = .column(TableID(first), ColumnID(second))
    case 2: self = .cut(TableID(first), Cut.allCases[second])
    case 3: self = .figure(TableID(first), Code32(second))
    case 4: self = .definition(DefinitionID(index: first))
    case 5: self = .versus(VersusColumn.allCases[first])
    case 6: self = .attainment(TableID(first), Attainment.allCases[second])
    case 7: self = .member(DomainID(first), Code32(second))
    default: preconditionFailure("an entry is written as one of its cases")
    }
  }
}

/// The place of a case among all.
private func place<Case: CaseIterable & Equatable>(of one: Case) -> Int
where Case.AllCases == [Case] {
  guard let place = Case.allCases.firstIndex(of: one) else {
    preconditionFailure("a case is one of all cases")
  }
  return place
}

/// Definitions that were written ahead.
private struct FlatDefinitions: Sendable {
  /// Of each: the table, the kind, where it stands, its first line, its first name, and how many it has.
  private let numbers: FlatLists
  private let names: FlatTexts
  private let texts: FlatTexts
  /// The file that they stand in.
  private let file: FlatTexts

  init(_ reader: inout FlatReader) {
    numbers = reader.lists()
    names = reader.texts()
    texts = reader.texts()
    file = reader.texts()
  }

  var count: Int { texts.count }

  func table(_ index: Int) -> TableID { TableID(numbers[index, 0]) }

  subscript(index: Int) -> Definition {
    let numbers = numbers[index]
    return Definition(
      names: (numbers[4]..<numbers[4] + numbers[5]).map { names[$0] }, body: nil,
      source: Source(
        texts[index], name: file[0], base: UInt32(numbers[2]), firstLine: numbers[3]),
      table: TableID(numbers[0]), kind: NameKinds(rawValue: UInt8(numbers[1])), isCatalogue: true)
  }
}

extension [Definition] {
  /// Writes the definitions of a file.
  func write(to writer: inout FlatWriter) {
    var named = 0
    writer.put(
      map { definition in
        defer { named += definition.names.count }
        return [
          definition.table.index, Int(definition.kind.rawValue), Int(definition.source.base),
          definition.source.firstLine, named, definition.names.count,
        ]
      })
    writer.put(flatMap(\.names))
    writer.put(map(\.text))
    writer.put([first?.source.name ?? ""])
  }
}
