import InsynValue

/// What a phrase may name. A phrase may be several of these; the place where it stands decides.
package struct NameKinds: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let table = NameKinds(rawValue: 1)
  package static let measure = NameKinds(rawValue: 2)
  package static let segment = NameKinds(rawValue: 4)
  package static let field = NameKinds(rawValue: 8)
  package static let dimension = NameKinds(rawValue: 16)
  /// A member of a dimension that may stand bare.
  package static let value = NameKinds(rawValue: 32)
}

/// The closed set of phrases that a line may use, filled from a catalogue.
package struct Lexicon: Sendable {
  private var kinds: [String: NameKinds] = [:]
  /// The members of each field, by the folded phrase of the member, by list number.
  private var members: [[String: String]] = []
  /// The list of a field's members, by each folded name of the field.
  private var memberList: [String: [Int]] = [:]
  /// Folded phrases by their form without åäö; several when the bare form is not unique.
  private var bared: [String: Set<String>] = [:]
  private var shown: [String: String] = [:]
  private(set) package var longest = Keyword.longest

  package init() {}

  /// Adds a phrase of a kind; `written` is how it is spelt to a reader.
  package mutating func add(_ written: String, _ kind: NameKinds) {
    let phrase = fold(written)
    if phrase.isEmpty { return }
    kinds[phrase, default: []].insert(kind)
    remember(phrase, written)
  }

  /// Adds the members of a field under all the field's names: folded phrase to written form.
  package mutating func add(members written: [String], of fields: [String]) {
    var list: [String: String] = [:]
    for member in written {
      let phrase = fold(member)
      if phrase.isEmpty { continue }
      list[phrase] = member
      remember(phrase, member)
    }
    for field in Set(fields.map(fold)) { memberList[field, default: []].append(members.count) }
    members.append(list)
  }

  private mutating func remember(_ phrase: String, _ written: String) {
    let plain = bare(phrase)
    if plain != phrase { bared[plain, default: []].insert(phrase) }
    if shown[phrase] == nil { shown[phrase] = written }
    longest = max(longest, phrase.utf8.reduce(1) { $1 == 0x20 ? $0 + 1 : $0 })
  }

  /// What a folded phrase may name.
  package func kinds(of phrase: String) -> NameKinds { kinds[phrase] ?? [] }

  /// True when the phrase is a member of the field.
  package func isMember(_ phrase: String, of field: String) -> Bool {
    memberList[field]?.contains { members[$0][phrase] != nil } ?? false
  }

  /// The written members of a field.
  package func members(of field: String) -> [String] {
    (memberList[field] ?? []).flatMap { members[$0].values }.sorted()
  }

  /// The one phrase whose form without åäö this is; nil when there is none or more than one.
  package func accented(_ plain: String) -> String? {
    guard let phrases = bared[plain], phrases.count == 1 else { return nil }
    return phrases.first
  }

  /// How a folded phrase is written.
  package func written(_ phrase: String) -> String { shown[phrase] ?? phrase }

  /// All phrases of the given kinds, folded.
  package func phrases(_ wanted: NameKinds) -> [String] {
    kinds.filter { !$0.value.isDisjoint(with: wanted) }.map(\.key).sorted()
  }
}
