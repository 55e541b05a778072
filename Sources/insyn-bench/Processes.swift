import Glibc

/// The whole content of a file.
func read(_ path: String) throws(BenchError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  if descriptor < 0 { throw BenchError("\(path) cannot be read") }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count < 0, errno == EINTR { continue }
    if count <= 0 { return bytes }
    bytes += chunk[0..<count]
  }
}

/// Writes a file anew, or adds to its end.
func write(_ bytes: [UInt8], to path: String, appending: Bool = false) throws(BenchError) {
  let end = appending ? O_APPEND : O_TRUNC
  let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | end, 0o644)
  if descriptor < 0 { throw BenchError("\(path) cannot be written") }
  defer { close(descriptor) }
  if !writeAll(bytes[...], to: descriptor) { throw BenchError("\(path) cannot be written whole") }
}

/// Writes all bytes to a descriptor. False when it takes no more.
func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
  var rest = bytes
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    if count <= 0 { return false }
    rest = rest.dropFirst(count)
  }
  return true
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) {
  var made = ""
  for part in path.split(separator: "/", omittingEmptySubsequences: false) {
    made += part + "/"
    _ = mkdir(made, 0o755)
  }
}

/// Removes a folder with all that is in it.
func removeFolder(_ path: String) throws(BenchError) {
  if try Program(["rm", "-rf", "--", path]).end().status != 0 {
    throw BenchError("\(path) cannot be removed")
  }
}

/// Another program that runs, with pipes to its standard input and from its standard output.
final class Program {
  let process: pid_t
  private var input: Int32
  private let output: Int32
  private var gathered: [UInt8] = []

  /// Starts a program, looked for on the path; `settings` are added to its environment.
  init(_ words: [String], settings: [String: String] = [:], talk: String? = nil) throws(BenchError)
  {
    var (toChild, fromChild): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
      throw BenchError("no pipe to \(words[0])")
    }
    for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
    if let talk {
      posix_spawn_file_actions_addopen(
        &actions, STDERR_FILENO, talk, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    }
    var child = pid_t()
    let environment = settings.map { "\($0.key)=\($0.value)" } + Program.environment(but: settings)
    let status = withCStrings(words) { words in
      withCStrings(environment) { settings in
        words[0].map { posix_spawnp(&child, $0, &actions, nil, words, settings) } ?? EINVAL
      }
    }
    close(toChild[0])
    close(fromChild[1])
    (process, input, output) = (child, toChild[1], fromChild[0])
    if status != 0 { throw BenchError("\(words[0]) cannot be started") }
  }

  private static func environment(but settings: [String: String]) -> [String] {
    var all: [String] = []
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if settings[String(text.prefix { $0 != "=" })] == nil { all.append(text) }
      next += 1
    }
    return all
  }

  /// Gives a line to the program. False when it no longer listens.
  func send(_ line: String) -> Bool { writeAll(Array((line + "\n").utf8)[...], to: input) }

  /// The next line that the program writes, nil when it has ended.
  func receive() -> String? {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = gathered.firstIndex(of: 0x0A) {
        defer { gathered.removeSubrange(...end) }
        return String(decoding: gathered[..<end], as: UTF8.self)
      }
      let count = Glibc.read(output, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return nil }
      gathered += chunk[0..<count]
    }
  }

  /// Everything that the program still writes, and what it ended with.
  func end() -> (output: String, status: Int32) {
    close(input)
    var lines: [String] = []
    while let line = receive() { lines.append(line) }
    close(output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    return (lines.joined(separator: "\n"), code)
  }
}

/// C strings, ended by nil, as long as the body runs.
private func withCStrings<T>(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> T
) -> T {
  let pointers = texts.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}
