import Glibc
import InsynShell

/// A case of the corpus: a question with what each stage makes of it.
package struct CorpusCase: Sendable {
  /// Why it is asked.
  package var comment: String
  package var question: String
  /// The parts by their names: canonical, plan, answer, error.
  package var parts: [String: String]

  /// The parts in the order in which they are written.
  package static let order = ["canonical", "plan", "answer", "error"]

  package init(comment: String, question: String, parts: [String: String]) {
    self.comment = comment
    self.question = question
    self.parts = parts
  }

  /// The case as it stands in its file.
  package var text: String {
    var lines = comment.isEmpty ? [] : [comment]
    lines.append("> " + question.split(separator: "\n").joined(separator: "\n> "))
    for name in CorpusCase.order {
      if let part = parts[name] { lines += ["-- \(name)", part] }
    }
    return lines.joined(separator: "\n")
  }
}

/// The files below a folder that end so, in the order of their names.
package func files(below folder: String, ending: String) -> [String] {
  guard let handle = opendir(folder) else { return [] }
  defer { closedir(handle) }
  var found: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasPrefix(".") { continue }
    let path = folder + "/" + name
    found += name.hasSuffix(ending) ? [path] : files(below: path, ending: ending)
  }
  return found.sorted()
}

/// A file of cases, parted by lines of `====`.
package struct CorpusFile: Sendable {
  package let path: String
  package var cases: [CorpusCase]

  /// Reads a file of the corpus.
  package init(path: String) {
    self.path = path
    let text = String(decoding: contents(of: path) ?? [], as: UTF8.self)
    var pieces: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("====") { pieces.append([]) } else { pieces[pieces.count - 1].append(line) }
    }
    cases = pieces.compactMap(CorpusFile.read)
  }

  private static func read(_ lines: [Substring]) -> CorpusCase? {
    var one = CorpusCase(comment: "", question: "", parts: [:])
    var part: String?
    var (comments, questions): ([Substring], [Substring]) = ([], [])
    var content: [String: [Substring]] = [:]
    for line in lines {
      if line.hasPrefix("-- "), CorpusCase.order.contains(String(line.dropFirst(3))) {
        part = String(line.dropFirst(3))
        content[String(line.dropFirst(3))] = []
      } else if let part {
        content[part]?.append(line)
      } else if line.hasPrefix("> ") {
        questions.append(line.dropFirst(2))
      } else if line.hasPrefix("#") {
        comments.append(line)
      }
    }
    one.comment = comments.joined(separator: "\n")
    one.question = questions.joined(separator: "\n")
    one.parts = content.mapValues { lines in
      var lines = lines
      while lines.last?.isEmpty ?? false { lines.removeLast() }
      return lines.joined(separator: "\n")
    }
    return one.question.isEmpty ? nil : one
  }

  /// The whole file.
  package var text: String {
    cases.map(\.text).joined(separator: "\n\n====\n") + "\n"
  }
}
