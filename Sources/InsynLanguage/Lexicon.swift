import InsynValue
import Synchronization

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
  private enum Source: Sendable {
    case made(Names)
    /// Of very many members, made when somebody asks for one.
    case late(LateNames)
  }

  /// The code of each folded phrase, from 1, and the members as they are written.
  package struct Names: Sendable {
    let codes: [TextKey: UInt32]
    let written: [String]

    package init(codes: [TextKey: UInt32], written: [String]) {
      (self.codes, self.written) = (codes, written)
    }
  }

  private let source: Source
  /// Those that may be offered to somebody who has not typed them.
  package let shown: @Sendable () -> [String]

  package init(
    codes: [TextKey: UInt32], written: [String], shown: (@Sendable () -> [String])? = nil
  ) {
    source = .made(Names(codes: codes, written: written))
    self.shown = shown ?? { written }
  }

  /// Members whose names are made when they are first asked for.
  package init(
    late names: @escaping @Sendable () -> Names, shown: @escaping @Sendable () -> [String]
  ) {
    source = .late(LateNames(names))
    self.shown = shown
  }

  /// The code of each folded phrase, from 1.
  package var codes: [TextKey: UInt32] {
    switch source {
    case .made(let names): names.codes
    case .late(let late): late.names.codes
    }
  }

  /// The names, if they are made; nobody has written one of the others yet.
  fileprivate var made: Names? {
    switch source {
    case .made(let names): names
    case .late(let late): late.made
    }
  }
}

/// Names that are made once, by whoever asks first.
private final class LateNames: Sendable {
  private let make: @Sendable () -> Members.Names
  private let kept = Mutex<Members.Names?>(nil)

  init(_ make: @escaping @Sendable () -> Members.Names) {
    self.make = make
  }

  var made: Members.Names? { kept.withLock { $0 } }

  var names: Members.Names {
    kept.withLock { kept in
      let names = kept ?? make()
      kept = names
      return names
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

  /// The words of the longest member that is found bare among very many.
  private static let longestLate = 4

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
    if let names = list.made {
      for key in names.codes.keys { measure(key.text) }
    } else {
      // Longer ones stand in quotes.
      longest = max(longest, Lexicon.longestLate)
    }
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
    memberList[field]?.contains { members[$0].codes[TextKey(phrase)] != nil } ?? false
  }

  /// The written members of a field that may be offered.
  package func members(of field: String) -> [String] {
    Set((memberList[field] ?? []).flatMap { members[$0].shown() }).sorted()
  }

  /// The phrases with åäö by their forms without, where that form is one phrase's alone.
  package var accented: [String: String] {
    var index: [String: Set<String>] = [:]
    for phrase in known.map(\.phrase) + members.flatMap({ $0.made?.codes.keys.map(\.text) ?? [] }) {
      let plain = bare(phrase)
      if plain != phrase { index[plain, default: []].insert(phrase) }
    }
    return index.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// How a folded phrase is written.
  package func written(_ phrase: String) -> String {
    if let place = place(of: phrase) { return known[place].written }
    for list in members {
      guard let names = list.made, let code = names.codes[TextKey(phrase)] else { continue }
      return names.written[Int(code) - 1]
    }
    return phrase
  }

  /// All phrases of the given kinds, folded.
  package func phrases(_ wanted: NameKinds) -> [String] {
    known.filter { !$0.kinds.isDisjoint(with: wanted) }.map(\.phrase).sorted()
  }
}
