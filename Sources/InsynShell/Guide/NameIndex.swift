import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

/// One way to write a name.
struct Phrase: Sendable {
  let written: String
  let folded: String
  let bare: String
  /// The language it belongs to, nil for both and for aliases of which nobody has said.
  let tongue: Tongue?
  /// How it must be written in a line: quoted where the words alone would be read otherwise.
  let inserted: String

  init(_ written: String, _ tongue: Tongue?) {
    self.written = written
    folded = fold(written)
    bare = InsynValue.bare(folded)
    self.tongue = tongue
    inserted = Phrase.quotedIfNeeded(written, folded)
  }

  /// A text that stands as it is: a sign, a period, a number.
  init(verbatim text: String) {
    written = text
    folded = fold(text)
    bare = InsynValue.bare(folded)
    tongue = nil
    inserted = text
  }

  var isQuoted: Bool { inserted.utf8.count != written.utf8.count }

  private static func quotedIfNeeded(_ written: String, _ folded: String) -> String {
    let isPlain = written.unicodeScalars.allSatisfy { scalar in
      scalar == " " || scalar == "-" || scalar.properties.isAlphabetic
        || ("0"..."9").contains(scalar)
    }
    if isPlain { return written }
    let tokens: [Token]
    do throws(Diagnostic) { tokens = try lex(Source(written)) } catch { tokens = [] }
    let isName = tokens.flatMap(\.words).joined(separator: " ") == folded
    let isInside = tokens.allSatisfy { token in
      switch token.kind {
      case .word, .number, .period, .other, .sign(.minus), .sign(.divided): true
      case .quoted, .parameter, .cursor, .sign: false
      }
    }
    if isName, isInside { return written }
    return written.contains("\"") ? "'\(written)'" : "\"\(written)\""
  }
}

/// Something with a name, with all the ways to write it; what bears one title in several tables is one.
final class Nameable {
  enum Kind: Int, Sendable, CaseIterable {
    case measure
    case field
    case table
    case segment
    case dimension
    case value
    case versus
  }
  let kind: Kind
  let title: Title
  var entries: [Entry] = []
  var phrases: [Phrase] = []
  /// By what it is sorted, in each language.
  lazy var order = (sv: collationKey(title.sv), en: collationKey(title.en))
  private var glosses: [Entry: Title] = [:]
  private var ownUnit: Unit??
  private lazy var titles = (
    sv: phrases.first { $0.folded == fold(title.sv) } ?? phrases[0],
    en: phrases.first { $0.folded == fold(title.en) } ?? phrases[0]
  )

  /// Its title in a language.
  func phrase(_ tongue: Tongue) -> Phrase { tongue == .sv ? titles.sv : titles.en }

  init(_ kind: Kind, _ title: Title) {
    self.kind = kind
    self.title = title
  }

  /// What it means where it stands for an entry, found when it is first shown.
  func gloss(_ entry: Entry?, _ catalogue: Catalogue) -> Title {
    guard let entry = entry ?? entries.first else { return Title("") }
    if let known = glosses[entry] { return known }
    let gloss = catalogue.gloss(entry)
    glosses[entry] = gloss
    return gloss
  }

  /// The unit of a measure, found once.
  func unit(_ catalogue: Catalogue) -> Unit? {
    if let known = ownUnit { return known }
    let unit = entries.lazy.compactMap(catalogue.unit).first
    ownUnit = .some(unit)
    return unit
  }
}

/// The names of a catalogue as they are looked up while a line is typed. Made when it is first asked.
final class NameIndex {
  let catalogue: Catalogue
  private(set) lazy var accented = catalogue.lexicon.accented
  private(set) lazy var all: [Nameable] = make()
  private lazy var swedish = Dictionary(grouping: all, by: \.kind)
  private lazy var english = swedish.mapValues { names in
    names.sorted { $0.order.en.lexicographicallyPrecedes($1.order.en) }
  }

  /// The names of a kind, in the order of a language.
  func names(_ kind: Nameable.Kind, _ tongue: Tongue) -> [Nameable] {
    (tongue == .sv ? swedish : english)[kind] ?? []
  }
  private var valuesOf: [DomainID: [Nameable]] = [:]
  private var periodsOf: [TableID: [Period]] = [:]
  private(set) lazy var byPhrase: [String: [Nameable]] = {
    var table: [String: [Nameable]] = [:]
    for nameable in all {
      for phrase in nameable.phrases { table[phrase.folded, default: []].append(nameable) }
    }
    return table
  }()
  /// Every phrase and keyword, folded and in order, to see whether words begin one.
  private(set) lazy var sorted: [String] = {
    var phrases = Set(catalogue.names.map(\.phrase))
    phrases.formUnion(Keyword.bySpelling.keys)
    phrases.formUnion(phrases.map(bare))
    return phrases.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }()

  init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  /// True while the names are those of a catalogue.
  func isOf(_ other: Catalogue) -> Bool {
    catalogue.definitions.count == other.definitions.count
      && catalogue.store.tables.map(\.name) == other.store.tables.map(\.name)
      && catalogue.store.tables.map(\.rowCount) == other.store.tables.map(\.rowCount)
  }

  private struct Key: Hashable {
    let kind: Nameable.Kind
    let title: String
  }

  private func make() -> [Nameable] {
    var found: [Key: Nameable] = [:]
    for (phrase, entries) in catalogue.names {
      let written = catalogue.lexicon.written(phrase)
      for entry in entries {
        if case .member(let domain, let code) = entry, !isShown(domain, code) { continue }
        let title = catalogue.title(entry)
        let key = Key(kind: kind(entry), title: fold(title.sv))
        let nameable = found[key] ?? Nameable(key.kind, title)
        found[key] = nameable
        if !nameable.entries.contains(entry) { nameable.entries.append(entry) }
        if nameable.phrases.contains(where: { $0.folded == phrase }) { continue }
        let tongue = tongue(phrase, entry, title)
        nameable.phrases.append(Phrase(spelt(phrase, title) ?? written, tongue))
      }
    }
    for nameable in found.values {
      nameable.entries.sort { rank($0) < rank($1) }
      nameable.phrases.sort {
        ($0.folded.utf8.count, $0.folded) < ($1.folded.utf8.count, $1.folded)
      }
    }
    return found.values.sorted { $0.order.sv.lexicographicallyPrecedes($1.order.sv) }
  }

  private func isShown(_ domain: DomainID, _ code: Code32) -> Bool {
    guard let member = catalogue.store[domain][code] else { return false }
    return catalogue.shownMembers(domain).contains { $0.value == member.value }
  }

  private func spelt(_ phrase: String, _ title: Title) -> String? {
    fold(title.sv) == phrase ? title.sv : fold(title.en) == phrase ? title.en : nil
  }

  private func rank(_ entry: Entry) -> Int { catalogue.table(of: entry)?.index ?? 0 }

  private func kind(_ entry: Entry) -> Nameable.Kind {
    switch entry {
    case .table: .table
    case .column(let table, let column):
      catalogue.store[table][column].kind == .dimension ? .dimension : .field
    case .cut: .dimension
    case .figure: .measure
    case .definition(let id):
      catalogue[id].kind.contains(.segment)
        ? .segment : catalogue[id].isMeasure ? .measure : .field
    case .versus: .versus
    case .attainment: .segment
    case .member: .value
    }
  }

  /// The language of a phrase, as far as the catalogue says.
  private func tongue(_ phrase: String, _ entry: Entry, _ title: Title) -> Tongue? {
    let names: Names? =
      switch entry {
      case .table(let table): catalogue.store[table].names
      case .column(let table, let column): catalogue.store[table][column].names
      case .cut(_, let cut): cut.names
      case .versus(let column): column.names
      case .attainment(_, let attainment): attainment.names
      case .figure, .definition, .member: nil
      }
    let isSwedish = (names?.sv ?? [title.sv]).contains { fold($0) == phrase }
    let isEnglish = (names?.en ?? [title.en]).contains { fold($0) == phrase }
    return isSwedish == isEnglish ? nil : isSwedish ? .sv : .en
  }

  /// The values of a dimension in their order, as its code list has them.
  func values(of domain: DomainID) -> [Nameable] {
    if let known = valuesOf[domain] { return known }
    let members = catalogue.shownMembers(domain)
    let codes = catalogue.store[domain]
    let values = members.map { member in
      let value = Nameable(.value, member.title)
      if let code = codes.code(member.value) { value.entries = [.member(domain, code)] }
      let isOne = fold(member.title.sv) == fold(member.title.en)
      value.phrases = [Phrase(member.title.sv, isOne ? nil : .sv)]
      if !isOne { value.phrases.append(Phrase(member.title.en, .en)) }
      if fold(member.value) != fold(member.title.sv) {
        value.phrases.append(Phrase(member.value, nil))
      }
      value.phrases += member.aliases.map { Phrase($0, nil) }
      return value
    }
    valuesOf[domain] = values
    return values
  }

  /// The periods of which a table has rows, newest first.
  func periods(of table: TableID) -> [Period] {
    if let known = periodsOf[table] { return known }
    let periods = catalogue.periods(of: table)
    periodsOf[table] = periods
    return periods
  }

  /// True when folded words begin, or are, a phrase or a keyword.
  func begins(_ words: String) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].utf8.lexicographicallyPrecedes(words.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < sorted.count && sorted[low].utf8.starts(with: words.utf8)
  }
}
