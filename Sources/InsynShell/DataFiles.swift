import Glibc
import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

/// The data at a path: a folder with a data package, a snapshot, or a file of separated values, which is
/// described by the package beside it that names it, or else by its own cells. Nil is the reports.
/// With what is to be told of how they were read.
package func dataFiles(
  _ path: String?, _ effort: Effort
) throws(Diagnostics) -> (Files, [Note]) {
  guard let path else { return (bundledFiles, []) }
  var status = stat()
  guard stat(path, &status) == 0 else { throw Diagnostics(Diagnostic(.unreadable(path))) }
  if status.st_mode & S_IFMT == S_IFDIR { return (folderFiles(path), []) }
  // A pipe can be read once: nobody looks into it first.
  let isPlain = status.st_mode & S_IFMT == S_IFREG
  do throws(Diagnostic) {
    if isPlain, SnapshotFile.isOne(path) || path.hasSuffix(".insyn") {
      let held = try SnapshotFile.open(path)
      return (
        Files(read: { held.files[$0] }, display: { path + "/" + $0 }, store: held.store), []
      )
    }
    if let package = try describing(path) { return (package, []) }
    let file = isPlain ? DataFile(path: path) : contents(of: path).map(DataFile.init)
    guard let file else {
      throw Diagnostic(.unreadable(path))
    }
    return try bareFile(file, path, effort)
  } catch {
    throw Diagnostics(error)
  }
}

/// The last part of a path, and what stands before it.
private func parts(_ path: String) -> (folder: String, name: String) {
  guard let slash = path.lastIndex(of: "/") else { return (".", path) }
  return (String(path[...slash]), String(path[path.index(after: slash)...]))
}

/// The package beside a file that names it, with this table alone; the whole package for its description.
private func describing(_ path: String) throws(Diagnostic) -> Files? {
  let (folder, name) = parts(path)
  let files = folderFiles(folder)
  if name == "datapackage.json" { return files }
  guard let bytes = files.read("datapackage.json"),
    try describes(bytes, name, file: files.display("datapackage.json"))
  else { return nil }
  // What the package says of several tables is not for one.
  return Files(
    read: { $0 == "datapackage.json" ? bytes : nil }, open: files.open, display: files.display,
    table: name)
}

private func bareFile(
  _ file: DataFile, _ path: String, _ effort: Effort
) throws(Diagnostic) -> (Files, [Note]) {
  let name = parts(path).name
  let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
  let (store, reading) = try openTable(
    file, name: path, table: stem.isEmpty ? name : String(stem), effort,
    isTaken: { Catalogue.isTaken($0) })
  return (Files(read: { _ in nil }, display: { _ in path }, store: store), [.readTable(reading)])
}
