import Glibc
import Synchronization

/// The checksums of a run of bytes that a snapshot holds, which are looked at when the run is first read.
/// A run that is not as it was written reads as zeros, so that no number leads outside its dictionary,
/// and whoever answers is told, and gives no answer of it.
final class Seal: @unchecked Sendable {
  /// The bytes that one checksum is of: so few that several threads share a run.
  static let piece = 1 << 20

  /// Of cells: how wide they are and which is the largest that they may hold.
  struct Bound {
    let width: Packed.Width
    let largest: UInt64
  }

  private let memory: Memory
  private let range: Range<Int>
  private let sums: [UInt64]
  private let bound: Bound?
  private let state = Atomic<UInt8>(0)
  private var lock = pthread_mutex_t()
  private var zeros: Memory?

  private enum State {
    static let untouched: UInt8 = 0
    static let sound: UInt8 = 1
    static let broken: UInt8 = 2
  }

  /// The sums of the pieces of a range of a memory.
  init(_ memory: Memory, _ range: Range<Int>, sums: [UInt64], bound: Bound?) {
    (self.memory, self.range, self.sums, self.bound) = (memory, range, sums, bound)
    pthread_mutex_init(&lock, nil)
  }

  deinit { pthread_mutex_destroy(&lock) }

  /// True when it has been found that the bytes are not those that were written.
  var isBroken: Bool { state.load(ordering: .acquiring) == State.broken }

  /// Where the bytes stand, or zeros in their place.
  var start: UnsafeRawPointer {
    if state.load(ordering: .acquiring) == State.sound {
      return UnsafeRawPointer(memory.start) + range.lowerBound
    }
    return startAfterLook
  }

  private var startAfterLook: UnsafeRawPointer {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    if state.load(ordering: .acquiring) == State.untouched {
      let isSound = isAsWritten
      if !isSound { zeros = Memory(byteCount: range.count) }
      state.store(isSound ? State.sound : State.broken, ordering: .releasing)
    }
    guard let zeros else { return UnsafeRawPointer(memory.start) + range.lowerBound }
    return UnsafeRawPointer(zeros.start)
  }

  private var isAsWritten: Bool {
    let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory.bytes)[range])
    nonisolated(unsafe) let shared = bytes
    let bound = bound
    let sums = sums
    guard sums.count == Seal.pieces(bytes.count) else { return false }
    return inParallel(sums.count, threads: machineThreads) { index in
      let piece = Seal.piece(shared, index)
      return Snapshot.checksum(piece) == sums[index] && bound.map { $0.holds(piece) } ?? true
    }.allSatisfy { $0 }
  }

  private static func pieces(_ count: Int) -> Int { (count + piece - 1) / piece }

  private static func piece(
    _ bytes: UnsafeRawBufferPointer, _ index: Int
  ) -> UnsafeRawBufferPointer {
    let first = index * piece
    return UnsafeRawBufferPointer(rebasing: bytes[first..<min(first + piece, bytes.count)])
  }

  /// The checksums of the pieces of some bytes.
  static func sums(_ bytes: UnsafeRawBufferPointer) -> [UInt64] {
    nonisolated(unsafe) let shared = bytes
    return inParallel(pieces(bytes.count), threads: machineThreads) { index in
      Snapshot.checksum(piece(shared, index))
    }
  }
}

extension Seal.Bound {
  /// True when no cell is larger. A piece holds whole cells.
  fileprivate func holds(_ bytes: UnsafeRawBufferPointer) -> Bool {
    func most<Cell: PackedCell>(_: Cell.Type) -> UInt64 {
      var most: Cell = 0
      for cell in bytes.assumingMemoryBound(to: Cell.self) { most = max(most, cell) }
      return UInt64(most)
    }
    return switch width {
    case .one: most(UInt8.self) <= largest
    case .two: most(UInt16.self) <= largest
    case .four: most(UInt32.self) <= largest
    case .eight: most(UInt64.self) <= largest
    }
  }
}

extension Store {
  /// True when a snapshot's bytes have been read that are not those that were written.
  package var isDamaged: Bool {
    tables.contains { table in
      table.columns.contains { column in
        switch column.data {
        case .coded(let codes, _): codes.packed.isBroken
        case .numbers(let numbers): numbers.raw.isBroken || numbers.decimals?.isBroken == true
        }
      }
    }
      || domains.contains { domain in
        if case .texts(let run) = domain.members { run.isBroken } else { false }
      }
  }
}
