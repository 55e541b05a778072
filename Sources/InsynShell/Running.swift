import Glibc
import InsynEditor
import InsynLanguage
import InsynRender
import InsynValue

/// How it goes on after a statement or a command.
package enum Course {
  case on
  case failed(Exit)
  /// The program is left, with the code so far.
  case leave(Exit)
  /// At the prompt: the next line is begun for the person.
  case prefilled(Prefill)
}

extension Shell {
  /// What a person has entered: statements and commands, each run once, in order.
  package mutating func run(typed text: String) -> Outcome {
    isTyped = true
    if text.allSatisfy(\.isWhitespace) { return .done }
    typed.append(text)
    let interrupts = Interrupts(isTyped: true)
    defer { interrupts.end() }
    let course = spoken(text) ?? run(session.script(text, name: nil), .loose)
    out.flush()
    talk.flush()
    switch course {
    case .on, .failed: return .done
    case .leave: return .leave
    case .prefilled(let text): return .prefilled(text)
    }
  }

  /// The words that are understood without a full stop: `sluta`, `hjälp per`, `?`.
  private mutating func spoken(_ text: String) -> Course? {
    let words = fold(text).split(separator: " ").map(String.init)
    let isMark = text.split(whereSeparator: \.isWhitespace).elementsEqual(["?"])
    if isMark || words.first.map(helpingWords.contains) ?? false {
      out.write(fitted(help(words.dropFirst().joined(separator: " ")), to: out))
      return .on
    }
    return words.count == 1 && leavingWords.contains(words[0]) ? .leave(.ok) : nil
  }

  mutating func run(_ step: Step) -> Course {
    switch step {
    case .question(let text):
      let script = session.script(text, name: nil)
      if script.isEmpty { return failed(Diagnostics(Diagnostic(.noQuestions)), nil) }
      return run(script, .loose)
    case .file(let path): return run(file: path)
    case .standardInput: return run(contents(of: STDIN_FILENO), name: "-", .loose)
    }
  }

  /// A file of canonical lines. One that is being read already would never end.
  mutating func run(file path: String) -> Course {
    let place = whole(path)
    if reading.contains(place) { return failed(Diagnostics(Diagnostic(.readsItself(path))), nil) }
    reading.append(place)
    defer { reading.removeLast() }
    return run(contents(of: path), name: path, .canonical)
  }

  private mutating func run(_ bytes: [UInt8]?, name: String, _ mode: Session.Reading) -> Course {
    if session.cancellation.isWished { return stopped() }
    do throws(Diagnostic) {
      let text = try scriptText(bytes, name: name)
      let script = session.script(text, name: name)
      if script.isEmpty { throw Diagnostic(.noQuestions, place: FilePlace(file: name)) }
      return run(script, mode)
    } catch {
      return failed(Diagnostics(error), nil)
    }
  }

  /// Statement by statement, until one fails; at the prompt only Ctrl-C ends what was entered.
  mutating func run(_ script: Script, _ mode: Session.Reading) -> Course {
    var first: Exit?
    var course = Course.on
    for piece in script.pieces {
      if case .blank = piece { continue }
      if session.cancellation.isWished { return stopped() }
      course = run(piece, mode)
      switch course {
      case .on, .prefilled: continue
      case .leave(let exit): return .leave(first ?? exit)
      case .failed(let exit):
        if exit == .interrupted { return course }
        first = first ?? exit
        if stops(exit) { return .failed(first ?? exit) }
      }
    }
    if isTyped, reading.isEmpty { return course }
    return first.map { .failed($0) } ?? .on
  }

  private mutating func run(_ piece: Script.Piece, _ mode: Session.Reading) -> Course {
    switch piece {
    case .blank: .on
    case .statement(let source):
      (mode == .loose ? spoken(source.text) : nil) ?? answer(source, mode)
    case .command(let source): perform(source)
    }
  }

  /// True when nothing more is run after a failure.
  func stops(_ exit: Exit) -> Bool {
    if exit == .interrupted { return true }
    if isTyped { return !reading.isEmpty && !settings.keepsGoing }
    return !settings.keepsGoing
  }

  private mutating func stopped() -> Course {
    failed(Diagnostics(Diagnostic(.stopped(Reached(.rows, 0, of: 0)))), nil)
  }

  mutating func answer(_ source: Source, _ mode: Session.Reading) -> Course {
    let start = now()
    do throws(Diagnostics) {
      let reply = try session.answer(source, mode)
      progress.end()
      // A file that names things does what it says; only a person is told.
      if mode == .canonical, case .told(let notes) = reply, notes.allSatisfy(\.isOfDefinition) {
        return .on
      }
      try show(reply)
      if isTimed { tellTime(since: start) }
      if case .checked(_, _, let contradictions) = reply, settings.isStrict, contradictions > 0 {
        return .failed(.queryFailed)
      }
      return .on
    } catch {
      progress.end()
      if asks(for: error, source) { return answer(source, mode) }
      return failed(error, source)
    }
  }

  /// At the prompt a parameter without a value is asked for. True when somebody has answered.
  private mutating func asks(for diagnostics: Diagnostics, _ source: Source) -> Bool {
    guard isTyped, case .parameterWithoutValue(let name)? = diagnostics.all.first?.fault else {
      return false
    }
    out.flush()
    let question = declaredParameter(source)?.text ?? "$\(name)"
    guard let value = desk.ask("\(question): "), !value.isEmpty else { return false }
    session.given[name] = value
    return true
  }

  /// Tells what is wrong. At the prompt the next line holds what would be right, ready for Enter.
  mutating func failed(_ diagnostics: Diagnostics, _ source: Source?) -> Course {
    tell(diagnostics, source)
    if isTyped, reading.isEmpty, let correction = diagnostics.correction {
      return .prefilled(Prefill(correction, isOffered: true))
    }
    return .failed(exit(for: diagnostics))
  }

  /// What a failure leaves the program with.
  private func exit(for diagnostics: Diagnostics) -> Exit {
    let exits = diagnostics.all.map { diagnostic -> Exit in
      switch diagnostic.fault {
      case .stopped: .interrupted
      case .parameterWithoutValue, .badParameter, .secondAnswer, .unwritable, .unreadable, .notText,
        .noQuestions, .badJSON, .badPackage, .badCell, .phraseTaken, .protectedTable, .readsItself,
        .noRoom, .badSnapshot, .diskFull:
        .usage
      default: .queryFailed
      }
    }
    return exits.max { $0.rawValue < $1.rawValue } ?? .queryFailed
  }

  /// `--canonical FILE`: the whole file in canonical form.
  mutating func canonical(_ path: String) -> Exit {
    do throws(Diagnostic) {
      let text = try scriptText(contents(of: path), name: path)
      for piece in session.script(text, name: path).pieces {
        switch piece {
        case .blank(let line): write(line + "\n")
        case .command(let source): write(source.text + "\n")
        case .statement(let source):
          do throws(Diagnostics) {
            write(try session.canonical(source) + "\n")
          } catch {
            tell(error, source)
            return finished(.queryFailed)
          }
        }
      }
      return finished(.ok)
    } catch {
      tell(Diagnostics(error), nil)
      return finished(.usage)
    }
  }
}

/// The full name of a file, by which it is known again.
func whole(_ path: String) -> String {
  guard let place = realpath(path, nil) else { return path }
  defer { free(place) }
  return String(cString: place)
}

/// Milliseconds on a clock that only goes forward.
package func now() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
