import InsynValue

/// The bytes of a snapshot, in pieces that need not be held together.
struct SnapshotImage {
  /// The fixed part and the description.
  let head: [UInt8]
  /// The runs in their order, each of which ends at a multiple of the alignment with zeros.
  let runs: [UnsafeRawBufferPointer]
  let count: Int
  /// What the runs are of.
  private let store: Store

  init(_ store: Store, _ files: [(name: String, bytes: [UInt8])]) {
    // Where the runs begin depends on how long the description is, whose numbers have variable lengths.
    var writer = SnapshotWriter(firstRun: 0)
    var length = -1
    while writer.firstRun != length {
      length = writer.firstRun
      writer = SnapshotWriter(firstRun: length, sums: writer.sums)
      writer.put(files) {
        $0.put($1.name)
        $0.put($1.bytes)
      }
      writer.put(store.domains) { $0.put($1) }
      writer.put(store.tables) { $0.put($1) }
      writer.settle()
    }
    head = writer.head
    runs = writer.runs
    count = writer.end
    self.store = store
  }

  /// The zeros behind a run.
  static func padding(_ run: UnsafeRawBufferPointer) -> Int {
    Snapshot.aligned(run.count) - run.count
  }
}

extension Store {
  /// The store as a snapshot; the same store gives the same bytes.
  package func snapshot(files: [(name: String, bytes: [UInt8])] = []) -> [UInt8] {
    let image = SnapshotImage(self, files)
    var bytes = image.head
    bytes.reserveCapacity(image.count)
    for run in image.runs {
      bytes += run
      bytes += [UInt8](repeating: 0, count: SnapshotImage.padding(run))
    }
    return bytes
  }
}

/// Gathers the description and the runs of a snapshot.
private struct SnapshotWriter {
  private var description: [UInt8] = []
  private(set) var runs: [UnsafeRawBufferPointer] = []
  /// The checksums of each run, which are the same wherever it stands.
  private(set) var sums: [[UInt64]]
  /// Where the first run is, and where the next one will be.
  private(set) var firstRun: Int
  private(set) var end: Int

  init(firstRun: Int, sums: [[UInt64]] = []) {
    (self.firstRun, end, self.sums) = (firstRun, firstRun, sums)
  }

  /// Fills the description up, behind which the first run is.
  mutating func settle() {
    let length = Snapshot.aligned(Snapshot.headLength + description.count)
    description += [UInt8](
      repeating: 0, count: length - Snapshot.headLength - description.count)
    firstRun = length
  }

  /// The fixed part and the description.
  var head: [UInt8] {
    var bytes = Snapshot.mark
    append(Snapshot.version, to: &bytes)
    append(UInt32(0), to: &bytes)
    append(UInt64(end), to: &bytes)
    append(UInt64(description.count), to: &bytes)
    let start = bytes.withUnsafeBytes { Snapshot.checksum($0) }
    append(description.withUnsafeBytes { Snapshot.checksum($0, from: start) }, to: &bytes)
    return bytes + description
  }

  private func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  /// Adds a run: its place, and what is known when it is.
  private mutating func put(
    run: UnsafeRawBufferPointer, _ width: Int, _ known: (inout SnapshotWriter) -> Void
  ) {
    put(end)
    put(width)
    known(&self)
    if runs.count == sums.count { sums.append(padded(run)) }
    put(sums[runs.count]) { writer, sum in
      withUnsafeBytes(of: sum.littleEndian) { writer.description += $0 }
    }
    runs.append(run)
    end += Snapshot.aligned(run.count)
  }

  /// The checksums of a run with the zeros behind it.
  private func padded(_ run: UnsafeRawBufferPointer) -> [UInt64] {
    let whole = run.count / Seal.piece * Seal.piece
    var sums = Seal.sums(UnsafeRawBufferPointer(rebasing: run[..<whole]))
    if whole < run.count {
      let last = Array(run[whole...]) + [UInt8](repeating: 0, count: SnapshotImage.padding(run))
      sums += last.withUnsafeBytes(Seal.sums)
    }
    return sums
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

  mutating func put(_ bytes: [UInt8]) {
    put(bytes.count)
    description += bytes
  }

  mutating func put(_ domain: Domain) {
    put(domain.name)
    put(domain.isOrdinal ? 1 : 0)
    switch domain.members {
    case .listed(let members):
      put(DomainForm.listed.rawValue)
      put(members.count)
      put(measured: members.all)
    case .texts(let run):
      put(DomainForm.texts.rawValue)
      put(run.count)
      put(run: run.bytes, Snapshot.aligned(run.bytes.count)) { _ in }
    case .integers(let first, let count):
      put(DomainForm.integers.rawValue)
      put(Int(first))
      put(count)
    }
  }

  /// Members behind the number of their bytes, by which they can be passed over.
  private mutating func put(measured members: [Member]) {
    let start = description.count
    for member in members { put(member) }
    let bytes = Array(description[start...])
    description.removeSubrange(start...)
    put(bytes)
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

  /// A run of packed numbers: its place and its width, and what its stretches hold.
  private mutating func put(cells numbers: Packed) {
    put(run: numbers.bytes, numbers.width.rawValue) { writer in
      writer.put(numbers.zones.isAscending ? 1 : 0)
      writer.put(numbers.zones.zones) { writer, zone in
        writer.put(Int(Int64(bitPattern: zone.least)))
        writer.put(Int(Int64(bitPattern: zone.greatest)))
        writer.put(Int(zone.missing))
        writer.put(Int(Int64(bitPattern: UInt64(truncatingIfNeeded: zone.sum >> 64))))
        writer.put(Int(Int64(bitPattern: UInt64(truncatingIfNeeded: zone.sum))))
      }
    }
  }
}

/// How the members of a dictionary are written.
enum DomainForm: Int {
  /// One by one, with all that is said of them.
  case listed
  /// As a run of texts.
  case texts
  /// As the first of many whole numbers.
  case integers
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
