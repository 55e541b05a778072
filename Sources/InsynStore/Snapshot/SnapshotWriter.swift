import InsynValue

extension Store {
  /// The store as a snapshot; the same store gives the same bytes.
  package func snapshot() -> [UInt8] {
    var writer = SnapshotWriter()
    writer.put(domains) { $0.put($1) }
    writer.put(tables) { $0.put($1) }
    return writer.finished()
  }
}

/// Gathers the description and the cells of a snapshot.
private struct SnapshotWriter {
  private var description: [UInt8] = []
  private var cells: [UInt8] = []

  mutating func finished() -> [UInt8] {
    var body: [UInt8] = []
    // The description says its own length first, so that the cells can be found behind it.
    append(UInt64(description.count), to: &body)
    body += description
    body += [UInt8](repeating: 0, count: (8 - body.count % 8) % 8)
    body += cells
    var bytes = Snapshot.mark
    append(Snapshot.version, to: &bytes)
    append(UInt32(0), to: &bytes)
    append(UInt64(Snapshot.headLength + body.count), to: &bytes)
    append(body.withUnsafeBytes(Snapshot.checksum), to: &bytes)
    return bytes + body
  }

  private func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  // MARK: numbers and texts

  /// Seven bits a byte, the lowest first; the sign in the lowest bit.
  mutating func put(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number << 1) ^ Int64(number >> 63))
    while rest >= 0x80 {
      description.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    description.append(UInt8(rest))
  }

  mutating func put(_ text: String) {
    put(text.utf8.count)
    description += text.utf8
  }

  mutating func put<Item>(
    _ items: [Item], _ each: (inout SnapshotWriter, Item) -> Void
  ) {
    put(items.count)
    for item in items { each(&self, item) }
  }

  mutating func put<Item>(_ item: Item?, _ write: (inout SnapshotWriter, Item) -> Void) {
    put(item == nil ? 0 : 1)
    if let item { write(&self, item) }
  }

  mutating func put(_ texts: [String]) { put(texts) { $0.put($1) } }

  mutating func put(_ title: Title) {
    put(title.sv)
    put(title.en)
  }

  mutating func put(_ names: Names) {
    put(names.sv)
    put(names.en)
  }

  mutating func put(_ day: Day?) { put(day) { $0.put(Int($1.number)) } }

  mutating func put(_ column: ColumnID?) { put(column) { $0.put($1.index) } }

  // MARK: domains

  mutating func put(_ domain: Domain) {
    put(domain.name)
    put(domain.isOrdinal ? 1 : 0)
    put(Array(domain.members)) { $0.put($1) }
  }

  private mutating func put(_ member: Member) {
    put(member.value)
    let parts = MemberParts(member)
    put(parts.rawValue)
    if parts.contains(.title) { put(member.title) }
    if parts.contains(.aliases) { put(member.aliases) }
    if parts.contains(.sum) { put(member.parts ?? []) { $0.put(Int($1)) } }
    if let period = member.period {
      put(Int(period.start.number))
      put(Int(period.end.number))
    }
    if let validity = member.validity {
      put(validity.from)
      put(validity.to)
    }
    if let successor = member.successor { put(Int(successor)) }
  }

  // MARK: tables

  mutating func put(_ table: Table) {
    put(table.name)
    put(table.names)
    put(table.description)
    put(table.thing)
    put(table.counts)
    put(table.published) { writer, published in
      writer.put(published.name)
      writer.put(published.value)
      writer.put(published.fixed) {
        $0.put($1.column.index)
        $0.put(Int($1.code))
      }
    }
    put(table.listing) { $0.put($1.index) }
    put((table.isDetail ? 1 : 0) | (table.isProtected ? 2 : 0) | (table.isSynthetic ? 4 : 0))
    put(table.rowCount)
    put(table.columns) { $0.put($1) }
  }

  private mutating func put(_ column: Column) {
    put(column.name)
    put(column.names)
    put(column.type.rawValue)
    put(column.kind.rawValue)
    put(column.role) {
      $0.put($1.word)
      $0.put($1.argument ?? "")
    }
    put(column.unit.word)
    put(column.unitColumn)
    put(column.isBare ? 1 : 0)
    switch column.data {
    case .coded(let codes, let domain):
      put(domain.index)
      put(cells: codes.packed)
    case .numbers(let numbers):
      put(-1)
      put(numbers.scale)
      put(Int(numbers.base))
      put(cells: numbers.raw)
      put(numbers.decimals) { $0.put(cells: $1) }
    }
  }

  /// A run of packed numbers: its place and its width.
  private mutating func put(cells numbers: Packed) {
    put(cells.count)
    put(numbers.width.rawValue)
    cells += numbers.bytes
    cells += [UInt8](repeating: 0, count: (8 - cells.count % 8) % 8)
  }
}

/// What a member has beside its value.
struct MemberParts: OptionSet {
  let rawValue: Int

  /// A title that is not its value in both languages.
  static let title = MemberParts(rawValue: 1)
  static let aliases = MemberParts(rawValue: 2)
  static let sum = MemberParts(rawValue: 4)
  static let reference = MemberParts(rawValue: 8)
  static let period = MemberParts(rawValue: 16)
  static let validity = MemberParts(rawValue: 32)
  static let successor = MemberParts(rawValue: 64)
  static let described = MemberParts(rawValue: 128)

  init(rawValue: Int) {
    self.rawValue = rawValue
  }

  init(_ member: Member) {
    self = []
    if member.title != Title(member.value) { insert(.title) }
    if !member.aliases.isEmpty { insert(.aliases) }
    if member.parts != nil { insert(.sum) }
    if member.isReference { insert(.reference) }
    if member.period != nil { insert(.period) }
    if member.validity != nil { insert(.validity) }
    if member.successor != nil { insert(.successor) }
    if member.isDescribed { insert(.described) }
  }
}
