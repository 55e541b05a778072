import InsynTestSupport
import Testing

/// What the documents show is what the program prints.
@Suite struct ExampleTests {
  static let documents = [
    "README.md", ".github/CONTRIBUTING.md", ".github/CHANGELOG.md",
    "Sources/insyn/insyn.docc/Pipeline.md",
  ]

  /// Every `console` block is typed and prints what stands in it; INSYN_RECORD=1 writes it anew.
  @Test(arguments: documents) func examplesPrintWhatIsShown(path: String) throws {
    var document = Document(try #require(text(of: path)))
    for index in document.pieces.indices {
      guard case .console(let shown) = document.pieces[index] else { continue }
      let printed = Document.commands(of: shown).map { command in
        "$ \(command)\n" + trimmed(typed(String(command)).out)
      }
      let found = printed.joined(separator: "\n")
      if isRecording {
        document.pieces[index] = .console(found)
      } else {
        #expect(found == shown, "\(path)")
      }
    }
    if isRecording { #expect(write(document.text, to: path)) }
  }

  @Test func theReadmeShowsEnough() throws {
    let document = Document(try #require(text(of: "README.md")))
    let examples = document.pieces.filter { if case .console = $0 { true } else { false } }
    #expect(examples.count >= 6)
    for case .console(let shown) in document.pieces {
      #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 78 }, "\(shown)")
    }
  }

  /// Links to files of the package lead to files that are there.
  @Test(arguments: documents) func linksLeadSomewhere(path: String) throws {
    let folder = path.split(separator: "/").dropLast()
    for target in Document.links(of: try #require(text(of: path))) {
      let place = (folder + [target]).joined(separator: "/")
      #expect(exists(place), "\(path): \(target)")
    }
  }

  /// What the readers are told to run is what the checks run.
  @Test func theTestCommandIsTheSameEverywhere() throws {
    let readme = try #require(text(of: "README.md"))
    let command = try #require(
      readme.split(separator: "\n").first { $0.hasSuffix("&& swift test") })
    #expect(text(of: ".ci/run")?.split(separator: "\n").contains(command) == true)
  }
}

/// A Markdown text as its console blocks and what lies between them.
struct Document {
  enum Piece {
    case prose(String)
    /// The lines between the fences.
    case console(String)
  }

  var pieces: [Piece] = []

  init(_ text: String) {
    var lines: [Substring] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if !isInside, line == "```console" {
        pieces.append(.prose(lines.joined(separator: "\n")))
        (lines, isInside) = ([], true)
      } else if isInside, line == "```" {
        pieces.append(.console(trimmed(lines.joined(separator: "\n"))))
        (lines, isInside) = ([], false)
      } else {
        lines.append(line)
      }
    }
    pieces.append(.prose(lines.joined(separator: "\n")))
  }

  /// The whole document.
  var text: String {
    pieces.map { piece in
      switch piece {
      case .prose(let text): text
      case .console(let text): "```console\n\(text)\n```"
      }
    }.joined(separator: "\n")
  }

  /// The lines of a console block that are typed: `$ insyn …`.
  static func commands(of console: String) -> [Substring] {
    console.split(separator: "\n").filter { $0.hasPrefix("$ ") }.map { $0.dropFirst(2) }
  }

  /// The targets of `[…](…)` that are files, without their anchors.
  static func links(of text: String) -> [Substring] {
    text.split(separator: "](").dropFirst().compactMap { rest in
      guard let end = rest.firstIndex(of: ")") else { return nil }
      let target = rest[..<end].prefix { $0 != "#" }
      return target.isEmpty || target.contains(":") ? nil : target
    }
  }
}
