import InsynValue

/// A store as a snapshot holds it, with the files that belong to its tables.
package struct HeldStore: Sendable {
  package let store: Store
  /// Definitions and rules, by the names that they have in a package.
  package let files: [String: [UInt8]]
}

extension HeldStore {
  /// Reads a snapshot, whose cells stay in its memory. `isTrusted` leaves the checksums out, for the bytes of
  /// the program itself.
  package init(
    snapshot memory: Memory, isTrusted: Bool = false
  ) throws(SnapshotDamage) {
    let bytes = UnsafeRawBufferPointer(memory.bytes)
    let end = try HeldStore.checked(bytes, isTrusted: isTrusted)
    var reader = SnapshotReader(bytes, memory, isTrusted: isTrusted)
    reader.at = Snapshot.headLength
    reader.end = end
    let held = try reader.list { reader throws(SnapshotDamage) in
      (name: try reader.text(), bytes: try reader.fileBytes())
    }
    let domains = try reader.list { reader throws(SnapshotDamage) in try reader.domain() }
    var tables: [Table] = []
    for index in 0..<(try reader.count()) {
      tables.append(try reader.table(TableID(index), domains))
    }
    // Zeros fill the description up.
    guard end - reader.at < Snapshot.alignment, bytes[reader.at..<end].allSatisfy({ $0 == 0 })
    else { throw .altered }
    files = Dictionary(held.map { ($0.name, $0.bytes) }) { first, _ in first }
    store = Store(tables: tables, domains: domains)
  }

  /// The end of the description, when it and the fixed part are as they should be.
  private static func checked(
    _ bytes: UnsafeRawBufferPointer, isTrusted: Bool
  ) throws(SnapshotDamage) -> Int {
    guard bytes.count >= 8, bytes.prefix(8).elementsEqual(Snapshot.mark) else { throw .foreign }
    guard bytes.count >= Snapshot.headLength else { throw .truncated }
    var head = SnapshotReader(bytes, Memory(lent: bytes), isTrusted: true)
    head.at = 8
    let version = try head.fixed(UInt32.self)
    guard version == Snapshot.version else { throw .version(Int(version)) }
    guard try head.fixed(UInt32.self) == 0 else { throw .altered }
    let length = try head.fixed(UInt64.self)
    if length > UInt64(bytes.count) { throw .truncated }
    guard length == UInt64(bytes.count) else { throw .altered }
    let described = try head.fixed(UInt64.self)
    guard described <= length - UInt64(Snapshot.headLength) else { throw .altered }
    let end = Snapshot.headLength + Int(described)
    let sum = try head.fixed(UInt64.self)
    if !isTrusted {
      let start = Snapshot.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<32]))
      let description = UnsafeRawBufferPointer(rebasing: bytes[Snapshot.headLength..<end])
      guard sum == Snapshot.checksum(description, from: start) else { throw .altered }
    }
    return end
  }
}

/// Takes a snapshot's description apart; no read goes past its end.
private struct SnapshotReader {
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
      let members = try list { reader throws(SnapshotDamage) in try reader.member() }
      for member in members {
        let others = (member.parts ?? []) + (member.successor.map { [$0] } ?? [])
        guard others.allSatisfy({ (1...Code32(members.count)).contains($0) }) else {
          throw .altered
        }
      }
      return Domain(name: name, members: members, isOrdinal: isOrdinal)
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
