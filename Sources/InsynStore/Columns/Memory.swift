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
  private let origin: Origin

  /// So many zeros of its own, at a multiple of 64.
  package init(byteCount: Int) {
    origin = .owned
    bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(byteCount, 1), alignment: 64)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
  }

  /// Takes over what `mmap` gave and gives it back in the end.
  package init(mapped start: UnsafeMutableRawPointer, count: Int) {
    origin = .mapped
    bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  /// Bytes of the program itself.
  package init(lent: UnsafeRawBufferPointer) {
    origin = .lent
    bytes = UnsafeMutableRawBufferPointer(mutating: lent)
  }

  deinit {
    switch origin {
    case .owned: bytes.deallocate()
    case .mapped: munmap(bytes.baseAddress, bytes.count)
    case .lent: break
    }
  }
}
