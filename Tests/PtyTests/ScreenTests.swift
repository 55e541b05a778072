import Glibc
import InsynShell
import InsynTestSupport
import Testing

/// The screens that the README shows are those that the program draws.
@Suite struct ScreenTests {
  /// A block begins with the size of the terminal and the keys: ```` ```screen 72x14 antal {Tab} ````. What it
  /// shows is the screen below the greeting; INSYN_RECORD=1 writes it anew.
  @Test func theReadmeShowsRealScreens() throws {
    let path = packageFolder + "/README.md"
    let text = String(decoding: try #require(contents(of: path)), as: UTF8.self)
    var lines: [String] = []
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var count = 0
    while let line = rest.popFirst() {
      lines.append(String(line))
      guard line.hasPrefix("```screen ") else { continue }
      let shown = rest.prefix { $0 != "```" }.map(String.init)
      rest = rest.dropFirst(shown.count)
      let drawn = try #require(screen(of: line.dropFirst(10)))
      if !isRecording { #expect(drawn == shown, "\(line)") }
      lines += isRecording ? drawn : shown
      count += 1
    }
    #expect(count >= 3)
    if isRecording { try write(lines.joined(separator: "\n"), to: path) }
  }

  /// Types the keys of a block and reads what stands below the greeting.
  private func screen(of block: Substring) -> [String]? {
    let parts = block.split(separator: " ", maxSplits: 1)
    let size = parts[0].split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, size.count == 2 else { return nil }
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start(columns: size[0], rows: 40)
    for key in keys(String(parts[1])) { pty.type(key) }
    pty.settle()
    let texts = pty.screen.text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = texts.firstIndex { $0.hasPrefix("insyn>") } ?? 0
    let drawn = texts[start...].map(String.init)
    return drawn.count <= size[1] ? drawn : nil
  }

  /// `{Tab}` and the like as the keys that they are, every other run of characters as it is typed.
  private func keys(_ text: String) -> [String] {
    let named = ["Tab": "\t", "Enter": "\r", "Down": "\u{1B}[B", "Right": "\u{1B}[C"]
    var keys: [String] = []
    for part in text.split(separator: "{", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      if pieces.count == 2, let key = named[String(pieces[0])] {
        keys.append(key)
        if !pieces[1].isEmpty { keys.append(String(pieces[1])) }
      } else if !part.isEmpty {
        keys.append(String(part))
      }
    }
    return keys
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    #expect(fputs(text, file) >= 0)
  }
}
