import Glibc
import InsynShell

/// A program at a terminal of its own, with a person who types and looks.
package final class Pty {
  package private(set) var screen: EmulatedScreen
  package let process: pid_t
  private let master: Int32
  /// Kept open, so that what the program has not read yet can be counted.
  private let slave: Int32
  private var status: Int32?
  /// Everything that the program has written.
  package private(set) var written: [UInt8] = []

  /// Starts a program that sees `surroundings` and nothing else. Without `isInputTyped` its input is
  /// empty, and only its output goes to the terminal.
  package init(
    _ words: [String], columns: Int = 80, rows: Int = 24, surroundings: [String],
    isInputTyped: Bool = true
  ) {
    screen = EmulatedScreen(columns: columns, rows: rows)
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    precondition(openpty(&master, &slave, &name, nil, &size) == 0, "a terminal can be made")
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    (self.master, self.slave) = (master, slave)
    process = Pty.spawn(words, surroundings, on: name, isInputTyped)
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    close(master)
    close(slave)
  }

  private static func spawn(
    _ words: [String], _ surroundings: [String], on terminal: [CChar], _ isInputTyped: Bool
  ) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of a test block nearly every signal, which a child would inherit.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // POSIX_SPAWN_SETSID, which glibc's header hides.
    let newSession: Int16 = 0x80
    posix_spawnattr_setflags(
      &attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a new session opens is the one that rules it.
    posix_spawn_file_actions_addopen(&actions, 1, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    if isInputTyped {
      posix_spawn_file_actions_adddup2(&actions, 1, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    let arguments = words.map { strdup($0) } + [nil]
    let settings = surroundings.map { strdup($0) } + [nil]
    defer { for text in arguments + settings { free(text) } }
    var child = pid_t()
    let failure = posix_spawn(&child, words[0], &actions, &attributes, arguments, settings)
    precondition(failure == 0, "\(words[0]) can be started")
    return child
  }

  // MARK: typing

  /// Types, whether or not the program is ready.
  package func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = Array(bytes.prefix(256)).withUnsafeBytes {
        write(master, $0.baseAddress, $0.count)
      }
      if count > 0 { bytes = bytes.dropFirst(count) }
      look(within: count > 0 ? 0 : 5)
    }
  }

  /// Types and waits until the program has dealt with it.
  package func type(_ text: String) {
    settle()
    let (read, count) = (readCount, written.count)
    let bytes = text.utf8.count
    send(text)
    // Ctrl-C becomes a signal, and always an answer; other keys are read.
    let isSignal = text.contains("\u{03}")
    for _ in 0..<Pty.patience {
      if isFinished || (isSignal ? written.count > count : readCount >= read + bytes) { break }
      look(within: 1)
    }
    settle()
  }

  /// Gives the terminal another size, to which a program at its prompt always answers.
  package func resize(columns: Int, rows: Int) {
    settle()
    if columns == screen.columns, rows == screen.rows { return }
    screen.resize(columns: columns, rows: rows)
    let count = written.count
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    precondition(ioctl(master, UInt(TIOCSWINSZ), &size) == 0, "a terminal has a size")
    for _ in 0..<Pty.patience where written.count == count && !isFinished { look(within: 1) }
    settle()
  }

  /// The bytes that the program has read of anything.
  private var readCount: Int {
    let text = contents(of: "/proc/\(process)/io").map { String(decoding: $0, as: UTF8.self) }
    let line = text?.split(separator: "\n").first { $0.hasPrefix("rchar: ") }
    return line.flatMap { Int($0.dropFirst(7)) } ?? 0
  }

  // MARK: looking

  /// Takes what has been written within so many milliseconds.
  private func look(within milliseconds: Int32) {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &chunk, chunk.count)
    if count > 0 {
      screen.feed(chunk[..<count])
      written += chunk[..<count]
    }
  }

  private var isFinished: Bool {
    if status != nil { return true }
    var status: Int32 = 0
    if waitpid(process, &status, WNOHANG) == process { self.status = status }
    return self.status != nil
  }

  /// Waits until what is on the screen is as wanted; false when that takes longer than anyone waits.
  package func sees(_ isSeen: (EmulatedScreen) -> Bool) -> Bool {
    var turns = 0
    while !isSeen(screen) {
      look(within: 5)
      turns += 1
      if turns > Pty.patience
        || isFinished
          && {
            look(within: 0); return !isSeen(screen)
          }()
      {
        return isSeen(screen)
      }
    }
    return true
  }

  /// Waits for a text on the screen.
  package func sees(_ text: String) -> Bool { sees { $0.text.contains(text) } }

  /// Waits until the program has read what was typed, has written what it had to, and waits for more.
  package func settle() {
    var turns = 0
    while turns < Pty.patience, !isFinished {
      turns += 1
      if isWaiting, !hasOutput, isWaiting { return }
      look(within: 1)
    }
    while hasOutput { look(within: 0) }
  }

  private static let patience = 8000

  private var hasOutput: Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) > 0 && waiting.revents & Int16(POLLIN) != 0
  }

  /// True when the program has nothing left to read and waits for a key or a signal: its system
  /// call is the poll of two descriptors, not the one that waits for the rest of a sequence.
  private var isWaiting: Bool {
    var unread: Int32 = 0
    _ = ioctl(slave, UInt(FIONREAD), &unread)
    guard unread == 0, let bytes = contents(of: "/proc/\(process)/syscall") else { return false }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    return words.count > 2 && words[2] == "0x2"
  }

  /// Waits for the end; the exit code, or 128 and the signal, or nil when it does not end.
  package var end: Int32? {
    var turns = 0
    while !isFinished, turns < Pty.patience {
      look(within: 5)
      turns += 1
    }
    while hasOutput { look(within: 0) }
    guard let status else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// True while the terminal echoes by itself and waits for whole lines, as programs expect it.
  package var isCooked: Bool {
    var modes = termios()
    tcgetattr(slave, &modes)
    return modes.c_lflag & UInt32(ICANON) != 0 && modes.c_lflag & UInt32(ECHO) != 0
  }
}
