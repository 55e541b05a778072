import Glibc
import InsynShell

/// A folder of its own for one run: its files, and the user's settings apart from everyone's.
struct Workplace {
  let folder: String

  init(_ files: [String: [UInt8]] = [:]) {
    var template = Array("/tmp/insyn-batch-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "a folder can be made")
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for (name, bytes) in files { write(bytes, to: name) }
  }

  /// Writes a file, and the folder that it stands in.
  func write(_ bytes: [UInt8], to name: String) {
    if let slash = name.lastIndex(of: "/") { _ = mkdir(folder + "/" + name[..<slash], 0o700) }
    let descriptor = open(folder + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "\(name) can be written")
    defer { close(descriptor) }
    let count = Glibc.write(descriptor, bytes, bytes.count)
    precondition(count == bytes.count, "\(name) is written whole")
  }

  /// The text of a file, nil when it is not there.
  func text(_ name: String) -> String? {
    contents(of: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Takes the folder away.
  func remove() { remove(folder) }

  private func remove(_ path: String) {
    if let handle = opendir(path) {
      while let entry = readdir(handle) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(handle)
    }
    _ = Glibc.remove(path)
  }
}

/// What a run printed, and how it left.
struct Printed {
  var out: String
  var talk: String
  /// The exit code, or 128 and the signal that ended it.
  var code: Int32
}

/// The built `insyn`, in the folder of the build in which these tests stand or above it.
let program: String = {
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

extension Workplace {
  /// Starts `insyn` in this folder and waits for its end. At most `reading` bytes of its answer are
  /// read before the reader goes, all when nil.
  func insyn(
    _ arguments: [String], input: [UInt8] = [], reading: Int? = nil
  ) -> Printed {
    write(input, to: ".input")
    let (out, talk) = (closingPipe(), closingPipe())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, folder + "/.input", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, talk.writing, STDERR_FILENO)

    let inFolder = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program]
    let words = (inFolder + arguments).map { strdup($0) } + [nil]
    let surroundings = ["XDG_CONFIG_HOME=\(folder)/settings", "LC_ALL=C.UTF-8"]
    let settings = surroundings.map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    var child = pid_t()
    let failure = posix_spawn(&child, "/bin/sh", &actions, nil, words, settings)
    precondition(failure == 0, "\(program) can be started")
    close(out.writing)
    close(talk.writing)
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

/// A pipe that no other program inherits.
private func closingPipe() -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [-1, -1]
  precondition(pipe(&ends) == 0, "a pipe can be made")
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}
