import Glibc
import InsynEditor
import InsynLanguage
import InsynValue

/// What came of a text that was entered at the prompt.
package enum Outcome: Hashable, Sendable {
  case done
  case leave
  /// The next prompt holds a line that has only to be run.
  case prefilled(String)
}

extension Shell {
  /// Lines from a person until she leaves; leaving is always 0.
  package mutating func converse() -> Exit {
    // LanguageGuide, with the session's catalogue, takes the place of BareGuide here and below.
    let editor = LineEditor(
      history: configurationFolder().map { $0 + "/history" }, guide: BareGuide(),
      tongue: session.tongue)
    editor.asides = asides
    talk.write(greeting(session.tongue))
    talk.flush()
    var prefilled = ""
    while true {
      editor.tongue = session.tongue
      switch editor.read(prompt: "insyn> ", prefilled: prefilled, status: status) {
      case .end: return .ok
      case .interrupted: prefilled = ""
      case .aside(let word, let rest):
        prefilled = rest
        if enter(word) == .leave { return .ok }
      case .text(let text):
        if let path = editor.remember(text) { warn(ofHistory: path) }
        Cancellation.user.forget()
        let outcome = enter(text)
        out.flush()
        talk.flush()
        switch outcome {
        case .done: prefilled = ""
        case .leave: return .ok
        case .prefilled(let line): prefilled = line
        }
      }
    }
  }

  /// Everything that is entered at the prompt: words that leave and that help, else questions.
  package mutating func enter(_ text: String) -> Outcome {
    let word = fold(text)
    if leavings.contains(word) { return .leave }
    if asides.contains(word) || asides.contains(text) {
      out.write(greeting(session.tongue))
      out.flush()
      return .done
    }
    for source in session.script(text, name: nil).statements {
      _ = answer(source, .loose)
      written = 0
      out.flush()
      talk.flush()
    }
    return .done
  }

  /// What the answers come from and what protects them, at the right of the prompt.
  private var status: String {
    let own = Title(sv: "fem rapporter", en: "five reports")[session.tongue]
    let data = settings.data.last.map { folder in
      folder.split(separator: "/").last.map(String.init) ?? folder
    }
    return (data ?? own) + " · "
      + Title(sv: "publicerade tal", en: "published figures")[session.tongue]
  }

  private mutating func warn(ofHistory path: String) {
    let words = Title(
      sv: "· det som skrivs här kan inte sparas: \(path) går inte att skriva",
      en: "· what is typed here cannot be kept: \(path) cannot be written")
    talk.write(words[session.tongue] + "\n")
    talk.flush()
  }
}

/// Folded words that leave.
private let leavings: Set<String> = ["exit", "quit", "sluta"]

/// What is answered anywhere, also in the middle of a statement.
private let asides: Set<String> = ["help", "hjälp", "?"]

/// Knows only where a statement goes on.
private struct BareGuide: Guide {
  func paint(_ text: String) -> [Stretch] { [] }
  func hint(_ text: String) -> String? { nil }
  func completion(_ text: String, at cursor: Int) -> Completion {
    Completion(replaced: cursor..<cursor, choices: [])
  }
  func open(_ text: String) -> String? { Script.isOpen(Array(text.utf8)[...]) ? "…" : nil }
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
