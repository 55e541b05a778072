import InsynEditor
import InsynLanguage
import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue

/// A guide over the reports, after some statements of a session.
func guide(
  _ tongue: Tongue = .sv, after statements: [String] = [], history: [String] = []
) -> LanguageGuide {
  guide(Reports.session(tongue), after: statements, history: history)
}

/// A guide over a session, after some statements.
func guide(
  _ session: Session, after statements: [String] = [], history: [String] = []
) -> LanguageGuide {
  var session = session
  for statement in statements {
    for source in session.script(statement, name: nil).statements {
      do throws(Diagnostics) {
        _ = try session.answer(source)
      } catch {
        preconditionFailure("\(statement): \(error)")
      }
    }
  }
  return LanguageGuide(session, history: history)
}

extension LanguageGuide {
  /// What is offered where `|` stands, or at the end of a text without one.
  func offered(_ marked: String) -> [String] {
    completion(marked).choices.map(\.text)
  }

  func completion(_ marked: String) -> Completion {
    let at = marked.utf8.firstIndex(of: UInt8(ascii: "|"))
    let cursor = at.map { marked.utf8.distance(from: marked.utf8.startIndex, to: $0) }
    return completion(marked.filter { $0 != "|" }, at: cursor ?? marked.utf8.count)
  }
}

/// A session over made-up households, whose obstacles stand in no code list.
let household: Session = {
  do throws(Diagnostics) {
    let (catalogue, base) = try openCatalogue(HouseholdPackage(seed: 7, count: 60).files)
    return Session(
      catalogue, tongue: .sv, base: base,
      rules: { Rules.standing(for: $0) })
  } catch {
    preconditionFailure("the package opens: \(error)")
  }
}()
