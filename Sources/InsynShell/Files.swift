import Glibc
import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue
import Synchronization

/// The whole content of a file, nil when it cannot be read.
package func contents(of path: String) -> [UInt8]? {
  // Opening may wait for whoever writes, as in a pipe with a name.
  if Cancellation.user.isWished { return nil }
  let descriptor = open(path, O_RDONLY)
  if descriptor < 0 { return nil }
  defer { close(descriptor) }
  return contents(of: descriptor)
}

/// Everything that can still be read from a descriptor, nil for an error or a folder.
package func contents(of descriptor: Int32) -> [UInt8]? {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return bytes }
    if count < 0 {
      if errno == EINTR, !Cancellation.user.isWished { continue }
      return nil
    }
    bytes += chunk[0..<count]
  }
}

/// The text of a script. Throws IN40 for a file that cannot be read, IN41 for one that is no text.
package func scriptText(_ bytes: [UInt8]?, name: String) throws(Diagnostic) -> String {
  guard var bytes else { throw Diagnostic(.unreadable(name)) }
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  if let line = firstLineThatIsNoText(bytes) {
    throw Diagnostic(.notText(line: line), place: FilePlace(file: name, line: line))
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The files of a package in a folder.
package func folderFiles(_ folder: String) -> Files {
  let root = folder.hasSuffix("/") ? folder : folder + "/"
  let kept = KeptFiles(root)
  return Files(
    read: kept.read,
    // What is no plain file, such as a pipe, is read whole.
    open: { DataFile(path: root + $0) ?? contents(of: root + $0).map(DataFile.init) },
    display: { root + $0 })
}

/// The definitions and rules of a folder as they were when they were first read: whoever saves them later
/// saves what the session answers by.
private final class KeptFiles: Sendable {
  private let root: String
  private let bytes = Mutex<[String: [UInt8]]>([:])

  init(_ root: String) {
    self.root = root
  }

  @Sendable func read(_ name: String) -> [UInt8]? {
    if let known = bytes.withLock({ $0[name] }) { return known }
    let read = contents(of: root + name)
    if let read, name != "datapackage.json" { bytes.withLock { $0[name] = read } }
    return read
  }
}

/// A package with its definitions, and the position at which the session goes on.
package func openCatalogue(
  _ files: Files, _ effort: Effort = Effort()
) throws(Diagnostics) -> (Catalogue, base: UInt32) {
  var catalogue: Catalogue
  do throws(Diagnostic) {
    var store = try openPackage(files, effort)
    let practice = files.practice.flatMap { $0.isAtOnce ? $0 : nil }
    if let practice {
      try refuseTooMuch(practice)
      store = try store.practised(practice, effort)
    }
    store = store.with(findings: [])
    if let flat = files.names.map({ FlatCatalogue($0()) }) {
      let catalogue =
        practice == nil ? Catalogue(store, flat) : try Catalogue(store, definitionsOf: flat)
      return (catalogue, flat.base)
    }
    catalogue = try Catalogue(store)
  } catch {
    var placed = error
    if case .phraseTaken = placed.fault {
      placed.place = FilePlace(file: files.display("datapackage.json"))
    }
    throw Diagnostics(placed)
  }
  guard let bytes = files.read("catalogue.iq") else { return (catalogue, 0) }
  let name = files.display("catalogue.iq")
  let text: String
  do throws(Diagnostic) {
    text = try scriptText(bytes, name: name)
  } catch {
    throw Diagnostics(error)
  }
  do throws(Diagnostics) {
    try loadDefinitions(Script(text, name: name, base: 0), into: &catalogue)
  } catch {
    throw placed(error, Source(text, name: name))
  }
  return (catalogue, UInt32(text.utf8.count) + 1)
}

/// Where `granska` finds its rules. A package's own are read at once, so that a rule it cannot bear is
/// told before anything is answered; the program's own are tested, and read when they are asked for.
package func ruleSource(_ files: Files, _ store: Store) throws(Diagnostics) -> RuleSource {
  if files.snapshot != nil { return { store throws(Diagnostic) in try openRules(files, store) } }
  do throws(Diagnostic) {
    let rules = try openRules(files, store)
    return { _ in rules }
  } catch {
    throw Diagnostics(error)
  }
}

/// Mistakes of a definition file, with the file's line.
private func placed(_ diagnostics: Diagnostics, _ source: Source) -> Diagnostics {
  Diagnostics(
    diagnostics.all.map { diagnostic in
      var diagnostic = diagnostic
      if let span = diagnostic.span, diagnostic.place == nil {
        let before = Array(source.text.utf8).prefix(Int(span.start))
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        diagnostic.place = FilePlace(file: source.name ?? "", line: line)
      }
      return diagnostic
    })
}

/// The user's own folder for insyn, by the XDG rules; nil without a home.
package func configurationFolder() -> String? {
  if let folder = environment("XDG_CONFIG_HOME"), !folder.isEmpty { return folder + "/insyn" }
  guard let home = environment("HOME"), !home.isEmpty else { return nil }
  return home + "/.config/insyn"
}

/// An environment variable.
package func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// The user's own folder, made where it is missing; nil where there is no home.
package func makeConfigurationFolder() -> String? {
  guard let folder = configurationFolder() else { return nil }
  var path = ""
  for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
    path += part + "/"
    _ = mkdir(path, 0o700)
  }
  return folder
}

/// Adds a line to a file of the user's folder, which is made when it is missing. False when it fails.
package func append(_ line: String, to name: String) -> (path: String, isWritten: Bool) {
  guard let folder = makeConfigurationFolder() else { return (name, false) }
  let file = folder + "/" + name
  let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND, 0o600)
  if descriptor < 0 { return (file, false) }
  defer { close(descriptor) }
  let bytes = Array((line + "\n").utf8)
  return (file, write(descriptor, bytes, bytes.count) == bytes.count)
}
