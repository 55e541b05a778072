import Glibc
import InsynValue

// Keys on their way to libedit, and the signals that come between them.

extension LineEditor: EditlineOwner {
  func nextCode() -> UInt32? {
    guard let editline else { return nil }
    editline.makeRoom()
    if let prefilled {
      editline.replace(0..<0, with: prefilled.text.precomposed)
      editline.refresh()
      offered = prefilled.isOffered ? text : nil
      self.prefilled = nil
    }
    // In vi's command mode the cursor stands on a letter; libedit sees to it when it draws.
    if editline.hasViKeys { editline.refresh() }
    settleCursor(editline)
    while true {
      let key = nextKey()
      makeWay(for: key, editline)
      let isSpaced = spaced.map { $0 == text } ?? false
      spaced = nil
      switch key {
      case .scalar(" ") where isSpaced: continue
      case .scalar(let scalar): return compose(scalar, editline) ?? scalar.value
      // Alone it is what people press to be rid of something, and no half of another key.
      case .special(.escape) where !editline.hasViKeys: continue
      case .special(let special): return UInt32(special.rawValue)
      case .bound(let code): return UInt32(code)
      case .paste(let text):
        let cursor = editline.buffer.cursor
        inserted = (cursor..<cursor, text)
        return UInt32(Special.inserted.rawValue)
      case .none: continue
      case .gone: return nil
      }
    }
  }

  /// Another line that is begun takes the place of the one that was offered.
  private func makeWay(for key: Key, _ editline: Editline) {
    guard let offered else { return }
    self.offered = nil
    let begins =
      switch key {
      case .scalar(let scalar):
        scalar.properties.isAlphabetic || "0"..."9" ~= scalar || scalar == "\"" || scalar == "."
      case .paste: true
      case .special, .bound, .none, .gone: false
      }
    guard begins, text == offered else { return }
    setLine("", editline)
    editline.refresh()
  }

  /// The next key; draws while it waits.
  func nextKey() -> Key {
    while true {
      if isInterrupted {
        isInterrupted = false
        return .scalar("\u{03}")
      }
      if !keys.hasKept, !Terminal.hasInput {
        draw()
        if !Terminal.hasInput { feedHistory() }
      }
      if let key = keys.next(Terminal.byte) { return key }
      while let signal = Signals.next() { meet(signal) }
    }
  }

  /// A mark typed after its letter makes one letter with it.
  private func compose(_ scalar: Unicode.Scalar, _ editline: Editline) -> UInt32? {
    guard scalar.value >= 0x300 else { return nil }
    let (text, cursor) = editline.buffer
    guard cursor > 0 else { return nil }
    let joined = String(String.UnicodeScalarView([text[cursor - 1], scalar])).precomposed
    guard joined.unicodeScalars.count == 1 else { return nil }
    inserted = (cursor - 1..<cursor, joined)
    return UInt32(Special.inserted.rawValue)
  }

  /// libedit moves by scalars; the cursor never stands inside a cluster.
  private func settleCursor(_ editline: Editline) {
    let (text, cursor) = editline.buffer
    guard cursor > 0, cursor < text.count, text[cursor].value >= 0x300 || text[cursor - 1] == "\r"
    else { return }
    let starts = clusterStarts(text)
    if starts.contains(cursor) { return }
    editline.move(to: starts.last { $0 < cursor } ?? 0)
    editline.refresh()
  }

  private func meet(_ signal: Int32) {
    switch signal {
    case SIGINT: isInterrupted = true
    case SIGWINCH: Terminal.write(screen.clearAfterResize(columns: Terminal.size.columns))
    case SIGTSTP: stop()
    case SIGCONT: resume()
    case SIGHUP, SIGTERM: die(of: signal)
    default: break
    }
  }

  private func putBackTerminal() {
    Terminal.write(screen.leave() + "\u{1B}[?2004l")
    editline?.setRaw(false)
  }

  private func stop() {
    putBackTerminal()
    Signals.release(SIGTSTP)
    raise(SIGTSTP)
    Signals.catchWhileTyping(SIGTSTP)
  }

  private func resume() {
    editline?.setRaw(true)
    screen.forget()
    Terminal.write("\u{1B}[?2004h")
  }

  private func die(of signal: Int32) {
    putBackTerminal()
    Signals.release(signal)
    raise(signal)
  }

  /// Lets another program have the terminal, the line out of its way.
  func lend(_ work: () -> Void) {
    Terminal.write(screen.clear() + "\u{1B}[?2004l")
    editline?.setRaw(false)
    Signals.endTyping()
    work()
    Signals.beginTyping()
    resume()
  }
}

/// Where the clusters of a text begin, in scalars, and where the last one ends.
func clusterStarts(_ text: [Unicode.Scalar]) -> [Int] {
  var starts = [0]
  for character in String(String.UnicodeScalarView(text)) {
    starts.append((starts.last ?? 0) + character.unicodeScalars.count)
  }
  return starts
}
