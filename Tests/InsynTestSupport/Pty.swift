import Glibc
import InsynValue

/// A program on a terminal of its own, whose keys the test presses and whose screen it reads.
package final class Pty {
  package private(set) var screen: Emulator
  package let child: pid_t
  private let master: Int32
  /// Held open so that one can ask how much of what was typed is still unread.
  private let slave: Int32
  private var status: Int32?

  /// Starts a program with these variables and no others.
  package init(
    _ words: [String], columns: Int = 80, rows: Int = 24, surroundings: [String]
  ) {
    var (master, slave) = (Int32(-1), Int32(-1))
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    precondition(openpty(&master, &slave, &name, nil, &size) == 0, "there is a terminal to be had")
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (self.master, self.slave) = (master, slave)
    screen = Emulator(columns: columns, rows: rows)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a new session opens controls it.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let arguments = words.map { strdup($0) } + [nil]
    let settings = surroundings.map { strdup($0) } + [nil]
    defer { for text in arguments + settings { free(text) } }
    var child = pid_t()
    let failure = posix_spawn(&child, words[0], &actions, &attributes, arguments, settings)
    precondition(failure == 0, "\(words[0]) can be started")
    self.child = child
  }

  deinit {
    if ended == nil { kill(child, SIGKILL) }
    var status: Int32 = 0
    if self.status == nil { waitpid(child, &status, 0) }
    close(master)
    close(slave)
  }

  // MARK: what is done to it

  /// Presses keys.
  package func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { start += count } else { read() }
    }
  }

  /// Presses keys and waits until the program has taken them in.
  package func type(_ keys: String) {
    press(keys)
    settle()
  }

  package func paste(_ text: String) { type("\u{1B}[200~" + text + "\u{1B}[201~") }

  package func resize(columns: Int, rows: Int) {
    settle()
    screen.resize(columns: columns, rows: rows)
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    settle()
  }

  // MARK: what it does

  /// How often in a row nothing must happen before the program counts as waiting.
  package var patience = 10

  /// Waits until the program has read what was typed and itself waits again, for a while.
  package func settle() {
    var quiet = 0
    for _ in 0..<20_000 {
      let isQuiet = unread == 0 && isWaiting && !read()
      quiet = isQuiet ? quiet + 1 : 0
      if quiet > patience || ended != nil { break }
      usleep(500)
    }
    read()
  }

  /// Waits for something to be seen; false when it never is.
  package func sees(_ condition: (Emulator) -> Bool) -> Bool {
    for _ in 0..<20_000 {
      read()
      if condition(screen) { return true }
      if ended != nil { break }
      usleep(500)
    }
    read()
    return condition(screen)
  }

  package func sees(_ text: String) -> Bool { sees { $0.text.contains(text) } }

  /// The exit code, or 128 and the signal, once it has ended; nil before.
  package var ended: Int32? {
    if status == nil {
      var found: Int32 = 0
      if waitpid(child, &found, WNOHANG) == child { status = found }
    }
    guard let status else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Waits for its end.
  package var end: Int32? {
    for _ in 0..<20_000 {
      read()
      if let ended { return ended }
      usleep(500)
    }
    return nil
  }

  private var unread: Int32 {
    var count: Int32 = 0
    return ioctl(slave, UInt(FIONREAD), &count) == 0 ? count : 0
  }

  /// True when the program sleeps, as it does when it waits for a key, or has been stopped.
  private var isWaiting: Bool {
    guard let file = fopen("/proc/\(child)/stat", "re") else { return true }
    defer { fclose(file) }
    var line = [UInt8](repeating: 0, count: 512)
    let count = fread(&line, 1, line.count, file)
    let text = String(decoding: line[0..<count], as: UTF8.self)
    return ["S", "T"].contains(text.split(separator: ")").last?.dropFirst().first)
  }

  /// Takes in what the program has written; true when there was something.
  @discardableResult
  private func read() -> Bool {
    var found = false
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 0) > 0, waiting.revents & Int16(POLLIN) != 0 else { return found }
      let count = Glibc.read(master, &chunk, chunk.count)
      if count <= 0 { return found }
      screen.feed(Array(chunk[0..<count]))
      found = true
    }
  }
}
