import Glibc
import InsynShell
import InsynTestSupport

/// A folder of its own for one run: its files, and the user's settings apart from everyone's.
struct Workplace {
  let folder: String

  init(_ files: [String: [UInt8]] = [:]) {
    var template = Array("/tmp/insyn-batch-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "a folder can be made")
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for (name, bytes) in files { write(bytes, to: name) }
  }

  /// Writes a file, and the folder that it stands in.
  func write(_ bytes: [UInt8], to name: String) {
    if let slash = name.lastIndex(of: "/") { _ = mkdir(folder + "/" + name[..<slash], 0o700) }
    let descriptor = open(folder + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "\(name) can be written")
    defer { close(descriptor) }
    let count = Glibc.write(descriptor, bytes, bytes.count)
    precondition(count == bytes.count, "\(name) is written whole")
  }

  /// The text of a file, nil when it is not there.
  func text(_ name: String) -> String? {
    contents(of: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files of the folder that do not begin with a full stop, in order.
  var names: [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Takes the folder away.
  func remove() { remove(folder) }

  private func remove(_ path: String) {
    if let handle = opendir(path) {
      while let entry = readdir(handle) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(handle)
    }
    _ = Glibc.remove(path)
  }
}

extension Workplace {
  /// Starts `insyn` in this folder and waits for its end. At most `reading` bytes of its answer are
  /// read before the reader goes, all when nil.
  func insyn(
    _ arguments: [String], input: [UInt8] = [], reading: Int? = nil
  ) -> Printed {
    start([program] + arguments, input: input, reading: reading)
  }

  /// Runs a line of a shell in this folder; `$0` is the program.
  func shell(
    _ line: String, with arguments: [String] = [], input: [UInt8] = []
  ) -> Printed {
    start(["/bin/sh", "-c", line, program] + arguments, input: input, reading: nil)
  }

  private func start(_ words: [String], input: [UInt8], reading: Int?) -> Printed {
    write(input, to: ".input")
    var run = Run(
      words, in: folder,
      surroundings: [
        "XDG_CONFIG_HOME=\(folder)/settings", "HOME=\(folder)", "LC_ALL=C.UTF-8", "TERM=xterm",
        "PATH=/usr/bin:/bin",
      ])
    run.input = folder + "/.input"
    run.reading = reading
    return run.printed()
  }
}
