import Glibc
import InsynFinish
import InsynPlan
import InsynRender
import InsynStore
import InsynValue

// Where answers go: `.output`, `.tee`, `.save`, and `.all` on the screen.

extension Shell {
  /// `.output FILE`, `.tee FILE`: answers go there; without a file they no longer do.
  mutating func redirect(
    _ line: CommandLine, _ slot: WritableKeyPath<Shell, Output?>
  ) throws(Diagnostic) -> Course {
    let path = try line.path()
    let opened = try path.map { path throws(Diagnostic) in try Output(path: path) }
    do throws(Diagnostics) {
      try close(slot)
      self[keyPath: slot] = opened
      return .on
    } catch {
      self[keyPath: slot] = opened
      return failed(error, nil)
    }
  }

  /// The formats by the end of a file's name.
  private static let formats: [(ending: String, format: Format)] = [
    ("csv", .csv), ("tsv", .tsv), ("json", .json), ("jsonl", .jsonl), ("md", .markdown),
    ("txt", .table), ("svg", .svg),
  ]

  /// `.save FILE`: the last answer, in the format that the file's name ends with. An older file of that
  /// name is there, whole, until the new one is.
  mutating func save(_ line: CommandLine) throws(Diagnostic) {
    let path = try line.requiredPath()
    let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last ?? ""
    if ending.lowercased() == "insyn" {
      try saveStore(path)
      return tell(saved(path))
    }
    guard var chosen = Shell.formats.first(where: { $0.ending == ending.lowercased() })?.format
    else { throw line.wrong(.oneOf(Shell.formats.map { ".\($0.ending)" })) }
    // Who has chosen the Swedish kind of csv means it in files too.
    if chosen == .csv, format == .swedishCSV { chosen = format }
    guard let last else { throw Diagnostic(.nothingAnswered, line.source.span) }
    if let refusal = refusal(last.answer, chosen) { throw refusal }
    var file = try NewFile(path)
    var said = ""
    let isWhole = InsynRender.write(
      last.answer, chosen, looks(last.question, on: file.output), to: &file.output, talk: &said)
    if !isWhole { throw .stopped(last.answer) }
    try file.settle()
    tell(saved(path))
  }

  /// `.save FILE.insyn`: the data that are open, with their definitions and rules, as a snapshot.
  private mutating func saveStore(_ path: String) throws(Diagnostic) {
    do throws(Diagnostics) {
      // A snapshot has no practice data to come.
      try session.fillPractice()
    } catch {
      throw error.all[0]
    }
    let kept = ["catalogue.iq", "granska.json"].compactMap { name in
      files.read(name).map { (name: name, bytes: $0) }
    }
    defer { progress.end() }
    try SnapshotFile.write(
      session.catalogue.store.withoutFindings, files: kept, to: path,
      Effort(.user, told: { [progress] in progress.show($0) }))
  }

  /// `sparat i svar.csv`
  func saved(_ path: String) -> String {
    Title(sv: "sparat i \(path)", en: "saved in \(path)")[session.tongue]
  }

  /// `.all`: the whole last answer, on a terminal in the person's pager.
  mutating func showAll(_ line: CommandLine) throws(Diagnostic) -> Course {
    try line.takesNothing()
    guard let last else { throw Diagnostic(.nothingAnswered, line.source.span) }
    if file != nil || !isTerminal {
      do throws(Diagnostics) {
        try show(last.answer, last.question)
        return .on
      } catch {
        return failed(error, line.source)
      }
    }
    if let refusal = refusal(last.answer, format) { throw refusal }
    var (text, said) = ("", "")
    let looks = Looks(
      tongue: session.tongue, width: nil, rowLimit: nil, question: last.question)
    InsynRender.write(last.answer, format, looks, to: &text, talk: &said)
    if !fits(text), page(text, through: Pager.chosen) { return .on }
    out.write(text)
    talk.write(said)
    return .on
  }

  private func fits(_ text: String) -> Bool {
    guard let size = terminalSize(out.descriptor) else { return true }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count < size.rows && lines.allSatisfy { terminalWidth(String($0)) <= size.columns }
  }

  private mutating func page(_ text: String, through pager: Pager?) -> Bool {
    out.flush()
    talk.flush()
    return pager?.show(text) ?? false
  }
}

/// A file that takes the place of an older one only when it is whole.
struct NewFile {
  var output: Output
  private let path: String
  /// Where it is written meanwhile; nil for what is no plain file, such as a pipe.
  private let draft: String?

  init(_ path: String) throws(Diagnostic) {
    // A link stays a link: what it leads to is replaced.
    let target = whole(path)
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      (self.path, draft) = (path, nil)
      output = try Output(path: path)
      return
    }
    var name = Array((target + ".XXXXXX").utf8CString)
    // What nobody may write to is not replaced either.
    if exists, access(target, W_OK) != 0 { throw Diagnostic(.unwritable(path)) }
    let descriptor = mkstemp(&name)
    if descriptor < 0 { throw Diagnostic(.unwritable(path)) }
    let mask = umask(0)
    umask(mask)
    fchmod(descriptor, exists ? status.st_mode & 0o777 : 0o666 & ~mask)
    draft = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.path = target
    output = Output(descriptor, name: path)
  }

  /// Puts the file in its place. Throws IN48, with nothing left behind, when it could not be written.
  consuming func settle() throws(Diagnostic) {
    let (draft, path, name) = (draft, path, output.name)
    do throws(Diagnostic) {
      try output.finish()
    } catch {
      if let draft { unlink(draft) }
      throw error
    }
    if let draft, rename(draft, path) != 0 {
      unlink(draft)
      throw Diagnostic(.unwritable(name))
    }
  }
}
