import Glibc

/// Bytes that are never changed once they are filled: owned, mapped from a file, or lent by the program.
package final class Memory: @unchecked Sendable {
  private enum Origin {
    case owned
    case mapped
    /// Bytes that live as long as the program.
    case lent
  }

  package let bytes: UnsafeMutableRawBufferPointer
  package let start: UnsafeMutableRawPointer
  private let origin: Origin

  /// So many zeros of its own, at a multiple of 64. Many come from the system, which makes them when they
  /// are first touched, by whichever thread that is.
  package init(byteCount: Int) {
    if byteCount >= Memory.many, let zeros = Memory.zeros(byteCount) {
      (origin, start) = (.mapped, zeros)
      bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
      return
    }
    origin = .owned
    start = UnsafeMutableRawPointer.allocate(byteCount: max(byteCount, 1), alignment: 64)
    bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
  }

  private static let many = 1 << 22

  private static func zeros(_ count: Int) -> UnsafeMutableRawPointer? {
    let start = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let start, start != MAP_FAILED else { return nil }
    // Rows are read one after the other: the larger the pages the better, where the system has them.
    madvise(start, count, MADV_HUGEPAGE)
    return start
  }

  /// Takes over what `mmap` gave and gives it back in the end.
  package init(mapped start: UnsafeMutableRawPointer, count: Int) {
    origin = .mapped
    self.start = start
    bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  /// Bytes of the program itself.
  package init(lent: UnsafeRawBufferPointer) {
    origin = .lent
    bytes = UnsafeMutableRawBufferPointer(mutating: lent)
    guard let start = bytes.baseAddress else { preconditionFailure("bytes are lent, not nothing") }
    self.start = start
  }

  deinit {
    switch origin {
    case .owned: start.deallocate()
    case .mapped: munmap(start, bytes.count)
    case .lent: break
    }
  }
}
