import Glibc
import InsynValue

/// Signals as bytes of a pipe, so that they are met where the program waits for a key and nowhere else.
package enum Signals {
  private nonisolated(unsafe) static var pipe: (reading: Int32, writing: Int32) = (-1, -1)

  /// The end on which each signal's number arrives.
  static var waiting: Int32 { pipe.reading }

  /// From here on Ctrl-C is a wish and not an end. Whatever a parent has blocked is let through.
  package static func catchAll() {
    if pipe.reading < 0 {
      var ends: [Int32] = [-1, -1]
      guard Glibc.pipe(&ends) == 0 else { return }
      for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
      }
      pipe = (ends[0], ends[1])
    }
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    for signal in [SIGINT, SIGWINCH, SIGTERM, SIGHUP] {
      sigaddset(&unblocked, signal)
      handle(signal)
    }
    sigaddset(&unblocked, SIGTSTP)
    sigaddset(&unblocked, SIGCONT)
    pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
  }

  /// While a line is typed Ctrl-Z restores the terminal before it stops.
  static func catchStops(_ isReading: Bool) {
    for number in [SIGTSTP, SIGCONT] {
      if isReading { handle(number) } else { signal(number, SIG_DFL) }
    }
  }

  private static func handle(_ number: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let before = errno
      if number == SIGINT { Cancellation.user.wish() }
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(Signals.pipe.writing, &byte, 1)
      errno = before
    }
    sigemptyset(&action.sa_mask)
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  /// The next signal that has come; nil when there is none.
  static func next() -> Int32? {
    var byte: UInt8 = 0
    return read(pipe.reading, &byte, 1) == 1 ? Int32(byte) : nil
  }

  /// Forgets what came while no line was typed.
  static func drain() { while next() != nil {} }
}
