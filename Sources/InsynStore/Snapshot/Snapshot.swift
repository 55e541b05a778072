import InsynValue

// A store as one run of bytes, which a program can hold or a file can be mapped as. Numbers are little-endian.
//
//   offset  bytes
//   0       8      mark: 89 "INSYN" 0D 0A, which no text has and a transfer as text would change
//   8       4      version
//   12      4      zero
//   16      8      length of the whole
//   24      8      checksum of all that follows
//   32             description: tables and domains as variable-length numbers and texts; a column says
//                  where its cells stand, in which width
//                  cells of the columns, each run at a multiple of eight

/// What is wrong with bytes that should be a snapshot.
package enum SnapshotDamage: Error, Hashable, Sendable {
  /// Something else altogether.
  case foreign
  /// Written by a later, or a forgotten, version of insyn.
  case version(Int)
  /// It ends before its end.
  case truncated
  /// Its bytes are not those that were written.
  case altered
}

/// The fixed part of a snapshot.
enum Snapshot {
  static let mark: [UInt8] = [0x89, 0x49, 0x4E, 0x53, 0x59, 0x4E, 0x0D, 0x0A]
  static let version: UInt32 = 2
  static let headLength = 32

  /// A checksum over eight bytes at a time: each step is a bijection of the sum, so that a change in one
  /// word always shows.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    var offset = 0
    func mix(_ word: UInt64) {
      sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 32
    }
    while offset + 8 <= bytes.count {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var last: UInt64 = 0
    for index in offset..<bytes.count { last = last << 8 | UInt64(bytes[index]) }
    mix(last)
    mix(UInt64(bytes.count))
    return sum
  }
}
