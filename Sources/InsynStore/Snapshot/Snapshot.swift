import InsynValue

// A store as one run of bytes, which a program can hold or a file can be mapped as. Numbers are little-endian.
//
//   offset  bytes
//   0       8      mark: 89 "INSYN" 0D 0A, which no text has and a transfer as text would change
//   8       4      version
//   12      4      zero
//   16      8      length of the whole
//   24      8      length of the description
//   32      8      checksum of the description, begun from the 32 bytes above
//   40             description, as variable-length numbers and texts, zeros behind it: the files that
//                  belong to the tables (definitions and rules), the dictionaries, the tables. Each run
//                  of cells by its place, its width, what its stretches hold (zones), and a checksum for
//                  each of its megabytes
//                  the runs: cells of columns and texts of large dictionaries, each at a multiple of 64
//
// What is promised. Opening reads the description and no run: it takes as long for ten rows as for ten
// million. The description is checked whole before anything is made of it. A run is checked whole, against
// its checksums and against its largest number, when a question first touches it, by all threads at once;
// so a question pays for the columns that it reads and for no others. When a run is not as it was written
// it reads as missing and no answer is given: nothing that was altered is ever shown, and no altered code
// leads outside its dictionary. Any one changed word of eight bytes is always seen, other damage but once
// in 2^64. The file must not be written to while it is open; `.save` never does: it puts a new file in its
// place. Data alone are in it, with their definitions and rules: no paths, parameters, answers or history.

/// The fixed part of a snapshot.
enum Snapshot {
  static let mark: [UInt8] = [0x89, 0x49, 0x4E, 0x53, 0x59, 0x4E, 0x0D, 0x0A]
  static let version: UInt32 = 4
  static let headLength = 40
  /// Runs begin at multiples of this.
  static let alignment = 64

  static func aligned(_ length: Int) -> Int { (length + alignment - 1) & ~(alignment - 1) }

  /// A checksum over eight bytes at a time in four lanes: each step is a bijection of the sum of its lane,
  /// and so is each lane's part in the whole, so that a change in one word always shows.
  static func checksum(_ bytes: UnsafeRawBufferPointer, from start: UInt64 = 0) -> UInt64 {
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (
      0xCBF2_9CE4_8422_2325 ^ start, 0x9AE1_6A3B_2F90_404F, 0xC2B2_AE3D_27D4_EB4F,
      0x1656_67B1_9E37_79F9
    )
    func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
      let product = (lane ^ word) &* 0x9E37_79B9_7F4A_7C15
      return product ^ product >> 32
    }
    func word(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var offset = 0
    while offset + 32 <= bytes.count {
      lanes.0 = mixed(lanes.0, word(offset))
      lanes.1 = mixed(lanes.1, word(offset + 8))
      lanes.2 = mixed(lanes.2, word(offset + 16))
      lanes.3 = mixed(lanes.3, word(offset + 24))
      offset += 32
    }
    while offset + 8 <= bytes.count {
      lanes.0 = mixed(lanes.0, word(offset))
      offset += 8
    }
    var last: UInt64 = 0
    for index in offset..<bytes.count { last = last << 8 | UInt64(bytes[index]) }
    var sum = mixed(lanes.0, last)
    for lane in [lanes.1, lanes.2, lanes.3] { sum = mixed(sum, lane) }
    return mixed(sum, UInt64(bytes.count))
  }
}
