import CEditline
import Glibc

/// The person's own editor: $VISUAL, else $EDITOR, else vi.
enum ExternalEditor {
  /// The text as it was left, nil when the editor could not be started or left with a failure.
  static func edit(_ text: String) -> String? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array(((folder.isEmpty ? "/tmp" : folder) + "/insyn-XXXXXX.iq").utf8CString)
    // Made with mode 0600.
    let descriptor = mkstemps(&template, 3)
    if descriptor < 0 { return nil }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let isWritten = writeAll(Array((text + "\n").utf8), to: descriptor)
    close(descriptor)
    guard isWritten, run(words + [path]), let new = readFile(path) else { return nil }
    return pasted(new.utf8)
  }

  private static var words: [String] {
    for name in ["VISUAL", "EDITOR"] {
      let words = getenv(name).map { String(cString: $0).split(separator: " ").map(String.init) }
      if let words, !words.isEmpty { return words }
    }
    return ["vi"]
  }

  private static func run(_ words: [String]) -> Bool {
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What is ignored here, a reader that has gone, is not to be ignored there.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var child = pid_t()
    guard posix_spawnp(&child, words[0], nil, &attributes, arguments, cle_environment()) == 0 else {
      return false
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }
}
