import Glibc
import InsynLanguage
import InsynPlan
import InsynValue

extension Shell {
  /// `.watch 5 QUESTION`, or the last question: asked anew every so many seconds until Ctrl-C. A package
  /// of a folder is read anew each time, since that is what may have changed.
  mutating func watch(_ line: CommandLine) throws(Diagnostic) -> Course {
    guard let text = line.arguments.first?.text, let seconds = Int(text), seconds > 0,
      seconds <= 86_400
    else { throw line.wrong(.seconds) }
    guard let question = line.rest(from: 1) ?? last?.question else {
      throw Diagnostic(.nothingAnswered, line.source.span)
    }
    while true {
      if let folder { reopen(folder) }
      let script = session.script(question, name: nil)
      let course = run(script, .loose)
      out.flush()
      talk.flush()
      if case .on = course {} else { return course }
      if !isWaited(seconds) { return .on }
    }
  }

  /// Reads the package anew, with the names that the session has given. What cannot be read is told, and
  /// the data stay as they were.
  private mutating func reopen(_ folder: String) {
    do throws(Diagnostics) {
      let (fresh, files, _) = try Shell.open(
        folder, practice: settings.practice, tongue: session.tongue, progress: progress)
      var opened = fresh
      opened.given = session.given
      opened.parameters = session.parameters
      for definition in session.catalogue.definitions where !definition.isCatalogue {
        for source in opened.script(definition.text, name: nil).statements {
          _ = try opened.answer(source)
        }
      }
      (session, self.files) = (opened, files)
    } catch {
      tell(error, nil)
    }
  }

  /// Waits so many seconds. False when somebody wished to stop.
  private func isWaited(_ seconds: Int) -> Bool {
    let end = now() + seconds * 1000
    while now() < end {
      if session.cancellation.isWished { return false }
      poll(nil, 0, Int32(min(end - now(), 50)))
    }
    return !session.cancellation.isWished
  }
}
