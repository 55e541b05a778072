import Glibc

extension Desk {
  /// Asks on the terminal itself, without editing.
  static func askPlainly(_ question: String) -> String? {
    var talk = Output(STDERR_FILENO)
    talk.write(question)
    talk.flush()
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(STDIN_FILENO, &byte, 1) == 1 {
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
