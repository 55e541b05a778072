import Glibc
import InsynValue

/// The statements that have been typed, oldest first, kept in a file of one line each: the time in seconds, a blank,
/// and the statement in plain UTF-8 with `\n` for a line break, `\t` for a tab and `\\` for a backslash.
package final class History {
  /// The most statements that the file keeps.
  package static let limit = 10_000

  /// Nil where nothing is kept beyond the session.
  private let path: String?
  private var isLoaded = false
  private var loaded: [String] = []
  /// True once the file could not be written; told once.
  package private(set) var hasFailed = false

  package init(path: String?) {
    self.path = path
  }

  /// All statements, oldest first.
  package var entries: [String] {
    load()
    return loaded
  }

  /// Keeps a statement, unless it begins with a blank, looks like a personnummer or was the last one too.
  /// One write that appends, so that several sessions can share the file and a crash loses nothing.
  package func append(_ statement: String) {
    if statement.hasPrefix(" ") || looksLikePersonnummer(statement) { return }
    load()
    if statement.isEmpty || loaded.last == statement { return }
    loaded.append(statement)
    guard let path else { return }
    let bytes = Array("\(time(nil)) \(History.escaped(statement))\n".utf8)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      hasFailed = true
      return
    }
    if write(descriptor, bytes, bytes.count) != bytes.count { hasFailed = true }
    close(descriptor)
  }

  /// The newest statement before `index` that a test holds for.
  func newest(before index: Int, where test: (String) -> Bool) -> Int? {
    var index = min(index, entries.count) - 1
    while index >= 0 {
      if test(loaded[index]) { return index }
      index -= 1
    }
    return nil
  }

  // MARK: the file

  private func load() {
    if isLoaded { return }
    isLoaded = true
    guard let path, let bytes = History.contents(of: path) else { return }
    var lines = 0
    for line in bytes.split(separator: 0x0A) {
      lines += 1
      guard let blank = line.firstIndex(of: 0x20) else { continue }
      let statement = History.unescaped(line[(blank + 1)...])
      if loaded.last != statement { loaded.append(statement) }
    }
    if loaded.count > History.limit { loaded.removeFirst(loaded.count - History.limit) }
    if lines > History.limit + History.limit / 4 { compact(path) }
  }

  /// Writes the file anew with what is kept, beside it first, so that it is whole at any time.
  private func compact(_ path: String) {
    let beside = "\(path).\(getpid())"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 { return }
    let now = time(nil)
    let bytes = Array(loaded.map { "\(now) \(History.escaped($0))\n" }.joined().utf8)
    let isWhole = write(descriptor, bytes, bytes.count) == bytes.count
    close(descriptor)
    if !isWhole || rename(beside, path) != 0 { unlink(beside) }
  }

  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count <= 0 { return count == 0 ? bytes : nil }
      bytes += chunk[0..<count]
    }
  }

  private static func escaped(_ statement: String) -> String {
    var result = ""
    for scalar in statement.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func unescaped(_ line: ArraySlice<UInt8>) -> String {
    guard line.contains(UInt8(ascii: "\\")) else { return String(decoding: line, as: UTF8.self) }
    var bytes: [UInt8] = []
    var afterBackslash = false
    for byte in line {
      if afterBackslash {
        switch byte {
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "t"): bytes.append(0x09)
        default: bytes.append(byte)
        }
        afterBackslash = false
      } else if byte == UInt8(ascii: "\\") {
        afterBackslash = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
