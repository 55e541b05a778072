import InsynValue

/// A member of a domain.
package struct Member: Hashable, Sendable {
  /// The value as the data hold it.
  package var value: String
  package var title: Title
  package var aliases: [String]
  /// Codes of the members that it sums; nil when it is no marked total.
  package var parts: [Code32]?
  /// A place to compare with, shown only when named.
  package var isReference: Bool
  package var period: Period?
  /// When the member existed; nil when it always has.
  package var validity: Validity?
  /// The member that it became part of.
  package var successor: Code32?
  /// True for a member of the code list, which is known to everybody, whatever the rows hold.
  package var isDescribed: Bool

  /// True for a member that sums others.
  package var isTotal: Bool { parts != nil }
}

/// The days from and to which a place exists; an open end is nil.
package struct Validity: Hashable, Sendable {
  package let from: Day?
  package let to: Day?
}

/// The members of a dictionary in their order of display; code 1 is the first.
package struct Domain: Sendable {
  package let name: String
  package let members: DomainMembers
  /// True when the order is the catalogue's and not the alphabet's.
  package let isOrdinal: Bool

  package init(name: String, members: [Member], isOrdinal: Bool) {
    self.init(name: name, members: .listed(ListedMembers(members)), isOrdinal: isOrdinal)
  }

  /// With members that nobody has described.
  package init(name: String, members: DomainMembers, isOrdinal: Bool) {
    self.name = name
    self.members = members
    self.isOrdinal = isOrdinal
  }

  package var count: Int { members.count }

  /// The member of a code; nil for 0, missing.
  package subscript(code: Code32) -> Member? { code == 0 ? nil : members[Int(code) - 1] }

  /// The code of a value as the data hold it.
  package func code(_ value: String) -> Code32? { members.code(value) }

  /// All codes but missing, in order.
  package var allCodes: Range<Code32> { 1..<Code32(members.count + 1) }
}

/// The members of a domain, made when they are asked for where nobody has described them.
package enum DomainMembers: RandomAccessCollection, Sendable {
  case listed(ListedMembers)
  /// Many texts of which nothing more is known.
  case texts(TextRun)
  /// Each whole number from the first on, so many of them.
  case integers(first: Int64, count: Int)

  /// True for members that stand one by one with all that is said of them.
  package var areListed: Bool {
    if case .listed = self { true } else { false }
  }

  package var startIndex: Int { 0 }

  package var endIndex: Int {
    switch self {
    case .listed(let members): members.count
    case .texts(let run): run.count
    case .integers(_, let count): count
    }
  }

  package subscript(index: Int) -> Member {
    switch self {
    case .listed(let members): members.all[index]
    case .texts(let run): Member(plain: run[index])
    case .integers(let first, _): Member(plain: "\(first + Int64(index))")
    }
  }

  /// The code of a value as the data hold it.
  func code(_ value: String) -> Code32? {
    switch self {
    case .listed(let members): return members.codes[TextKey(value)]
    case .texts(let run): return run.index(of: value).map { Code32($0 + 1) }
    case .integers(let first, let count):
      guard let number = Int64(value), number >= first, number - first < count,
        "\(number)" == value
      else { return nil }
      return Code32(number - first + 1)
    }
  }
}

/// Members with all that is said of them, found by their values.
package struct ListedMembers: Sendable {
  let count: Int
  private let members: Late<[Member]>
  private let codesByValue: Late<[TextKey: Code32]>

  init(_ members: [Member]) {
    self.init(count: members.count) { members }
  }

  /// With the code of each value, where that is known already.
  init(_ members: [Member], codes: [TextKey: Code32]) {
    (count, self.members, codesByValue) = (members.count, Late { members }, Late { codes })
  }

  /// So many members, which are made when somebody asks for one.
  init(count: Int, _ make: @escaping @Sendable () -> [Member]) {
    let members = Late(make)
    (self.count, self.members) = (count, members)
    codesByValue = Late {
      var codes: [TextKey: Code32] = [:]
      codes.reserveCapacity(count)
      for (index, member) in members.value.enumerated() {
        codes[TextKey(member.value)] = Code32(index + 1)
      }
      return codes
    }
  }

  package var all: [Member] { members.value }

  /// The code of each value.
  var codes: [TextKey: Code32] { codesByValue.value }
}

extension Member {
  /// A member of which nothing but its value is known.
  init(plain value: String) {
    self.init(
      value: value, title: Title(value), aliases: [], parts: nil, isReference: false, period: nil,
      validity: nil, successor: nil, isDescribed: false)
  }
}
