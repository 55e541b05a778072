import InsynValue

/// The values of one shared dictionary in the order of their coming; code 1 is the first.
struct GatheredValues {
  let name: String
  var type: ColumnType
  var codes: [CodeDescription] = []
  var isOrdinal = false
  var values: [String] = []
  var index: [String: Code32] = [:]
  var periods: [Period] = []

  mutating func code(_ value: String) -> Code32 {
    if let code = index[value] { return code }
    values.append(value)
    index[value] = Code32(values.count)
    return Code32(values.count)
  }
}

extension GatheredValues {
  /// The domain in its order of display, and for each old code its new one.
  func ordered() -> (Domain, [Code32]) {
    let described = Dictionary(
      codes.enumerated().map { ($0.element.value, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var all = values
    for code in codes where index[code.value] == nil { all.append(code.value) }
    let periodOf = Dictionary(zip(values, periods), uniquingKeysWith: { first, _ in first })
    let keyed = all.map { value in
      Sortable(
        value: value, period: periodOf[value], rank: rank(described[value]),
        key: collationKey(value))
    }
    all = keyed.sorted().map(\.value)
    let position = Dictionary(
      all.enumerated().map { ($0.element, Code32($0.offset + 1)) }, uniquingKeysWith: { a, _ in a })
    let members = all.map { value in
      member(value, described[value].map { codes[$0] }, periodOf[value], position)
    }
    let order = [0] + values.map { position[$0] ?? 0 }
    return (Domain(name: name, members: members, isOrdinal: isOrdinal), order)
  }

  /// A described code keeps its place in an ordinal list, and totals and references stand last in any.
  private func rank(_ index: Int?) -> Int {
    guard let index else { return codes.count }
    let code = codes[index]
    if isOrdinal { return index + (code.isReference ? 2 : code.parts != nil ? 1 : 0) * 10_000 }
    return code.isReference ? codes.count + 2 : code.parts != nil ? codes.count + 1 : codes.count
  }

  private func member(
    _ value: String, _ code: CodeDescription?, _ period: Period?, _ position: [String: Code32]
  ) -> Member {
    let title =
      type == .truth ? truthTitle(value) : code?.title ?? Title(period?.description ?? value)
    return Member(
      value: value, title: title, aliases: code?.aliases ?? [],
      parts: code?.parts.map { $0.compactMap { position[$0] } },
      isReference: code?.isReference ?? false, period: period, validity: code?.validity,
      successor: code?.successor.flatMap { position[$0] }, isDescribed: code != nil)
  }

  private func truthTitle(_ value: String) -> Title {
    ["true", "TRUE", "True", "1"].contains(value)
      ? Title(sv: "ja", en: "yes") : Title(sv: "nej", en: "no")
  }
}

/// A value with what it is sorted by, computed once.
private struct Sortable: Comparable {
  let value: String
  let period: Period?
  let rank: Int
  let key: [UInt16]

  static func < (left: Sortable, right: Sortable) -> Bool {
    if let a = left.period, let b = right.period { return a < b }
    if left.rank != right.rank { return left.rank < right.rank }
    if left.key == right.key { return left.value < right.value }
    return left.key.lexicographicallyPrecedes(right.key)
  }
}
