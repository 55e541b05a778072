import Glibc
import InsynValue

/// A program in which long text is read: `$PAGER`, or `less`.
struct Pager {
  let command: String
  /// What stands at the foot of less, which takes no other letters than those of ASCII there.
  private static let signpost = "-Pspilar/arrows, q = tillbaka/back\\$"

  /// The pager of the surroundings; nil where somebody wants none.
  static var chosen: Pager? {
    let command = environment("PAGER") ?? "less -RSFX"
    let word = command.split(separator: " ").first.map(String.init) ?? ""
    return word.isEmpty || word == "cat" ? nil : Pager(command: command)
  }

  /// Shows a text until the reader leaves. False when the pager could not be started. Ctrl-C belongs to
  /// the pager while it runs, and a reader who leaves early is no mistake.
  func show(_ text: String) -> Bool {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    let (reading, writing) = (ends[0], ends[1])
    _ = fcntl(writing, F_SETFD, FD_CLOEXEC)
    let former = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, former) }
    guard let child = start(reading: reading) else {
      close(reading)
      close(writing)
      return false
    }
    close(reading)
    var output = Output(writing)
    output.write(text)
    output.flush()
    close(writing)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    // 126 and 127 are what a shell says of a program that it cannot run.
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 0
    return code != 126 && code != 127
  }

  private func start(reading: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var interrupts = sigset_t()
    sigemptyset(&interrupts)
    for number in [SIGINT, SIGPIPE] { sigaddset(&interrupts, number) }
    posix_spawnattr_setsigdefault(&attributes, &interrupts)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // Swedish letters are letters to less in any locale.
    // Long rows are cut and not wrapped, and the last line says how to leave, unless somebody has chosen.
    let line = "LESSCHARSET=utf-8 LESS=\"${LESS:--RSFX \(Pager.signpost)}\" exec \(command)"
    let shell: [String] = ["/bin/sh", "-c", line]
    let words = shell.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let failure = posix_spawn(&child, "/bin/sh", &actions, &attributes, words, environ)
    return failure == 0 ? child : nil
  }
}
