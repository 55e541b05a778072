import Glibc
import InsynValue

/// Text gathered for a descriptor and written in few calls.
package struct Output: TextOutputStream {
  package let descriptor: Int32
  /// How messages name it.
  package let name: String
  package let isTerminal: Bool
  /// The answers that it has been given.
  package var answers = 0
  private var bytes: [UInt8] = []
  /// True for a file that still holds what it held before.
  private var holdsOld = false
  /// True when the reader has gone or the disk is full.
  package private(set) var hasFailed = false
  /// True when the reader has gone, as in `insyn … | head`, which is no mistake.
  package private(set) var hasNoReader = false

  package init(_ descriptor: Int32, name: String = "stdout") {
    self.descriptor = descriptor
    self.name = name
    isTerminal = isatty(descriptor) == 1
  }

  /// A file that is written anew, from the first answer on: what it held before is there until then.
  /// Throws IN48 when it cannot be written.
  package init(path: String) throws(Diagnostic) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw Diagnostic(.unwritable(path)) }
    self.init(descriptor, name: path)
    holdsOld = true
  }

  /// Empties a file that no answer has come to.
  package mutating func empty() {
    if holdsOld { ftruncate(descriptor, 0) }
    holdsOld = false
  }

  package mutating func write(_ text: String) {
    bytes += text.utf8
    if bytes.count > 1 << 16 { flush() }
  }

  /// Writes what is gathered. A stop that is wished while a reader keeps it waiting ends the writing.
  package mutating func flush() {
    var start = 0
    if !bytes.isEmpty { empty() }
    while start < bytes.count, !hasFailed {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR, !Cancellation.user.isWished { continue }
        hasNoReader = errno == EPIPE || errno == EINTR
        hasFailed = true
      } else {
        start += count
      }
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes what is gathered and closes the file. Throws IN48 when not all of it could be written.
  package consuming func finish() throws(Diagnostic) {
    flush()
    let isClosed = Glibc.close(descriptor) == 0
    if hasFailed || !isClosed { throw Diagnostic(.unwritable(name)) }
  }
}
