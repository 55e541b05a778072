import Glibc
import InsynShell

/// A folder of its own for one run: its files, and the user's settings apart from everyone's.
package struct Workplace {
  package let folder: String

  package init(_ files: [String: [UInt8]] = [:]) {
    var template = Array("/tmp/insyn-batch-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "a folder can be made")
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for (name, bytes) in files { write(bytes, to: name) }
  }

  /// Writes a file, and the folders that it stands in.
  package func write(_ bytes: [UInt8], to name: String) {
    for slash in name.indices where name[slash] == "/" {
      _ = mkdir(folder + "/" + name[..<slash], 0o700)
    }
    let descriptor = open(folder + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "\(name) can be written")
    defer { close(descriptor) }
    let count = Glibc.write(descriptor, bytes, bytes.count)
    precondition(count == bytes.count, "\(name) is written whole")
  }

  /// The text of a file, nil when it is not there.
  package func text(_ name: String) -> String? {
    contents(of: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files of the folder that do not begin with a full stop, in order.
  package var names: [String] {
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
  package func remove() { remove(folder) }

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
