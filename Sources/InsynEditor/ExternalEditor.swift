import Glibc

/// A text as it comes back from the person's own editor, `$VISUAL` or `$EDITOR`, else vi; nil when that
/// could not be started, failed, or left nothing to read. The terminal must be as programs expect it.
package func edit(_ text: String) -> String? {
  var name = Array("/tmp/insyn-XXXXXX.iq".utf8CString)
  let descriptor = mkstemps(&name, 3)
  if descriptor < 0 { return nil }
  let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { unlink(path) }
  let bytes = Array((text + "\n").utf8)
  let isWritten = write(descriptor, bytes, bytes.count) == bytes.count
  close(descriptor)
  let chosen = [getenv("VISUAL"), getenv("EDITOR")].compactMap { $0 }.map { String(cString: $0) }
  let command = chosen.first { !$0.isEmpty } ?? "vi"
  guard isWritten, run(command.split(separator: " ").map(String.init) + [path]) else { return nil }
  guard let file = fopen(path, "re") else { return nil }
  defer { fclose(file) }
  var read: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 4096)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { read += chunk[0..<count] }
  var edited = String(decoding: read, as: UTF8.self)
  while edited.hasSuffix("\n") { edited.removeLast() }
  return edited
}

/// Starts a program in the foreground and waits for its end. True when it ended well.
private func run(_ words: [String]) -> Bool {
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var ours = sigset_t()
  sigemptyset(&ours)
  for signal in [SIGINT, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&ours, signal) }
  posix_spawnattr_setsigdefault(&attributes, &ours)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
  var child = pid_t()
  let arguments = words.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  guard posix_spawnp(&child, words[0], nil, &attributes, arguments, environ) == 0 else {
    return false
  }
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0 { if errno != EINTR { return false } }
  return status == 0
}
