import Glibc
import InsynValue

/// Signals as bytes of a pipe, so that they are met between two keys and nowhere else.
struct Signals {
  /// The end of the pipe from which the signals are read.
  static let reading: Int32 = ends.reading

  private static let ends: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "a pipe can be made")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()

  /// Those that a line being typed has an answer to; elsewhere they do what they always do.
  private static let whileTyping = [SIGWINCH, SIGTSTP, SIGCONT, SIGHUP, SIGTERM]

  /// Ctrl-C is a wish from now on, never the end. A parent may have handed down a blocked mask.
  static func prepare() {
    _ = (ends, Cancellation.user)
    var mask = sigset_t()
    sigemptyset(&mask)
    for signal in whileTyping + [SIGINT] { sigaddset(&mask, signal) }
    sigprocmask(SIG_UNBLOCK, &mask, nil)
    handle(SIGINT) { _ in
      Cancellation.user.wish()
      Signals.tell(SIGINT)
    }
  }

  static func beginTyping() {
    for signal in whileTyping { catchWhileTyping(signal) }
  }

  static func endTyping() {
    for signal in whileTyping { release(signal) }
    drain()
  }

  /// Gives a signal its usual meaning.
  static func release(_ signal: Int32) { Glibc.signal(signal, SIG_DFL) }

  static func catchWhileTyping(_ signal: Int32) { handle(signal) { Signals.tell($0) } }

  /// The next signal that has come, nil when there is none.
  static func next() -> Int32? {
    var byte: UInt8 = 0
    return read(reading, &byte, 1) == 1 ? Int32(byte) : nil
  }

  /// Forgets what has come.
  static func drain() {
    while next() != nil {}
  }

  private static func handle(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigemptyset(&action.sa_mask)
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
  }

  /// Runs in a signal's handler: one write and nothing else.
  private static func tell(_ signal: Int32) {
    let kept = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(ends.writing, &byte, 1)
    errno = kept
  }
}
