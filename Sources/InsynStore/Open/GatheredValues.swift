import InsynValue

/// The values of one shared dictionary in the order of their coming; code 1 is the first.
struct GatheredValues {
  let name: String
  var type: ColumnType
  var codes: [CodeDescription] = []
  var isOrdinal = false
  var values: [String] = []
  var index: [TextKey: Code32] = [:]
  var periods: [Period] = []

  mutating func code(_ value: String) -> Code32 {
    if let code = index[TextKey(value)] { return code }
    values.append(value)
    index[TextKey(value)] = Code32(values.count)
    return Code32(values.count)
  }
}

extension GatheredValues {
  /// The domain in its order of display, and for each old code its new one.
  mutating func ordered() -> (Domain, [Code32]) {
    let occurring = values.count
    for code in codes { _ = self.code(code.value) }
    if type == .period || type == .date {
      // A period that is described and does not occur is one all the same.
      for value in values.dropFirst(periods.count) {
        guard let period = Period(text: value) else { break }
        periods.append(period)
      }
    }
    var described = [Int?](repeating: nil, count: values.count)
    for (place, code) in codes.enumerated() {
      let slot = Int(self.code(code.value)) - 1
      if described[slot] == nil { described[slot] = place }
    }
    let sorted = values.indices.map { slot in
      Sortable(
        slot: slot, value: values[slot], period: slot < periods.count ? periods[slot] : nil,
        rank: rank(described[slot]), key: collationKey(values[slot]))
    }.sorted()
    var order = [Code32](repeating: 0, count: values.count + 1)
    for (place, item) in sorted.enumerated() { order[item.slot + 1] = Code32(place + 1) }
    let codeOf = index.mapValues { order[Int($0)] }
    let members = sorted.map { item in
      member(item.value, described[item.slot].map { codes[$0] }, item.period, codeOf)
    }
    return (
      Domain(
        name: name, members: .listed(ListedMembers(members, codes: codeOf)), isOrdinal: isOrdinal),
      Array(order[...occurring])
    )
  }

  /// A described code keeps its place in an ordinal list, and totals and references stand last in any.
  private func rank(_ index: Int?) -> Int {
    guard let index else { return codes.count }
    let code = codes[index]
    if isOrdinal { return index + (code.isReference ? 2 : code.parts != nil ? 1 : 0) * 10_000 }
    return code.isReference ? codes.count + 2 : code.parts != nil ? codes.count + 1 : codes.count
  }

  private func member(
    _ value: String, _ code: CodeDescription?, _ period: Period?, _ codeOf: [TextKey: Code32]
  ) -> Member {
    let title =
      type == .truth ? truthTitle(value) : code?.title ?? Title(period?.description ?? value)
    return Member(
      value: value, title: title, aliases: code?.aliases ?? [],
      parts: code?.parts.map { $0.compactMap { codeOf[TextKey($0)] } },
      isReference: code?.isReference ?? false, period: period, validity: code?.validity,
      successor: code?.successor.flatMap { codeOf[TextKey($0)] }, isDescribed: code != nil)
  }

  private func truthTitle(_ value: String) -> Title {
    ["true", "TRUE", "True", "1"].contains(value)
      ? Title(sv: "ja", en: "yes") : Title(sv: "nej", en: "no")
  }
}

/// A value with what it is sorted by, computed once.
private struct Sortable: Comparable {
  /// Its place in the order of coming.
  let slot: Int
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
