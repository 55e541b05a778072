import Glibc
import InsynEditor
import InsynLanguage
import InsynValue

extension Shell {
  /// What came of a text that was entered at the prompt.
  package enum Outcome {
    case done
    case leave
    /// The next line begins with a text, ready for Enter.
    case prefilled(String)
  }

  /// Lines from a person until she leaves; leaving is always 0.
  package mutating func converse() -> Exit {
    talk.write(greeting(session.tongue))
    talk.flush()
    let history = History(path: makeConfigurationFolder().map { $0 + "/history" })
    var guide = LanguageGuide(session, history: [])
    if canDraw, let editor = LineEditor(guide, history: history) {
      desk.edit = { InsynEditor.edit($0) }
      desk.history = { history.entries }
      return converse(editor, &guide)
    }
    return conversePlainly()
  }

  /// A terminal on both sides that knows how to move its cursor.
  private var canDraw: Bool {
    let terminal = environment("TERM") ?? "dumb"
    return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
      && !["", "dumb"].contains(terminal)
  }

  private mutating func converse(_ editor: LineEditor, _ guide: inout LanguageGuide) -> Exit {
    var prefilled = ""
    var hasWarned = false
    while true {
      guide = LanguageGuide(session, history: [], after: guide)
      editor.guide = guide
      let line = editor.read(prompt: "insyn> ", status: statusText, prefilled: prefilled)
      prefilled = ""
      if case .end = line { return .ok }
      guard case .text(let text) = line else { continue }
      editor.history.append(text)
      if editor.history.hasFailed, !hasWarned {
        hasWarned = true
        warnOfHistory()
      }
      switch enter(text) {
      case .done: break
      case .leave: return .ok
      case .prefilled(let line): prefilled = line
      }
    }
  }

  /// Line by line from a terminal that cannot be drawn on; what is open goes on with the next line.
  private mutating func conversePlainly() -> Exit {
    var lines = PlainLines()
    var open = ""
    let isAsked = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    while true {
      if isAsked {
        talk.write(open.isEmpty ? "insyn> " : "   ... ")
        talk.flush()
      }
      guard let line = lines.next() else { return .ok }
      open += open.isEmpty ? line : "\n" + line
      if Script.isOpen(Array(open.utf8)[...]), !line.isEmpty { continue }
      if case .leave = enter(open) { return .ok }
      open = ""
    }
  }

  /// The door from the prompt.
  mutating func enter(_ text: String) -> Outcome { run(typed: text) }

  private mutating func warnOfHistory() {
    talk.write(
      Title(
        sv: "· Historiken kan inte sparas; den finns till du lämnar insyn.\n",
        en: "· The history cannot be kept; it is there until you leave insyn.\n")[session.tongue])
    talk.flush()
  }

  /// The data, how they are protected, and what computes.
  private var statusText: String {
    let own = folder.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let data = own ?? Title(sv: "rapporterna", en: "the reports")[session.tongue]
    let open = Title(sv: "publicerade tal", en: "published figures")[session.tongue]
    return "\(data) · \(open)"
  }
}

/// Three sentences that run.
private func greeting(_ tongue: Tongue) -> String {
  switch tongue {
  case .sv:
    """
    insyn: ställ en fråga till rapporterna, till exempel
      andel barn i bidragsfamiljer per stadsdel
      AR-utfall per kön
      vilka indikatorer missar årsmålet
    visa listar tabellerna, källa säger var siffrorna står, sluta avslutar.

    """
  case .en:
    """
    insyn: ask the reports a question, for example
      share of children in benefit families by district
      AR outcomes by gender
      which indicators miss their target
    show lists the tables, source says where the figures stand, exit leaves.

    """
  }
}
