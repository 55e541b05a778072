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
  /// Whatever has a name.
  package static let all: NameKinds = [.table, .measure, .segment, .field, .dimension, .value]
}

/// The closed set of phrases that a line may use, filled from a catalogue: those that were written ahead, if
/// any, and those that were added.
package struct Lexicon: Sendable {
  /// A phrase of any kind, with how it is spelt to a reader.
  fileprivate struct Known {
    let phrase: String
    var kinds: NameKinds
    let written: String
  }

  private let flat: FlatLexicon?
  /// The phrases that were added; what was written ahead and has changed since is among them.
  private var added: [Known] = []
  /// The place of each added phrase.
  private var places: [TextKey: Int] = [:]
  /// The members of each list, by the folded phrase of the member.
  private var members: [Members] = []
  /// The added lists of a field's members, by each folded name of the field.
  private var memberLists: [String: [Int]] = [:]
  private(set) package var longest = Keyword.longest
  /// The language of what is offered for a line that shows none of its own.
  package var tongue = Tongue.sv

  /// The words of the longest member that is found bare among very many.
  private static let longestOfMany = 4

  package init() {
    flat = nil
  }

  /// Phrases that were written ahead, with the members of each list.
  package init(_ flat: FlatLexicon, members: [Members]) {
    self.flat = flat
    self.members = members
    longest = flat.longest
  }

  /// Makes room for so many phrases.
  package mutating func reserveCapacity(_ count: Int) {
    added.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// Adds a phrase of a kind; `written` is how it is spelt to a reader. Returns its folded form.
  @discardableResult
  package mutating func add(_ written: String, _ kinds: NameKinds) -> String {
    let phrase = fold(written)
    add(phrase, written, kinds)
    return phrase
  }

  /// Adds a phrase that is folded already. Returns its place among all, by which others may keep what
  /// they know of it; nil for an empty one. A phrase that was written ahead gets another place.
  @discardableResult
  package mutating func add(_ phrase: String, _ written: String, _ kinds: NameKinds) -> Int? {
    if phrase.isEmpty { return nil }
    let next = firstAdded + added.count
    let place = places[TextKey(phrase), default: next]
    if place == next {
      places[TextKey(phrase)] = place
      let old = flat.flatMap { flat in flat.phrases.index(of: phrase).map { flat[$0] } }
      added.append(
        Known(
          phrase: phrase, kinds: kinds.union(old?.kinds ?? []), written: old?.written ?? written))
      measure(phrase)
    } else {
      added[place - firstAdded].kinds.formUnion(kinds)
    }
    return place
  }

  /// The first place of those that were added.
  package var firstAdded: Int { flat?.phrases.count ?? 0 }

  /// The place of a folded phrase, nil when it is not known.
  package func place(of phrase: String) -> Int? {
    places[TextKey(phrase)] ?? flat?.phrases.index(of: phrase)
  }

  /// The folded phrase at a place.
  package func phrase(at place: Int) -> String { self[place].phrase }

  /// The places of all phrases, in the order of the phrases.
  package var orderedPlaces: [Int] {
    let ahead = (0..<firstAdded).filter { !isReplaced($0) }
    if added.isEmpty { return ahead }
    return (ahead + added.indices.map { firstAdded + $0 }).map { (phrase(at: $0), $0) }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The places of the phrases whose last word ends so, and is longer.
  package func places(endingIn ending: String) -> [Int] {
    let ending = Array(ending.utf8)
    func fits(_ phrase: some BidirectionalCollection<UInt8>) -> Bool {
      phrase.count > ending.count && phrase.suffix(ending.count).elementsEqual(ending)
        && phrase.dropLast(ending.count).last != 0x20
    }
    let ahead = flat.map { flat in
      (0..<firstAdded).filter { fits(flat.phrases.utf8($0)) && !isReplaced($0) }
    }
    return (ahead ?? [])
      + added.indices.filter { fits(added[$0].phrase.utf8) }.map { firstAdded + $0 }
  }

  /// True for a phrase that was written ahead and has changed since.
  private func isReplaced(_ place: Int) -> Bool {
    !places.isEmpty && places[TextKey(phrase(at: place))] != nil
  }

  private subscript(place: Int) -> Known {
    guard let flat, place < firstAdded else { return added[place - firstAdded] }
    return flat[place]
  }

  /// Adds the members of a field under all the field's names.
  package mutating func add(members list: Members, of fields: [String]) {
    if let names = list.listed {
      for key in names.codes.keys { measure(key.text) }
    } else {
      // Longer ones stand in quotes.
      longest = max(longest, Lexicon.longestOfMany)
    }
    for field in Set(fields.map(fold)) { memberLists[field, default: []].append(members.count) }
    members.append(list)
  }

  private func lists(of field: String) -> [Members] {
    ((flat?.lists(of: field) ?? []) + (memberLists[field] ?? [])).map { members[$0] }
  }

  private mutating func measure(_ phrase: String) {
    longest = max(longest, phrase.utf8.reduce(1) { $1 == 0x20 ? $0 + 1 : $0 })
  }

  /// What a folded phrase may name.
  package func kinds(of phrase: String) -> NameKinds {
    place(of: phrase).map { self[$0].kinds } ?? []
  }

  /// True when the phrase is a member of the field.
  package func isMember(_ phrase: String, of field: String) -> Bool {
    lists(of: field).contains { $0.code(of: phrase) != nil }
  }

  /// The written members of a field that may be offered.
  package func members(of field: String) -> [String] {
    Set(lists(of: field).flatMap { $0.shown() }).sorted()
  }

  /// The phrases with åäö by their forms without, where that form is one phrase's alone.
  package var accented: [String: String] {
    var index: [String: Set<String>] = [:]
    let values = members.flatMap { $0.listed?.codes.keys.map(\.text) ?? [] }
    for phrase in orderedPlaces.map(phrase) + values {
      let plain = bare(phrase)
      if plain != phrase { index[plain, default: []].insert(phrase) }
    }
    return index.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// How a folded phrase is written.
  package func written(_ phrase: String) -> String {
    if let place = place(of: phrase) { return self[place].written }
    for list in members {
      if let names = list.listed, let code = list.code(of: phrase) {
        return names.written[Int(code) - 1]
      }
    }
    return phrase
  }

  /// All phrases of the given kinds, folded.
  package func phrases(_ wanted: NameKinds) -> [String] {
    orderedPlaces.map { self[$0] }.filter { !$0.kinds.isDisjoint(with: wanted) }.map(\.phrase)
  }
}

/// What a lexicon holds, read where it was written ahead.
package struct FlatLexicon: Sendable {
  /// The folded phrases, in the order of their bytes.
  fileprivate let phrases: FlatTexts
  private let written: FlatTexts
  private let kinds: FlatLists
  /// The folded names of the fields that have members, in the order of their bytes.
  private let fields: FlatTexts
  private let fieldLists: FlatLists
  fileprivate let longest: Int

  package init(_ reader: inout FlatReader) {
    phrases = reader.texts()
    written = reader.texts()
    kinds = reader.lists()
    fields = reader.texts()
    fieldLists = reader.lists()
    longest = kinds[1, 0]
  }

  fileprivate subscript(place: Int) -> Lexicon.Known {
    Lexicon.Known(
      phrase: phrases[place], kinds: NameKinds(rawValue: UInt8(kinds[0, place])),
      written: written[place])
  }

  fileprivate func lists(of field: String) -> [Int] {
    fields.index(of: field).map { fieldLists[$0] } ?? []
  }
}

extension Lexicon {
  /// Writes everything but the members themselves.
  package func write(to writer: inout FlatWriter) {
    precondition(flat == nil, "what was written ahead is not written again")
    let known = orderedPlaces.map { self[$0] }
    writer.put(known.map(\.phrase))
    writer.put(known.map(\.written))
    writer.put([known.map { Int($0.kinds.rawValue) }, [longest]])
    let fields = memberLists.keys.sorted()
    writer.put(fields)
    writer.put(fields.map { memberLists[$0] ?? [] })
  }
}
