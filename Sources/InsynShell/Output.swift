import Glibc

/// Text gathered for a descriptor and written in few calls.
package struct Output: TextOutputStream {
  package let descriptor: Int32
  private var bytes: [UInt8] = []
  /// True when the reader has gone or the disk is full.
  package private(set) var hasFailed = false
  /// True when the reader has gone, as in `insyn … | head`, which is no mistake.
  package private(set) var hasNoReader = false

  package init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  package mutating func write(_ text: String) {
    bytes += text.utf8
    if bytes.count > 1 << 16 { flush() }
  }

  /// Writes what is gathered.
  package mutating func flush() {
    var start = 0
    while start < bytes.count, !hasFailed {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        hasNoReader = errno == EPIPE
        hasFailed = true
      } else {
        start += count
      }
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
