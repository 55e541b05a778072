import Glibc
import InsynFinish
import InsynRender
import InsynValue

extension Shell {
  /// How an answer looks where it is written: only a terminal has limits.
  func looks(_ question: String, on output: Output) -> Looks {
    Looks(
      tongue: session.tongue,
      width: output.isTerminal ? terminalSize(output.descriptor)?.columns : nil,
      rowLimit: output.isTerminal ? 40 : nil, question: question, hasCommands: isTyped,
      cancellation: session.cancellation)
  }

  mutating func show(_ reply: Reply) throws(Diagnostics) {
    switch reply {
    case .nothing: return
    case .answer(let answer, let question), .checked(let answer, let question, _):
      try show(answer, question)
    case .told(let notes):
      for note in notes where format != .none { tell(words(note, session.tongue)) }
    case .explained(let code): explain(code)
    case .save(let name, let line):
      let (path, isWritten) = append(line, to: "mina.iq")
      if !isWritten { throw Diagnostics(Diagnostic(.unwritable(path))) }
      tell(words(Note.saved(name, file: path), session.tongue))
    }
    talk.flush()
  }

  /// An answer to where answers go. What cannot be written to a file at the prompt comes on the screen.
  mutating func show(_ answer: Answer, _ question: String) throws(Diagnostics) {
    last = (answer, question)
    if let refusal = refusal(answer, format) { throw Diagnostics(refusal) }
    if once != nil {
      try add(answer, question, to: \.once)
      let name = once?.name ?? ""
      do throws(Diagnostics) {
        try close(\.once)
        tell(saved(name))
      } catch {
        if !isTyped { throw error }
        tell(error, nil)
        try showHere(answer, question)
      }
    } else if file != nil {
      try add(answer, question, to: \.file)
      if isTyped, !isWritten(\.file) { try showHere(answer, question) }
    } else {
      try showHere(answer, question)
    }
    if copy != nil {
      try add(answer, question, to: \.copy)
      if isTyped { _ = isWritten(\.copy) }
    }
  }

  private mutating func showHere(_ answer: Answer, _ question: String) throws(Diagnostics) {
    if !isTyped, out.answers > 0 { try part(&out) }
    let isWhole = InsynRender.write(
      answer, format, looks(question, on: out), to: &out, talk: &talk)
    out.answers += 1
    if !isWhole { throw Diagnostics(.stopped(answer)) }
  }

  private mutating func add(
    _ answer: Answer, _ question: String, to slot: WritableKeyPath<Shell, Output?>
  ) throws(Diagnostics) {
    guard var target = self[keyPath: slot] else { return }
    self[keyPath: slot] = nil
    defer { self[keyPath: slot] = target }
    if target.answers > 0 { try part(&target) }
    let looks = looks(question, on: target)
    // What is only talk has been said beside the answer itself.
    var said = ""
    let isWhole =
      slot == \.copy
      ? InsynRender.write(answer, format, looks, to: &target, talk: &said)
      : InsynRender.write(answer, format, looks, to: &target, talk: &talk)
    target.answers += 1
    if !isWhole { throw Diagnostics(.stopped(answer)) }
  }

  /// What stands between two answers. Throws IN36 where the format has room for one only.
  private func part(_ output: inout Output) throws(Diagnostics) {
    if format.isSingle { throw Diagnostics(Diagnostic(.secondAnswer(format: format.rawValue))) }
    if format.holdsNotes { output.write("\n") }
  }

  /// False, with what is wrong told, when a file cannot be written any longer; it is then let go.
  private mutating func isWritten(_ slot: WritableKeyPath<Shell, Output?>) -> Bool {
    self[keyPath: slot]?.flush()
    if self[keyPath: slot]?.hasFailed != true { return true }
    do throws(Diagnostics) {
      try close(slot)
    } catch {
      tell(error, nil)
    }
    return false
  }

  /// Text that is no answer, to where answers go.
  mutating func write(_ text: String) {
    if file != nil { file?.write(text) } else { out.write(text) }
  }

  private mutating func explain(_ code: Code) {
    guard let explanation = explanation(code, session.tongue) else {
      return tell(Diagnostics(Diagnostic(.unknown(word: "\(code)", .start))), nil)
    }
    if format == .none { return }
    write("\(code): \(explanation.title)\n\(explanation.text)\n")
    for example in explanation.examples { write("  \(example)\n") }
  }

  /// Lines broken between words where a terminal is narrower than they are.
  func fitted(_ text: String, to output: Output) -> String {
    guard let size = terminalSize(output.descriptor) else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.flatMap { wrapped(String($0), indent: "    ", to: size.columns) }
      .joined(separator: "\n")
  }

  // MARK: talk

  /// A note beside the answers: `· …`.
  mutating func tell(_ note: String) {
    out.flush()
    let width = terminalSize(talk.descriptor)?.columns
    for line in wrapped("· " + note, indent: "  ", to: width) { talk.write(line + "\n") }
    talk.flush()
  }

  mutating func tell(_ diagnostics: Diagnostics, _ source: Source?) {
    out.flush()
    for diagnostic in diagnostics.all {
      let isShared = diagnostic.attempt == diagnostics.all.last?.attempt
      var shown = diagnostic
      if isShared, diagnostic != diagnostics.all.last { shown.attempt = nil }
      let width = terminalSize(talk.descriptor)?.columns
      talk.write(message(shown, source: source, tongue: session.tongue, width: width) + "\n")
    }
    talk.flush()
  }
}

/// The columns and rows of a terminal, nil when there is none.
func terminalSize(_ descriptor: Int32) -> (columns: Int, rows: Int)? {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return (Int(size.ws_col), Int(size.ws_row))
}

extension Diagnostic {
  /// IN53 while an answer was written.
  static func stopped(_ answer: Answer) -> Diagnostic {
    Diagnostic(.stopped(Reached(.rows, 0, of: answer.rows.count)))
  }
}
