import Glibc
import InsynEditor
import InsynLanguage
import InsynValue

extension Shell {
  /// Lines from a person until she leaves; leaving is always 0.
  package mutating func converse() -> Exit {
    guard let editor = LineEditor() else { return run() }
    talk.write(greeting(session.tongue))
    talk.flush()
    var open = ""
    while true {
      switch editor.read(prompt: open.isEmpty ? "insyn> " : "   ... ") {
      case .end:
        talk.write("\n")
        talk.flush()
        return .ok
      case .interrupted:
        talk.write("\n")
        talk.flush()
        open = ""
      case .text(let line):
        open += open.isEmpty ? line : "\n" + line
        if Script.isOpen(Array(open.utf8)[...]), !line.isEmpty { continue }
        editor.remember(open)
        let entered = open
        open = ""
        if case .leave = enter(entered) { return .ok }
      }
    }
  }

  /// What came of what was entered.
  package enum Outcome {
    case done
    case leave
    case prefilled(String)
  }

  /// The door from the prompt.
  mutating func enter(_ text: String) -> Outcome { run(typed: text) }
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
