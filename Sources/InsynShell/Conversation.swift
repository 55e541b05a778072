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
    case prefilled(Prefill)
  }

  /// Lines from a person until she leaves; leaving is always 0.
  package mutating func converse() -> Exit {
    var guide = PromptGuide(session, after: nil) { [] }
    let editor = LineEditor(
      history: configurationFolder().map { $0 + "/history" }, guide: guide, tongue: session.tongue)
    editor.isAside = isAside
    desk.edit = { editor.edit($0) }
    desk.history = { editor.entries }
    talk.write(fitted(greeting(session.tongue), to: talk))
    talk.flush()
    var prefilled: Prefill?
    while true {
      guide = PromptGuide(session, after: guide) { editor.entries.reversed() }
      (editor.guide, editor.tongue) = (guide, session.tongue)
      let line = editor.read(prompt: "insyn> ", prefilled: prefilled, status: statusText)
      prefilled = nil
      switch line {
      case .end: return .ok
      case .interrupted: continue
      case .aside(let word, let rest):
        _ = enter(word)
        prefilled = Prefill(rest)
      case .text(let text):
        if let path = editor.remember(text) { warnOfHistory(path) }
        switch enter(text) {
        case .done: continue
        case .leave: return .ok
        case .prefilled(let line): prefilled = line
        }
      }
    }
  }

  /// The door from the prompt.
  mutating func enter(_ text: String) -> Outcome { run(typed: text) }

  private mutating func warnOfHistory(_ path: String) {
    let words = Title(
      sv: "· Historiken kan inte sparas i \(path); den finns till du lämnar insyn.",
      en: "· The history cannot be kept in \(path); it is there until you leave insyn.")
    talk.write(words[session.tongue] + "\n")
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

/// True for a line that asks for help, which is answered also in the middle of a statement.
private func isAside(_ line: String) -> Bool {
  let words = line.split(whereSeparator: \.isWhitespace)
  if words == ["?"] { return true }
  return words.first.map { helpingWords.contains(fold(String($0))) } ?? false
}

/// The guide to the language at one prompt, made when the first letter is typed: no prompt waits for it.
private final class PromptGuide: Guide {
  private let session: Session
  private let entries: () -> [String]
  private let earlier: LanguageGuide?
  private var made: LanguageGuide?

  init(_ session: Session, after earlier: PromptGuide?, entries: @escaping () -> [String]) {
    (self.session, self.entries) = (session, entries)
    self.earlier = earlier?.made ?? earlier?.earlier
  }

  private var language: LanguageGuide {
    if let made { return made }
    let language = LanguageGuide(session, history: entries(), after: earlier)
    made = language
    return language
  }

  func paint(_ text: String) -> [Stretch] { language.paint(text) }
  func hint(_ text: String) -> String? { language.hint(text) }
  func open(_ text: String) -> String? { language.open(text) }
  func completion(_ text: String, at cursor: Int) -> Completion {
    language.completion(text, at: cursor)
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
