import InsynLanguage
import InsynValue

extension Shell {
  /// `rc` in the person's own folder: commands, and names that she uses. A line that is wrong is told
  /// with its place, and the next one is read. For the prompt only.
  package mutating func readOwnCommands() -> Course {
    guard let folder = configurationFolder(), let bytes = contents(of: folder + "/rc") else {
      return .on
    }
    let name = folder + "/rc"
    do throws(Diagnostic) {
      let text = try scriptText(bytes, name: name)
      isTyped = true
      defer { (isTyped, typed) = (false, []) }
      for piece in session.script(text, name: name).pieces {
        let course: Course
        switch piece {
        case .blank: continue
        case .command(let source): course = perform(source)
        case .statement(let source): course = take(source)
        }
        if case .leave = course { return course }
      }
    } catch {
      tell(Diagnostics(error), nil)
    }
    out.flush()
    talk.flush()
    return .on
  }

  /// A statement of the file: names are taken without a word.
  private mutating func take(_ source: Source) -> Course {
    do throws(Diagnostics) {
      let reply = try session.answer(source)
      if case .told = reply { return .on }
      try show(reply)
      return .on
    } catch {
      return failed(error, source)
    }
  }
}
