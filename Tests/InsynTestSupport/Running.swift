import Glibc
import InsynShell

/// The folder of the package, three steps above this file.
package let packageFolder: String =
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// True when the tests write down what they find instead of comparing.
package let isRecording = environment("INSYN_RECORD") == "1"

/// What a program printed, and how it left.
package struct Printed: Sendable {
  package var out: String
  /// Standard error; empty where both went into one stream.
  package var talk: String
  /// The exit code, or 128 and the signal that ended it.
  package var code: Int32
}

/// The built `insyn`, in the folder of the build in which the tests stand or above it.
package let program: String = {
  var own = [UInt8](repeating: 0, count: 4096)
  let length = readlink("/proc/self/exe", &own, own.count)
  let executable = String(decoding: own.prefix(max(length, 0)), as: UTF8.self)
  for path in CommandLine.arguments.prefix(1) + [executable] {
    var folder = path.split(separator: "/").dropLast()
    while !folder.isEmpty {
      let place = "/" + folder.joined(separator: "/") + "/insyn"
      var status = stat()
      if stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(place, X_OK) == 0 {
        return place
      }
      folder.removeLast()
    }
  }
  preconditionFailure("insyn is built beside its tests")
}()

/// The folder in which the build has put `insyn`.
package var programFolder: String {
  "/" + program.split(separator: "/").dropLast().joined(separator: "/")
}

/// A program to be started: where, with what, and what is read of it.
package struct Run {
  package var words: [String]
  package var folder: String
  /// `NAME=value`, all that the program sees of its surroundings.
  package var surroundings: [String]
  package var input = "/dev/null"
  /// True when what is said goes into the stream of what is answered, as in a terminal.
  package var isTogether = false
  /// At most so many bytes of the answer are read before the reader goes; nil for all.
  package var reading: Int?

  package init(_ words: [String], in folder: String, surroundings: [String]) {
    self.words = words
    self.folder = folder
    self.surroundings = surroundings
  }

  /// Starts the program and waits for its end.
  package func printed() -> Printed {
    let (out, talk) = (closingPipe(), closingPipe())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(
      &actions, isTogether ? out.writing : talk.writing, STDERR_FILENO)

    // Whoever runs the tests may ignore or hold back Ctrl-C; the programs of the tests do not.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var interrupts = sigset_t()
    sigemptyset(&interrupts)
    sigaddset(&interrupts, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &interrupts)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let inFolder = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder]
    let arguments = (inFolder + words).map { strdup($0) } + [nil]
    let settings = surroundings.map { strdup($0) } + [nil]
    defer { for text in arguments + settings { free(text) } }
    var child = pid_t()
    let failure = posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, settings)
    precondition(failure == 0, "\(words[0]) can be started")
    close(out.writing)
    close(talk.writing)
    // Answers are longer than a pipe holds, what is said beside them is not.
    let answered = reading.map { first($0, of: out.reading) } ?? contents(of: out.reading) ?? []
    close(out.reading)
    let said = contents(of: talk.reading) ?? []
    close(talk.reading)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Printed(
      out: String(decoding: answered, as: UTF8.self), talk: String(decoding: said, as: UTF8.self),
      code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
  }

  private func first(_ count: Int, of descriptor: Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let found = read(descriptor, &bytes, count)
    return Array(bytes.prefix(max(found, 0)))
  }
}

/// A pipe that no program inherits but the one that is given an end of it.
private func closingPipe() -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [-1, -1]
  precondition(pipe(&ends) == 0, "a pipe can be made")
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}
