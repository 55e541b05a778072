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

/// The members of a field: the code of each folded phrase, and how the member of each code is written.
package struct Members: Sendable {
  private enum Names: Sendable {
    /// The code of each folded phrase, from 1.
    case listed(codes: [TextKey: UInt32], written: [String])
    case integers(first: Int64, count: Int)
  }

  private let names: Names
  /// Those that may be offered to somebody who has not typed them.
  package let shown: @Sendable () -> [String]

  package init(
    codes: [TextKey: UInt32], written: [String], shown: (@Sendable () -> [String])? = nil
  ) {
    names = .listed(codes: codes, written: written)
    self.shown = shown ?? { written }
  }

  /// Each whole number from the first on, which is not negative. There may be millions: none is kept.
  package init(first: Int64, count: Int, shown: @escaping @Sendable () -> [String]) {
    names = .integers(first: first, count: count)
    self.shown = shown
  }

  /// The code of a folded phrase.
  package func code(_ phrase: String) -> UInt32? {
    switch names {
    case .listed(let codes, _): return codes[TextKey(phrase)]
    case .integers(let first, let count):
      guard let number = Int64(phrase), number >= first, number - first < count,
        "\(number)" == phrase
      else { return nil }
      return UInt32(number - first + 1)
    }
  }

  /// How the member of a code is written.
  package func written(_ code: UInt32) -> String {
    switch names {
    case .listed(_, let written): written[Int(code) - 1]
    case .integers(let first, _): "\(first + Int64(code) - 1)"
    }
  }

  /// The folded phrases that hold letters or more than one word.
  fileprivate var phrases: [String] {
    switch names {
    case .listed(let codes, _): codes.keys.map(\.text)
    case .integers: []
    }
  }
}

/// The closed set of phrases that a line may use, filled from a catalogue.
package struct Lexicon: Sendable {
  /// A phrase of any kind, with how it is spelt to a reader.
  private struct Known {
    let phrase: String
    var kinds: NameKinds
    let written: String
  }

  private var known: [Known] = []
  /// The place among the known of each folded phrase.
  private var places: [TextKey: Int] = [:]
  /// The members of each list, by the folded phrase of the member.
  private var members: [Members] = []
  /// The lists of a field's members, by each folded name of the field.
  private var memberList: [String: [Int]] = [:]
  private(set) package var longest = Keyword.longest
  /// The language of what is offered for a line that shows none of its own.
  package var tongue = Tongue.sv

  package init() {}

  /// Makes room for so many phrases.
  package mutating func reserveCapacity(_ count: Int) {
    known.reserveCapacity(count)
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
  /// they know of it; nil for an empty one.
  @discardableResult
  package mutating func add(_ phrase: String, _ written: String, _ kinds: NameKinds) -> Int? {
    if phrase.isEmpty { return nil }
    let place = places[TextKey(phrase), default: known.count]
    if place == known.count {
      places[TextKey(phrase)] = place
      known.append(Known(phrase: phrase, kinds: kinds, written: written))
      measure(phrase)
    } else {
      known[place].kinds.formUnion(kinds)
    }
    return place
  }

  /// The place of a folded phrase, nil when it is not known.
  package func place(of phrase: String) -> Int? { places[TextKey(phrase)] }

  /// The folded phrase at a place.
  package func phrase(at place: Int) -> String { known[place].phrase }

  /// Adds the members of a field under all the field's names.
  package mutating func add(members list: Members, of fields: [String]) {
    for phrase in list.phrases { measure(phrase) }
    for field in Set(fields.map(fold)) { memberList[field, default: []].append(members.count) }
    members.append(list)
  }

  private mutating func measure(_ phrase: String) {
    longest = max(longest, phrase.utf8.reduce(1) { $1 == 0x20 ? $0 + 1 : $0 })
  }

  /// What a folded phrase may name.
  package func kinds(of phrase: String) -> NameKinds {
    place(of: phrase).map { known[$0].kinds } ?? []
  }

  /// True when the phrase is a member of the field.
  package func isMember(_ phrase: String, of field: String) -> Bool {
    memberList[field]?.contains { members[$0].code(phrase) != nil } ?? false
  }

  /// The written members of a field that may be offered.
  package func members(of field: String) -> [String] {
    Set((memberList[field] ?? []).flatMap { members[$0].shown() }).sorted()
  }

  /// The phrases with åäö by their forms without, where that form is one phrase's alone.
  package var accented: [String: String] {
    var index: [String: Set<String>] = [:]
    for phrase in known.map(\.phrase) + members.flatMap(\.phrases) {
      let plain = bare(phrase)
      if plain != phrase { index[plain, default: []].insert(phrase) }
    }
    return index.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// How a folded phrase is written.
  package func written(_ phrase: String) -> String {
    if let place = place(of: phrase) { return known[place].written }
    for list in members {
      if let code = list.code(phrase) { return list.written(code) }
    }
    return phrase
  }

  /// All phrases of the given kinds, folded.
  package func phrases(_ wanted: NameKinds) -> [String] {
    known.filter { !$0.kinds.isDisjoint(with: wanted) }.map(\.phrase).sorted()
  }
}
