import InsynFinish
import InsynLanguage
import InsynPlan
import InsynRender
import InsynShell
import InsynStore
import InsynValue

/// The bundled reports, opened once for all tests.
package enum Reports {
  /// The catalogue, and the position at which a session goes on.
  package static let opened: (catalogue: Catalogue, base: UInt32) = {
    do throws(Diagnostics) {
      let (catalogue, base) = try openCatalogue(bundledFiles)
      return (catalogue, base)
    } catch {
      preconditionFailure("the bundled package opens: \(error)")
    }
  }()

  /// A session over the reports.
  package static func session(
    _ tongue: Tongue = .sv, cancellation: Cancellation = Cancellation()
  ) -> Session {
    Session(
      opened.catalogue, tongue: tongue, base: opened.base, rules: rules, practice: .bundled,
      cancellation: cancellation)
  }

  /// A session whose legs are answered row by row; the findings are read anew when they are filled.
  package static func naiveSession() -> Session {
    Session(
      opened.catalogue, tongue: .sv, base: opened.base, rules: rules, practice: .bundled
    ) { store in
      store[store.findings].rowCount == 0 && !store.unpractised.isEmpty
        ? naive : NaiveSource(store)
    }
  }

  private static let naive = NaiveSource(opened.catalogue.store)

  private static let rules: RuleSource = { store throws(Diagnostic) in
    try openRules(bundledFiles, store)
  }
}

/// What came of a question: each stage as text.
package struct Outcome: Sendable {
  package var canonical: String?
  package var plan: String?
  package var answer: String?
  package var error: String?
  /// The lines that the diagnostics offer.
  package var attempts: [String] = []

  package init() {}

  /// The parts of a corpus case.
  package var parts: [String: String] {
    var parts: [String: String] = [:]
    parts["canonical"] = canonical
    parts["plan"] = plan
    parts["answer"] = answer
    parts["error"] = error
    return parts
  }
}

/// Text with no blanks at the ends of its lines and no empty last lines.
package func trimmed(_ text: String) -> String {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
  while lines.last?.isEmpty ?? false { lines.removeLast() }
  return lines.joined(separator: "\n")
}

/// Answers a question, which may be several lines of a session, in a session of its own.
package func outcome(
  _ question: String, _ session: Session = Reports.session(), format: Format = .table
) -> Outcome {
  var session = session
  var outcome = Outcome()
  for source in session.script(question, name: nil).statements {
    outcome = Outcome()
    do throws(Diagnostics) {
      let reply = try session.answer(source)
      let answer: Answer
      let question: String
      switch reply {
      case .answer(let found, let asked), .checked(let found, let asked, _):
        (answer, question) = (found, asked)
      case .told, .explained, .save, .nothing: continue
      }
      outcome.canonical = question
      outcome.answer = trimmed(written(answer, question, session.tongue, format))
      outcome.plan = session.plan.map { PlanText(session.catalogue).text($0) }
    } catch {
      outcome.error = trimmed(
        error.all.map { message($0, source: source, tongue: session.tongue, width: nil) }
          .joined(separator: "\n"))
      outcome.attempts = error.all.compactMap(\.attempt)
      return outcome
    }
  }
  return outcome
}

/// An answer in a format, as it goes to standard output.
package func written(
  _ answer: Answer, _ question: String, _ tongue: Tongue, _ format: Format
) -> String {
  var (out, talk) = ("", "")
  let looks = Looks(tongue: tongue, width: nil, rowLimit: nil, question: question)
  write(answer, format, looks, to: &out, talk: &talk)
  return out
}
