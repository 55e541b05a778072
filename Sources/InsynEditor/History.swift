import Glibc

/// What has been typed: whole statements, the newest last, kept in a file of plain UTF-8 in which
/// each has a line: seconds, a tab, and the text with its line ends escaped.
package struct History {
  /// How many entries are kept.
  package static let capacity: Int32 = 10_000

  private let path: String?
  private var isLoaded = false
  private var isUnwritable = false
  private var known: [String] = []

  /// Nothing is read until an entry is asked for. Without a path nothing is kept.
  package init(path: String?) {
    self.path = path
  }

  /// All of them, the oldest first.
  package var entries: [String] {
    mutating get {
      load()
      return known
    }
  }

  /// Reads the file, once.
  package mutating func load() {
    if isLoaded { return }
    isLoaded = true
    guard let path, let text = readFile(path) else { return }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
    for line in lines.suffix(Int(History.capacity)) {
      if let entry = History.entry(line), entry != known.last { known.append(entry) }
    }
    if lines.count > Int(History.capacity) * 5 / 4 { compact(path) }
  }

  /// Keeps an entry, unless it begins with a blank, looks like a personnummer or is the one before.
  /// Gives the path when the file cannot be written, the first time.
  package mutating func remember(_ entry: String) -> (isKept: Bool, unwritable: String?) {
    load()
    if entry.allSatisfy(\.isWhitespace) || entry.hasPrefix(" ") || entry.hasPrefix("\t")
      || looksLikePersonnummer(entry)
    {
      return (false, nil)
    }
    if entry == known.last { return (false, nil) }
    known.append(entry)
    if known.count > Int(History.capacity) * 5 / 4 {
      known.removeFirst(known.count - Int(History.capacity))
    }
    guard let path, !isUnwritable else { return (true, nil) }
    isUnwritable = !History.append(entry, to: path)
    return (true, isUnwritable ? path : nil)
  }

  // MARK: records

  private static func record(_ entry: String) -> [UInt8] {
    var bytes = Array("\(time(nil))\t".utf8)
    for byte in entry.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      case UInt8(ascii: "\r"): bytes += Array("\\r".utf8)
      case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
      default: bytes.append(byte)
      }
    }
    return bytes + [UInt8(ascii: "\n")]
  }

  private static func entry(_ line: Substring.UTF8View) -> String? {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let text = line[line.index(after: tab)...]
    if !text.contains(UInt8(ascii: "\\")) { return String(Substring(text)) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if isEscaped {
        let plain: [UInt8: UInt8] = [UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D]
        bytes.append(plain[byte] ?? byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: the file

  /// One write at the end of the file, so that it survives whatever comes after and sessions side
  /// by side keep each other's.
  private static func append(_ entry: String, to path: String) -> Bool {
    makeFolder(of: path)
    guard let descriptor = lockedFile(path) else { return false }
    defer { close(descriptor) }
    let bytes = record(entry)
    return write(descriptor, bytes, bytes.count) == bytes.count
  }

  /// The file opened and locked; another session may have put a new one in its place meanwhile.
  private static func lockedFile(_ path: String) -> Int32? {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      if descriptor < 0 { return nil }
      flock(descriptor, LOCK_EX)
      var (mine, named) = (stat(), stat())
      if fstat(descriptor, &mine) == 0, stat(path, &named) == 0, mine.st_ino == named.st_ino {
        return descriptor
      }
      close(descriptor)
    }
  }

  /// Lets the oldest go: the newest lines in a file beside it, which then takes its name.
  private func compact(_ path: String) {
    guard let descriptor = History.lockedFile(path) else { return }
    defer { close(descriptor) }
    guard let bytes = readAll(descriptor) else { return }
    let newline = UInt8(ascii: "\n")
    let kept = bytes.split(separator: newline).suffix(Int(History.capacity))
    let beside = path + ".new"
    let new = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if new < 0 { return }
    let isWritten = writeAll(Array(kept.joined(separator: [newline])) + [newline], to: new)
    close(new)
    if isWritten { rename(beside, path) } else { unlink(beside) }
  }

  private static func makeFolder(of path: String) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      _ = mkdir(folder, 0o700)
    }
  }
}
