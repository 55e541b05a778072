import InsynValue

/// The values of one shared dictionary in the order of their coming; code 1 is the first.
final class GatheredValues {
  let name: String
  let type: ColumnType
  var codes: [CodeDescription] = []
  var isOrdinal = false
  private var texts = TextDictionary()

  init(name: String, type: ColumnType) {
    (self.name, self.type) = (name, type)
  }

  deinit { texts.deallocate() }

  var count: Int { texts.count }

  /// The code of a value, a new one where it has none.
  private func code(_ value: String) -> Code32 {
    let bytes = Array(value.utf8) + [UInt8](repeating: 0, count: 16)
    return bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      return code(start, buffer.count - 16)
    }
  }

  private func code(_ start: UnsafePointer<UInt8>, _ count: Int) -> Code32 {
    let known = texts.code(start, count)
    return known == TextDictionary.unknown ? texts.add(start, count) : known
  }

  /// Takes the values of a column that was read: for each reader the code of each of its own.
  func take(
    _ read: ReadRows, column: Int, _ effort: Effort
  ) throws(Diagnostic) -> [[Code32]] {
    var taken: [[Code32]] = []
    for reader in read.readers.indices {
      let own = read.readers[reader].texts(column)
      let isMet = read.hasStrays ? met(read, column, reader, own.count) : nil
      var codes = [Code32](repeating: 0, count: own.count + 1)
      for code in 0..<own.count where isMet?[code + 1] ?? true {
        if code.isMultiple(of: 1 << 16) { try effort.reach(.values, code, of: own.count) }
        let bytes = own.bytes(UInt32(code + 1))
        guard let start = bytes.baseAddress else { continue }
        codes[code + 1] = self.code(start.assumingMemoryBound(to: UInt8.self), bytes.count)
      }
      read.readers[reader].forgetTexts(column)
      taken.append(codes)
    }
    return taken
  }

  /// Which codes of a reader stand in a row.
  private func met(_ read: ReadRows, _ column: Int, _ reader: Int, _ count: Int) -> [Bool] {
    var isMet = [Bool](repeating: false, count: count + 1)
    for chunk in read.chunks where chunk.reader == reader {
      let piece = chunk.columns[column]
      let cells = Packed(
        count: chunk.rows, width: piece.cells, memory: piece.memory, offset: 0,
        zones: Zones(zones: [], isAscending: false))
      for row in 0..<chunk.rows { isMet[Int(cells[row])] = true }
    }
    return isMet
  }
}

extension GatheredValues {
  /// Values of which nothing more is known lie in one run from so many on.
  private static let many = 4096

  /// The domain in its order of display, and for each code its new one; asked for once. Throws IN53 when a
  /// stop is wished.
  func ordered(_ effort: Effort) throws(Diagnostic) -> (Domain, [Code32]) {
    if type == .text, codes.isEmpty, texts.count > GatheredValues.many {
      return try orderedTexts(effort)
    }
    let occurring = texts.count
    for code in codes { _ = self.code(code.value) }
    var described = [Int?](repeating: nil, count: texts.count)
    for (place, code) in codes.enumerated() {
      let slot = Int(self.code(code.value)) - 1
      if described[slot] == nil { described[slot] = place }
    }
    let isCalendar = type == .period || type == .date
    let sorted = (0..<texts.count).map { slot in
      let value = texts.text(UInt32(slot + 1))
      return Sortable(
        slot: slot, value: value, period: isCalendar ? Period(text: value) : nil,
        rank: rank(described[slot]), key: collationKey(value))
    }.sorted()
    var order = [Code32](repeating: 0, count: texts.count + 1)
    for (place, item) in sorted.enumerated() { order[item.slot + 1] = Code32(place + 1) }
    let codeOf = Dictionary(
      uniqueKeysWithValues: sorted.map { (TextKey($0.value), order[$0.slot + 1]) })
    let members = sorted.map { item in
      member(item.value, described[item.slot].map { codes[$0] }, item.period, codeOf)
    }
    return (
      Domain(
        name: name, members: .listed(ListedMembers(members, codes: codeOf)), isOrdinal: isOrdinal),
      Array(order[...occurring])
    )
  }

  private func orderedTexts(_ effort: Effort) throws(Diagnostic) -> (Domain, [Code32]) {
    let (run, order) = try TextRun.sorting(texts, effort)
    texts.deallocate()
    texts = TextDictionary()
    return (Domain(name: name, members: .texts(run), isOrdinal: isOrdinal), order)
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
    Truth.words[value] == true ? Title(sv: "ja", en: "yes") : Title(sv: "nej", en: "no")
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
    if let a = left.period, let b = right.period, a != b { return a < b }
    if left.rank != right.rank { return left.rank < right.rank }
    if left.key == right.key { return left.value < right.value }
    return left.key.lexicographicallyPrecedes(right.key)
  }
}
