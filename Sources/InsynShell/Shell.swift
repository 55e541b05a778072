import Glibc
import InsynFinish
import InsynLanguage
import InsynPlan
import InsynRender
import InsynStore
import InsynValue

/// Runs steps against a session: data to standard output, talk to standard error.
package struct Shell {
  var session: Session
  let settings: Settings
  /// Standard output.
  var out: Output
  /// Standard error.
  var talk: Output
  /// Where answers go instead: `--output`, `.output`.
  var file: Output?
  /// Where the next answer goes: `.once`.
  var once: Output?
  /// Where answers go as well: `.tee`.
  var copy: Output?
  var format: Format
  var isTimed = false
  /// The answer that was shown last, with its question.
  var last: (answer: Answer, question: String)?
  /// True at the prompt: a mistake ends nothing, and the screen takes any number of answers.
  var isTyped = false
  /// The statements that have been typed in this session, the oldest first.
  var typed: [String] = []
  /// What only a prompt has; the conversation fills it in.
  package var desk = Desk()
  /// The files that are being read, the innermost last.
  var reading: [String] = []
  let progress: ProgressBar
  /// Where the data are: a folder, a file; nil for the reports.
  var folder: String?
  /// What the data were read from.
  var files: Files
  var isTerminal: Bool { out.isTerminal }

  /// Opens the data. Throws IN40–IN46 for a package that cannot be read, IN48 for an output.
  package init(
    _ settings: Settings, out: Output = Output(STDOUT_FILENO),
    talk: Output = Output(STDERR_FILENO, name: "stderr")
  ) throws(Diagnostics) {
    self.settings = settings
    self.out = out
    self.talk = talk
    format = settings.format ?? .table
    if let path = settings.output {
      do throws(Diagnostic) {
        file = try Output(path: path)
      } catch {
        throw Diagnostics(error)
      }
    }
    folder = settings.data.last
    progress = ProgressBar(talk, settings.tongue)
    // Data that take long can be given up.
    let interrupts = Interrupts(isTyped: false)
    defer { interrupts.end() }
    let opened = try Shell.open(
      folder, practice: settings.practice, tongue: settings.tongue, progress: progress)
    (session, files) = (opened.session, opened.files)
    session.given = settings.parameters
    for note in opened.notes { tell(words(note, settings.tongue)) }
    readOwnDefinitions()
  }

  /// A session over the data at a path, or over the reports with so many months of practice data, and what
  /// is to be told of them.
  static func open(
    _ path: String?, practice: Int?, tongue: Tongue, progress: ProgressBar
  ) throws(Diagnostics) -> (session: Session, files: Files, notes: [Note]) {
    defer { progress.end() }
    let effort = Effort(.user, told: { progress.show($0) })
    var (files, notes) = try dataFiles(path, effort)
    if path == nil, let practice { files.practice = Practice(size: .months(practice)) }
    let (catalogue, base) = try openCatalogue(files, effort)
    var session = Session(
      catalogue, tongue: tongue, base: base, rules: try ruleSource(files, catalogue.store),
      practice: files.practice, cancellation: .user)
    session.told = { progress.show($0) }
    return (session, files, notes)
  }

  /// `mina.iq` holds what `spara` has kept; a line that no longer reads is told and passed over.
  mutating func readOwnDefinitions() {
    guard let folder = configurationFolder(), let bytes = contents(of: folder + "/mina.iq") else {
      return
    }
    let name = folder + "/mina.iq"
    let text = String(decoding: bytes, as: UTF8.self)
    for source in session.script(text, name: name).statements {
      do throws(Diagnostics) {
        _ = try session.answer(source)
      } catch {
        tell(error, source)
      }
    }
    talk.flush()
  }

  /// Runs every step; stops at the first failure unless told to keep going. Ctrl-C stops what runs, and
  /// what was answered whole is still written.
  package mutating func run() -> Exit {
    let interrupts = Interrupts(isTyped: false)
    defer { interrupts.end() }
    if let path = settings.canonical { return canonical(path) }
    var exit = Exit.ok
    for step in settings.steps.isEmpty ? [.standardInput] : settings.steps {
      switch run(step) {
      case .on, .prefilled: continue
      case .leave(let before): return finished(exit == .ok ? before : exit)
      case .failed(let result):
        if exit == .ok || result == .interrupted { exit = result }
        if stops(result) { return finished(exit) }
      }
    }
    return finished(exit)
  }

  /// Writes what is gathered. What could not be written is told, once.
  mutating func finished(_ exit: Exit) -> Exit {
    var exit = exit
    out.flush()
    if out.hasFailed, !out.hasNoReader {
      tell(Diagnostics(Diagnostic(.unwritable(out.name))), nil)
      exit = exit == .ok ? .usage : exit
    }
    if exit == .ok { file?.empty() }
    for slot in [\Shell.file, \Shell.once, \Shell.copy] {
      do throws(Diagnostics) {
        try close(slot)
      } catch {
        tell(error, nil)
        exit = exit == .ok ? .usage : exit
      }
    }
    talk.flush()
    return session.cancellation.isWished ? .interrupted : exit
  }

  /// Closes a file that answers go to. Throws IN48 when not all of it could be written.
  mutating func close(_ slot: WritableKeyPath<Shell, Output?>) throws(Diagnostics) {
    guard let file = self[keyPath: slot] else { return }
    self[keyPath: slot] = nil
    if file.hasNoReader { return }
    do throws(Diagnostic) {
      try file.finish()
    } catch {
      throw Diagnostics(error)
    }
  }
}

/// What only a prompt can offer.
package struct Desk {
  /// Lets the person write a text in her own editor; nil when she gives up.
  package var edit: ((String) -> String?)?
  /// Asks for one line, such as a parameter's value; nil when she gives up.
  package var ask: ((String) -> String?) = Desk.askPlainly
  /// What has been typed, the oldest first, also in former sessions.
  package var history: (() -> [String])?
}
