import Glibc
import InsynRender
import InsynValue
import Synchronization

/// A line on a terminal that says how far what takes long has come, how fast it goes and how long is
/// left. It comes after three tenths of a second and is gone when the work is done.
package final class ProgressBar: Sendable {
  /// Milliseconds before the line comes, and between two of its forms.
  private static let patience = 300
  private static let pace = 100

  private let tongue: Tongue
  private let clock: @Sendable () -> Int
  private let put: @Sendable (String) -> Void
  private let state = Mutex(State())

  private struct State {
    /// When the work began, nil while there is none.
    var start: Int?
    var work: Work?
    var done = 0
    /// When the line was last drawn, nil while there is no line.
    var drawn: Int?
  }

  /// A line that is put where `put` puts it, by the time of a clock.
  package init(
    tongue: Tongue, clock: @escaping @Sendable () -> Int, put: @escaping @Sendable (String) -> Void
  ) {
    self.tongue = tongue
    self.clock = clock
    self.put = put
  }

  /// The line of a terminal; nothing where the output is none, or is one that cannot take a line back.
  convenience init(_ output: Output, _ tongue: Tongue) {
    let isShown = output.isTerminal && environment("TERM") != "dumb"
    let descriptor = output.descriptor
    self.init(tongue: tongue, clock: now) { text in
      if !isShown { return }
      var output = Output(descriptor)
      output.write(text)
      output.flush()
    }
  }

  /// How far the work has come.
  package func show(_ reached: Reached) {
    let line: String? = state.withLock { state in
      let time = clock()
      if state.work != reached.work || reached.done < state.done {
        (state.work, state.start) = (reached.work, time)
      }
      state.done = reached.done
      let elapsed = time - (state.start ?? time)
      if elapsed < Self.patience { return nil }
      if let drawn = state.drawn, time - drawn < Self.pace { return nil }
      state.drawn = time
      return "\r" + text(reached, elapsed) + "\u{1B}[K"
    }
    if let line { put(line) }
  }

  /// Takes the line away, if there is one.
  package func end() {
    let wasDrawn = state.withLock { state in
      defer { state = State() }
      return state.drawn != nil
    }
    if wasDrawn { put("\r\u{1B}[K") }
  }

  /// `▓▓▓▓░░░░░░░░░░░░ 12 av 129 regler · 40 i sekunden · 3 s kvar`
  private func text(_ reached: Reached, _ elapsed: Int) -> String {
    let filled = 16 * reached.done / max(reached.all, 1)
    var parts = [
      String(repeating: "▓", count: filled) + String(repeating: "░", count: 16 - filled) + " "
        + InsynRender.progress(reached, tongue)
    ]
    let rate = reached.done * 1000 / max(elapsed, 1)
    if rate > 0 {
      parts.append(Title(sv: "\(rate) i sekunden", en: "\(rate) a second")[tongue])
    }
    if reached.done > 0 {
      let left = (elapsed * (reached.all - reached.done) / reached.done + 999) / 1000
      parts.append(Title(sv: "\(left) s kvar", en: "\(left) s left")[tongue])
    }
    return parts.joined(separator: " · ")
  }
}
