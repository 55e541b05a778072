import Glibc
import InsynValue

/// Ctrl-C as a wish to stop, while something runs.
struct Interrupts {
  private var former = sigaction()

  /// From now on Ctrl-C wishes. A script that does not heed the first is ended by the second; at the
  /// prompt nothing ends but the question. Where the signal was ignored from outside it stays so.
  init(isTyped: Bool) {
    // Made before a signal's handler may touch it. What was wished while the data of a script were read
    // is wished of its questions too.
    let cancellation = Cancellation.user
    if isTyped { cancellation.forget() }
    var action = sigaction()
    if isTyped {
      action.__sigaction_handler.sa_handler = wish
    } else {
      action.__sigaction_handler.sa_handler = wishOrEnd
    }
    sigemptyset(&action.sa_mask)
    action.sa_flags = 0
    sigaction(SIGINT, &action, &former)
    if !isTyped, unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self) == 1 {
      sigaction(SIGINT, &former, nil)
    }
  }

  /// What Ctrl-C did before, it does again.
  consuming func end() {
    sigaction(SIGINT, &former, nil)
  }
}

private func wish(_: Int32) { Cancellation.user.wish() }

private func wishOrEnd(_: Int32) {
  if Cancellation.user.isWished {
    signal(SIGINT, SIG_DFL)
    raise(SIGINT)
  }
  Cancellation.user.wish()
}
