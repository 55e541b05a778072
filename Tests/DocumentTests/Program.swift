import Glibc
import InsynShell

/// The folder of the package, three steps above this file.
let packageFolder: String = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// True when the tests write down what they find instead of comparing.
let isRecording = environment("INSYN_RECORD") == "1"

/// What a program printed and how it left.
struct Printed {
  var out: String
  /// Standard error; empty where both went into one stream.
  var talk: String
  /// The exit code, or 128 and the signal that ended it.
  var code: Int32
}

/// The folder in which the build has put `insyn`, beside the tests themselves.
let programFolder: String = {
  var own = [UInt8](repeating: 0, count: 4096)
  let length = readlink("/proc/self/exe", &own, own.count)
  let tests =
    CommandLine.arguments.prefix(1) + [String(decoding: own.prefix(max(length, 0)), as: UTF8.self)]
  for path in tests {
    var folder = path.split(separator: "/").dropLast()
    while !folder.isEmpty {
      let place = "/" + folder.joined(separator: "/")
      if access(place + "/insyn", X_OK) == 0, !isFolder(place + "/insyn") { return place }
      folder.removeLast()
    }
  }
  preconditionFailure("insyn is built beside its tests")
}()

/// An empty folder for the settings of the programs, so that nobody's own names take part.
private let settingsFolder: String = {
  let folder = programFolder + "/empty-settings"
  mkdir(folder, 0o700)
  return folder
}()

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Runs the built `insyn` in the folder of the package.
func insyn(_ arguments: [String]) -> Printed {
  run(programFolder + "/insyn", arguments, together: false)
}

/// Runs a line as it is typed in a terminal, what is said and what is answered in one stream.
func typed(_ line: String) -> Printed {
  run("/bin/sh", ["-c", line], together: true)
}

private func run(_ program: String, _ arguments: [String], together: Bool) -> Printed {
  let (out, talk) = (closingPipe(), closingPipe())
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO)
  posix_spawn_file_actions_adddup2(&actions, together ? out[1] : talk[1], STDERR_FILENO)

  let settings = [
    "PATH=\(programFolder):\(environment("PATH") ?? "/usr/bin:/bin")",
    "XDG_CONFIG_HOME=\(settingsFolder)", "HOME=\(settingsFolder)", "LC_ALL=C.UTF-8",
  ]
  let inFolder = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", packageFolder, program]
  let words = (inFolder + arguments).map { strdup($0) } + [nil]
  let surroundings = settings.map { strdup($0) } + [nil]
  defer { for text in words + surroundings { free(text) } }
  var child = pid_t()
  let failure = posix_spawn(&child, "/bin/sh", &actions, nil, words, surroundings)
  precondition(failure == 0, "\(program) can be started")
  close(out[1])
  close(talk[1])
  // Answers are longer than a pipe holds, what is said beside them is not.
  let answered = contents(of: out[0]) ?? []
  let said = contents(of: talk[0]) ?? []
  close(out[0])
  close(talk[0])
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0, errno == EINTR {}
  let signal = status & 0x7F
  return Printed(
    out: String(decoding: answered, as: UTF8.self), talk: String(decoding: said, as: UTF8.self),
    code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
}

/// A pipe that no program inherits but the one that is given an end of it.
private func closingPipe() -> [Int32] {
  var ends: [Int32] = [-1, -1]
  precondition(pipe(&ends) == 0, "a pipe can be made")
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return ends
}

/// The names of the files of a folder of the package that end so, in order.
func names(in folder: String, ending: String) -> [String] {
  guard let handle = opendir(packageFolder + "/" + folder) else { return [] }
  defer { closedir(handle) }
  var found: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasSuffix(ending) { found.append(String(name.dropLast(ending.count))) }
  }
  return found.sorted()
}

/// The text of a file of the package, nil when it is not there.
func text(of path: String) -> String? {
  contents(of: packageFolder + "/" + path).map { String(decoding: $0, as: UTF8.self) }
}

/// True when the package has the file or folder.
func exists(_ path: String) -> Bool { access(packageFolder + "/" + path, F_OK) == 0 }

/// Writes a file of the package. False when it fails.
func write(_ text: String, to path: String) -> Bool {
  let descriptor = open(packageFolder + "/" + path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  if descriptor < 0 { return false }
  defer { close(descriptor) }
  let bytes = Array(text.utf8)
  return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
}
