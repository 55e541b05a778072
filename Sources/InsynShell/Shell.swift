import Glibc
import InsynFinish
import InsynLanguage
import InsynPlan
import InsynRender
import InsynStore
import InsynValue

/// The exit codes that scripts rely on.
package enum Exit: Int32, Sendable {
  case ok = 0
  case queryFailed = 1
  case usage = 2
  case interrupted = 130
}

/// One thing to run, in the order of the command line.
package enum Step: Hashable, Sendable {
  case file(String)
  case question(String)
  case standardInput
}

/// What the command line asks for.
package struct Settings: Sendable {
  package var steps: [Step] = []
  package var format: Format?
  package var output: String?
  package var tongue: Tongue = .sv
  package var data: [String] = []
  package var keepsGoing = false
  /// A contradiction that `granska` shows is a failure.
  package var isStrict = false
  package var canonical: String?
  package var parameters: [String: String] = [:]

  package init() {}
}

/// Runs steps against a session: data to standard output, talk to standard error.
package struct Shell {
  var session: Session
  let settings: Settings
  var out: Output
  var talk = Output(STDERR_FILENO)
  var written = 0
  let isTerminal: Bool

  /// Opens the data. Throws IN40–IN46 for a package that cannot be read.
  package init(_ settings: Settings) throws(Diagnostics) {
    self.settings = settings
    var descriptor = STDOUT_FILENO
    if let path = settings.output {
      descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      if descriptor < 0 { throw Diagnostics(Diagnostic(.unwritable(path))) }
    }
    out = Output(descriptor)
    isTerminal = isatty(descriptor) == 1
    let files = settings.data.last.map(folderFiles) ?? bundledFiles
    let (catalogue, base) = try openCatalogue(files, areTested: settings.data.isEmpty)
    session = Session(
      catalogue, tongue: settings.tongue, base: base, rules: try ruleSource(files, catalogue.store))
    session.given = settings.parameters
    readOwnDefinitions()
  }

  /// `mina.iq` holds what `spara` has kept; a line that no longer reads is told and passed over.
  private mutating func readOwnDefinitions() {
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

  // MARK: steps

  /// Runs every step; stops at the first failure unless told to keep going.
  package mutating func run() -> Exit {
    var exit = Exit.ok
    if let path = settings.canonical { return canonical(path) }
    for step in settings.steps.isEmpty ? [.standardInput] : settings.steps {
      let result = run(step)
      if result != .ok {
        exit = exit == .ok ? result : exit
        if !settings.keepsGoing || result == .usage { break }
      }
    }
    return finished(exit)
  }

  private mutating func finished(_ exit: Exit) -> Exit {
    out.flush()
    talk.flush()
    guard out.hasFailed, !out.hasNoReader else { return exit }
    tell(Diagnostics(Diagnostic(.unwritable(settings.output ?? "stdout"))), nil)
    talk.flush()
    return exit == .ok ? .usage : exit
  }

  private mutating func run(_ step: Step) -> Exit {
    switch step {
    case .question(let text): return run(text, name: nil, .loose)
    case .file(let path): return run(contents(of: path), name: path, .canonical)
    case .standardInput: return run(contents(of: STDIN_FILENO), name: "-", .loose)
    }
  }

  private mutating func run(_ bytes: [UInt8]?, name: String, _ mode: Session.Reading) -> Exit {
    do throws(Diagnostic) {
      let text = try scriptText(bytes, name: name)
      if Script(text, name: name, base: 0).statements.isEmpty {
        throw Diagnostic(.noQuestions, place: FilePlace(file: name))
      }
      return run(text, name: name, mode)
    } catch {
      tell(Diagnostics(error), nil)
      return .usage
    }
  }

  private mutating func run(_ text: String, name: String?, _ mode: Session.Reading) -> Exit {
    let statements = session.script(text, name: name).statements
    if statements.isEmpty {
      tell(Diagnostics(Diagnostic(.noQuestions)), nil)
      return .usage
    }
    var exit = Exit.ok
    for source in statements {
      let result = answer(source, mode)
      if result == .ok { continue }
      exit = exit == .ok ? result : exit
      if !settings.keepsGoing || result == .usage { return exit }
    }
    return exit
  }

  mutating func answer(_ source: Source, _ mode: Session.Reading) -> Exit {
    do throws(Diagnostics) {
      let reply = try session.answer(source, mode)
      // A file that names things does what it says; only a person is told.
      if mode == .canonical, case .told(let notes) = reply, notes.allSatisfy(\.isOfDefinition) {
        return .ok
      }
      try show(reply)
      if case .checked(_, _, let contradictions) = reply, settings.isStrict, contradictions > 0 {
        return .queryFailed
      }
      return .ok
    } catch {
      tell(error, source)
      let isUsage = error.all.contains { diagnostic in
        switch diagnostic.fault {
        case .parameterWithoutValue, .badParameter, .secondAnswer, .unwritable: true
        default: false
        }
      }
      return isUsage ? .usage : .queryFailed
    }
  }

  /// `--canonical FILE`: the whole file in canonical form.
  private mutating func canonical(_ path: String) -> Exit {
    do throws(Diagnostic) {
      let text = try scriptText(contents(of: path), name: path)
      for piece in session.script(text, name: path).pieces {
        switch piece {
        case .blank(let line): out.write(line + "\n")
        case .statement(let source):
          do throws(Diagnostics) {
            out.write(try session.canonical(source) + "\n")
          } catch {
            tell(error, source)
            return finished(.queryFailed)
          }
        }
      }
      return finished(.ok)
    } catch {
      tell(Diagnostics(error), nil)
      return finished(.usage)
    }
  }

  // MARK: showing

  private var format: Format { settings.format ?? .table }

  private func looks(_ question: String) -> Looks {
    Looks(
      tongue: session.tongue, width: isTerminal ? terminalColumns(out.descriptor) : nil,
      rowLimit: isTerminal ? 40 : nil, question: question,
      hasCommands: settings.steps.isEmpty && isatty(STDIN_FILENO) == 1)
  }

  private mutating func show(_ reply: Reply) throws(Diagnostics) {
    switch reply {
    case .nothing: return
    case .answer(let answer, let question), .checked(let answer, let question, _):
      if written > 0 {
        if format.isSingle { throw Diagnostics(Diagnostic(.secondAnswer(format: format.rawValue))) }
        if format.holdsNotes { out.write("\n") }
      }
      if let refusal = refusal(answer, format) { throw Diagnostics(refusal) }
      write(answer, format, looks(question), to: &out, talk: &talk)
      written += 1
    case .told(let notes):
      out.flush()
      for note in notes { talk.write("· " + words(note, session.tongue) + "\n") }
    case .explained(let code): explain(code)
    case .save(let name, let line):
      let (path, isWritten) = append(line, to: "mina.iq")
      if !isWritten { throw Diagnostics(Diagnostic(.unwritable(path))) }
      out.flush()
      talk.write("· " + words(Note.saved(name, file: path), session.tongue) + "\n")
    }
    talk.flush()
  }

  private mutating func explain(_ code: Code) {
    guard let explanation = explanation(code, session.tongue) else {
      return tell(Diagnostics(Diagnostic(.unknown(word: "\(code)", .start))), nil)
    }
    out.write("\(code): \(explanation.title)\n\(explanation.text)\n")
    for example in explanation.examples { out.write("  \(example)\n") }
  }

  private mutating func tell(_ diagnostics: Diagnostics, _ source: Source?) {
    out.flush()
    for diagnostic in diagnostics.all {
      let isShared = diagnostic.attempt == diagnostics.all.last?.attempt
      var shown = diagnostic
      if isShared, diagnostic != diagnostics.all.last { shown.attempt = nil }
      let width = terminalColumns(talk.descriptor) ?? 100
      talk.write(message(shown, source: source, tongue: session.tongue, width: width) + "\n")
    }
    talk.flush()
  }
}

/// The columns of a terminal, nil when there is none.
func terminalColumns(_ descriptor: Int32) -> Int? {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}
