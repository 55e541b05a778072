import InsynValue

/// A store as a snapshot holds it, with the files that belong to its tables.
package struct HeldStore: Sendable {
  package let store: Store
  /// Definitions and rules, by the names that they have in a package.
  package let files: [String: [UInt8]]
}

extension HeldStore {
  /// Reads a snapshot, whose cells stay in its memory. `isTrusted`, for the bytes of the program itself, leaves
  /// the checksums out, and the members of a dictionary where they are until somebody asks for one.
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
