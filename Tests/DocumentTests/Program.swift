import Glibc
import InsynShell
import InsynTestSupport

/// An empty folder for the settings of the programs, so that nobody's own names take part.
private let settingsFolder: String = {
  let folder = programFolder + "/empty-settings"
  mkdir(folder, 0o700)
  return folder
}()

/// Runs the built `insyn` in the folder of the package.
func insyn(_ arguments: [String]) -> Printed {
  started([program] + arguments).printed()
}

/// Runs a line as it is typed in a terminal, what is said and what is answered in one stream.
func typed(_ line: String) -> Printed {
  var run = started(["/bin/sh", "-c", line])
  run.isTogether = true
  return run.printed()
}

private func started(_ words: [String]) -> Run {
  Run(
    words, in: packageFolder,
    surroundings: [
      "PATH=\(programFolder):\(environment("PATH") ?? "/usr/bin:/bin")",
      "XDG_CONFIG_HOME=\(settingsFolder)", "HOME=\(settingsFolder)", "LC_ALL=C.UTF-8",
    ])
}

/// The files of a folder of the package and of the folders in it that end so, without that end, in order.
func names(in folder: String, ending: String) -> [String] {
  guard let handle = opendir(packageFolder + "/" + folder) else { return [] }
  defer { closedir(handle) }
  var found: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasPrefix(".") { continue }
    if name.hasSuffix(ending) { found.append(String(name.dropLast(ending.count))) }
    found += names(in: folder + "/" + name, ending: ending).map { name + "/" + $0 }
  }
  return found.sorted()
}

/// The text of a file of the package, nil when it is not there.
func text(of path: String) -> String? {
  contents(of: packageFolder + "/" + path).map { String(decoding: $0, as: UTF8.self) }
}

/// True when the package has the file or folder.
func exists(_ path: String) -> Bool { access(packageFolder + "/" + path, F_OK) == 0 }

/// Writes a file of the package. False when it fails.
func write(_ text: String, to path: String) -> Bool {
  if let slash = path.lastIndex(of: "/") { _ = mkdir(packageFolder + "/" + path[..<slash], 0o755) }
  let descriptor = open(packageFolder + "/" + path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  if descriptor < 0 { return false }
  defer { close(descriptor) }
  let bytes = Array(text.utf8)
  return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
}
