import InsynEditor
import InsynRender
import InsynValue

extension Shell {
  /// Does what a line with a full stop says.
  mutating func perform(_ source: Source) -> Course {
    do throws(Diagnostic) {
      let line = try CommandLine(source)
      do throws(Diagnostics) {
        return try perform(line)
      } catch {
        return failed(error, source)
      }
    } catch {
      return failed(Diagnostics(error), source)
    }
  }

  private mutating func perform(_ line: CommandLine) throws(Diagnostics) -> Course {
    if line.command.needsPrompt, !isTyped {
      throw Diagnostics(
        Diagnostic(.needsPrompt(command: line.word), line.source.span))
    }
    do throws(Diagnostic) {
      switch line.command {
      case .help: out.write(fitted(help(line.rest(from: 0) ?? ""), to: out))
      case .exit: try leave(line)
      case .format: try chooseFormat(line)
      case .output: return try redirect(line, \.file)
      case .tee: return try redirect(line, \.copy)
      case .once: once = try Output(path: line.requiredPath())
      case .timer: try time(line)
      case .all: return try showAll(line)
      case .edit: return try edit(line)
      case .read: return run(file: try line.requiredPath())
      case .watch: return try watch(line)
      case .save: try save(line)
      case .open: return try open(line)
      case .history: try showHistory(line)
      case .language: try chooseLanguage(line)
      case .version: try tellVersion(line)
      }
    } catch {
      throw Diagnostics(error)
    }
    return line.command == .exit ? .leave(.ok) : .on
  }

  private func leave(_ line: CommandLine) throws(Diagnostic) { try line.takesNothing() }

  private mutating func tellVersion(_ line: CommandLine) throws(Diagnostic) {
    try line.takesNothing()
    out.write("insyn \(version)\n")
  }

  /// `.format csv`; alone it tells the format and lists them all.
  private mutating func chooseFormat(_ line: CommandLine) throws(Diagnostic) {
    let all = Format.allCases.map(\.rawValue)
    guard let word = line.arguments.first?.text else {
      return tell("\(format.rawValue) (\(all.joined(separator: ", ")))")
    }
    guard let known = Format(rawValue: word.lowercased()), line.arguments.count == 1 else {
      throw line.wrong(.oneOf(all))
    }
    format = known
  }

  /// `.timer on`, `.timer av`; alone it turns.
  private mutating func time(_ line: CommandLine) throws(Diagnostic) {
    switch line.arguments.first.map({ bare(fold($0.text)) }) {
    case nil: isTimed.toggle()
    case "on", "pa": isTimed = true
    case "off", "av": isTimed = false
    default: throw line.wrong(.oneOf(["på", "av", "on", "off"]))
    }
    if line.arguments.count > 1 { throw line.wrong(.end, at: 1) }
  }

  /// `· 0,012 s`
  mutating func tellTime(since start: Int) {
    let elapsed = Exact(scaled: Int128(now() - start), by: 3)
    let looks = Printing(.none, decimals: 3)
    tell(number(elapsed, looks, session.tongue, withUnit: false) + " s")
  }

  private mutating func chooseLanguage(_ line: CommandLine) throws(Diagnostic) {
    switch line.arguments.first.map({ fold($0.text) }) {
    case "sv", "svenska", "swedish": session.tongue = .sv
    case "en", "engelska", "english": session.tongue = .en
    default: throw line.wrong(.oneOf(["sv", "en"]))
    }
    if line.arguments.count > 1 { throw line.wrong(.end, at: 1) }
  }

  /// `.history 20`, `.history barn`: what has been typed, numbered from the oldest.
  private mutating func showHistory(_ line: CommandLine) throws(Diagnostic) {
    let all = desk.history?() ?? typed
    var shown = Array(all.enumerated())
    let words = (line.rest(from: 0) ?? "").split(separator: " ").map { bare(fold(String($0))) }
    if words.count == 1, let count = Int(words[0]) {
      shown = shown.suffix(max(count, 0))
    } else if words.isEmpty {
      shown = shown.suffix(20)
    } else {
      shown = shown.filter { entry in
        let text = bare(fold(entry.element))
        return words.allSatisfy(text.contains)
      }
    }
    let width = "\(all.count)".count
    for (index, text) in shown {
      let number = "\(index + 1)"
      let indent = String(repeating: " ", count: width - number.count)
      let lines = text.split(separator: "\n").joined(
        separator: "\n" + String(repeating: " ", count: width + 2))
      out.write(indent + number + "  " + lines + "\n")
    }
  }

  /// `.edit`: the last statement in the person's own editor; what she wrote is the next line.
  private mutating func edit(_ line: CommandLine) throws(Diagnostic) -> Course {
    try line.takesNothing()
    guard let edit = desk.edit else {
      throw Diagnostic(.needsPrompt(command: line.word), line.source.span)
    }
    let before = typed.dropLast().last { !$0.hasPrefix(".") } ?? ""
    guard let text = edit(before), !text.isEmpty else { return .on }
    return .prefilled(Prefill(text))
  }

  /// `.open FOLDER`, `.open FILE.csv`, `.open FILE.insyn`: the session goes on with other data, alone with
  /// the reports. On failure the old ones stay.
  private mutating func open(_ line: CommandLine) throws(Diagnostic) -> Course {
    let path = try line.path()
    do throws(Diagnostics) {
      var opened = try Shell.open(
        path, practice: settings.practice, tongue: session.tongue, progress: progress)
      opened.session.given = session.given
      (session, files, folder, last) = (opened.session, opened.files, path, nil)
      for note in opened.notes { tell(words(note, session.tongue)) }
      readOwnDefinitions()
      return .on
    } catch {
      return failed(error, nil)
    }
  }
}
