import InsynValue

/// Takes a snapshot's description apart; no read goes past its end.
struct SnapshotReader {
  let bytes: UnsafeRawBufferPointer
  var at = 0
  var end: Int
  /// The whole snapshot.
  let memory: Memory
  let isTrusted: Bool

  init(_ bytes: UnsafeRawBufferPointer, _ memory: Memory, isTrusted: Bool) {
    self.bytes = bytes
    self.memory = memory
    self.isTrusted = isTrusted
    end = bytes.count
  }

  // MARK: numbers and texts

  mutating func fixed<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(SnapshotDamage) -> Number {
    guard end - at >= MemoryLayout<Number>.size else { throw .altered }
    defer { at += MemoryLayout<Number>.size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: type))
  }

  mutating func number() throws(SnapshotDamage) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < end, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: value >> 1) ^ -Int64(value & 1)) }
      shift += 7
    }
    throw .altered
  }

  /// How many things follow; each takes a byte at least.
  mutating func count() throws(SnapshotDamage) -> Int {
    let count = try number()
    guard count >= 0, count <= end - at else { throw .altered }
    return count
  }

  mutating func text() throws(SnapshotDamage) -> String {
    let count = try count()
    defer { at += count }
    return String(
      decoding: UnsafeRawBufferPointer(rebasing: bytes[at..<at + count]), as: UTF8.self)
  }

  mutating func flag() throws(SnapshotDamage) -> Bool { try number() == 1 }

  mutating func list<Item>(
    _ item: (inout SnapshotReader) throws(SnapshotDamage) -> Item
  ) throws(SnapshotDamage) -> [Item] {
    let count = try count()
    if count == 0 { return [] }
    var items: [Item] = []
    items.reserveCapacity(count)
    for _ in 0..<count { items.append(try item(&self)) }
    return items
  }

  mutating func optional<Item>(
    _ item: (inout SnapshotReader) throws(SnapshotDamage) -> Item
  ) throws(SnapshotDamage) -> Item? {
    try flag() ? try item(&self) : nil
  }

  mutating func texts() throws(SnapshotDamage) -> [String] {
    try list { reader throws(SnapshotDamage) in try reader.text() }
  }

  mutating func title() throws(SnapshotDamage) -> Title { Title(sv: try text(), en: try text()) }

  mutating func names() throws(SnapshotDamage) -> Names { Names(sv: try texts(), en: try texts()) }

  mutating func day() throws(SnapshotDamage) -> Day {
    guard let number = Int32(exactly: try number()) else { throw .altered }
    return Day(number: number)
  }

  mutating func code() throws(SnapshotDamage) -> Code32 {
    guard let code = Code32(exactly: try number()) else { throw .altered }
    return code
  }

  // MARK: domains

  mutating func fileBytes() throws(SnapshotDamage) -> [UInt8] {
    let count = try count()
    defer { at += count }
    return Array(bytes[at..<at + count])
  }

  mutating func domain() throws(SnapshotDamage) -> Domain {
    let name = try text()
    let isOrdinal = try flag()
    switch DomainForm(rawValue: try number()) {
    case .listed:
      return Domain(name: name, members: .listed(try listed()), isOrdinal: isOrdinal)
    case .texts:
      let count = try number()
      let (start, length) = (try number(), try number())
      let sums = try sums()
      guard count >= 0, count < length / 8, isRun(start, length) else { throw .altered }
      let run = TextRun(
        count: count, memory: memory, offset: start, length: length,
        seal: isTrusted ? nil : Seal(memory, start..<start + length, sums: sums, bound: nil))
      return Domain(name: name, members: .texts(run), isOrdinal: isOrdinal)
    case .integers:
      let (first, count) = (try number(), try number())
      guard count >= 0, count < Int(Code32.max), !first.addingReportingOverflow(count).overflow
      else { throw .altered }
      return Domain(
        name: name, members: .integers(first: Int64(first), count: count), isOrdinal: isOrdinal)
    case nil: throw .altered
    }
  }

  /// Members one by one. Those of the program itself are made when somebody asks for one.
  private mutating func listed() throws(SnapshotDamage) -> ListedMembers {
    let (count, length) = (try count(), try count())
    let place = at..<at + length
    at += length
    if !isTrusted { return ListedMembers(try members(count, place)) }
    return ListedMembers(count: count) { [memory] in
      do throws(SnapshotDamage) {
        let bytes = UnsafeRawBufferPointer(memory.bytes)
        return try SnapshotReader(bytes, memory, isTrusted: true).members(count, place)
      } catch {
        preconditionFailure("the program's own snapshot is as it was written: \(error)")
      }
    }
  }

  private func members(_ count: Int, _ place: Range<Int>) throws(SnapshotDamage) -> [Member] {
    var reader = self
    (reader.at, reader.end) = (place.lowerBound, place.upperBound)
    var members: [Member] = []
    members.reserveCapacity(count)
    for _ in 0..<count {
      let member = try reader.member()
      let others = (member.parts ?? []) + (member.successor.map { [$0] } ?? [])
      guard others.allSatisfy({ (1...Code32(count)).contains($0) }) else { throw .altered }
      members.append(member)
    }
    guard reader.at == reader.end else { throw .altered }
    return members
  }

  /// True for a run behind the description that lies in the file.
  private func isRun(_ start: Int, _ length: Int) -> Bool {
    start >= end && start.isMultiple(of: Snapshot.alignment) && length >= 0
      && start <= bytes.count && length <= bytes.count - start
  }

  private mutating func sums() throws(SnapshotDamage) -> [UInt64] {
    try list { reader throws(SnapshotDamage) in try reader.fixed(UInt64.self) }
  }

  private mutating func member() throws(SnapshotDamage) -> Member {
    let value = try text()
    let parts = MemberParts(rawValue: try number())
    var member = Member(
      value: value, title: parts.contains(.title) ? try title() : Title(value),
      aliases: parts.contains(.aliases) ? try texts() : [], parts: nil,
      isReference: parts.contains(.reference), period: nil, validity: nil,
      successor: nil, isDescribed: parts.contains(.described))
    if parts.contains(.sum) {
      member.parts = try list { reader throws(SnapshotDamage) in try reader.code() }
    }
    if parts.contains(.period) { member.period = Period(start: try day(), end: try day()) }
    if parts.contains(.validity) {
      member.validity = Validity(
        from: try optional { reader throws(SnapshotDamage) in try reader.day() },
        to: try optional { reader throws(SnapshotDamage) in try reader.day() })
    }
    if parts.contains(.successor) { member.successor = try code() }
    return member
  }

  // MARK: tables

  mutating func table(_ id: TableID, _ domains: [Domain]) throws(SnapshotDamage) -> Table {
    let name = try text()
    let names = try names()
    let (description, thing) = (try title(), try title())
    let counts = try columnID()
    let published = try optional { reader throws(SnapshotDamage) in try reader.published() }
    let listing = try list { reader throws(SnapshotDamage) in ColumnID(try reader.number()) }
    let flags = try number()
    let rowCount = try number()
    guard rowCount >= 0 else { throw .altered }
    let count = try count()
    var columns: [Column] = []
    for index in 0..<count {
      columns.append(try column(ColumnID(index), rowCount, domains))
    }
    let table = Table(
      id: id, name: name, names: names, description: description, thing: thing, counts: counts,
      published: published, listing: listing, isDetail: flags & 1 != 0,
      isProtected: flags & 2 != 0, isSynthetic: flags & 4 != 0, rowCount: rowCount,
      columns: columns)
    let named =
      listing + [counts, published?.name, published?.value].compactMap { $0 }
      + (published?.fixed.map(\.column) ?? []) + columns.compactMap(\.unitColumn)
    guard named.allSatisfy({ columns.indices.contains($0.index) }) else { throw .altered }
    return table
  }

  private mutating func columnID() throws(SnapshotDamage) -> ColumnID? {
    try optional { reader throws(SnapshotDamage) in ColumnID(try reader.number()) }
  }

  private mutating func published() throws(SnapshotDamage) -> Published {
    Published(
      name: try columnID(), value: try columnID(),
      fixed: try list { reader throws(SnapshotDamage) in
        (ColumnID(try reader.number()), try reader.code())
      })
  }

  private mutating func column(
    _ id: ColumnID, _ rowCount: Int, _ domains: [Domain]
  ) throws(SnapshotDamage) -> Column {
    let name = try text()
    let names = try names()
    guard let type = ColumnType(rawValue: try text()), let kind = ColumnKind(rawValue: try text())
    else { throw .altered }
    let role = try optional { reader throws(SnapshotDamage) in try reader.role() }
    return Column(
      id: id, name: name, names: names, type: type, kind: kind, role: role,
      unit: Unit(word: try text()) ?? .none, unitColumn: try columnID(), isBare: try flag(),
      data: try data(rowCount, domains))
  }

  private mutating func role() throws(SnapshotDamage) -> Role {
    guard let role = Role(word: try text(), argument: try text()) else { throw .altered }
    return role
  }

  private mutating func data(
    _ rowCount: Int, _ domains: [Domain]
  ) throws(SnapshotDamage) -> ColumnData {
    let domain = try number()
    if domain >= 0 {
      guard domain < domains.count else { throw .altered }
      let codes = try packed(rowCount, largest: UInt64(domains[domain].count))
      return .coded(Codes(codes), DomainID(domain))
    }
    let scale = try number()
    guard (0...18).contains(scale) else { throw .altered }
    let base = try number()
    // No number of the column may leave 64 bits.
    let most = UInt64(bitPattern: Int64.max &- Int64(base))
    return .numbers(
      Numbers(
        raw: try packed(rowCount, largest: most), base: Int64(base), scale: scale,
        decimals: try optional { reader throws(SnapshotDamage) in
          try reader.packed(rowCount, largest: 18)
        }))
  }

  /// A run of packed numbers, which stay where they are; none may be above `largest`.
  private mutating func packed(
    _ count: Int, largest: UInt64
  ) throws(SnapshotDamage) -> Packed {
    let start = try number()
    guard let width = Packed.Width(rawValue: try number()), count <= bytes.count / width.rawValue
    else { throw .altered }
    let length = Snapshot.aligned(count * width.rawValue)
    let zones = try zones(count, largest)
    let sums = try sums()
    guard isRun(start, length) else { throw .altered }
    let seal = Seal(
      memory, start..<start + length, sums: sums,
      bound: Seal.Bound(width: width, largest: largest))
    return Packed(
      count: count, width: width, memory: memory, offset: start, zones: zones,
      seal: isTrusted ? nil : seal)
  }

  private mutating func zones(
    _ rows: Int, _ largest: UInt64
  ) throws(SnapshotDamage) -> Zones {
    let isAscending = try flag()
    let zones = try list { reader throws(SnapshotDamage) in try reader.zone() }
    guard zones.count == (rows + Zones.rows - 1) / Zones.rows,
      zones.allSatisfy({ $0.greatest <= largest })
    else { throw .altered }
    return Zones(zones: zones, isAscending: isAscending)
  }

  private mutating func zone() throws(SnapshotDamage) -> Zone {
    let least = UInt64(bitPattern: Int64(try number()))
    let greatest = UInt64(bitPattern: Int64(try number()))
    guard let missing = UInt32(exactly: try number()) else { throw .altered }
    let high = UInt64(bitPattern: Int64(try number()))
    let low = UInt64(bitPattern: Int64(try number()))
    return Zone(
      least: least, greatest: greatest, missing: missing,
      sum: UInt128(high) << 64 | UInt128(low))
  }
}
