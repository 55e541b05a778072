import Glibc
import InsynValue

/// Lines from a terminal that cannot be drawn on, as it gives them.
package struct PlainLines {
  private var ahead: [UInt8] = []

  package init() {}

  /// The next line without its end, nil at the end of the input.
  package mutating func next() -> String? {
    while true {
      if let end = ahead.firstIndex(of: 0x0A) {
        let line = String(decoding: ahead[..<end], as: UTF8.self)
        ahead.removeFirst(end + 1)
        return line.hasSuffix("\r") ? String(line.dropLast()) : line
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 {
        if ahead.isEmpty { return nil }
        defer { ahead = [] }
        return String(decoding: ahead, as: UTF8.self)
      }
      ahead += chunk[0..<count]
    }
  }
}
