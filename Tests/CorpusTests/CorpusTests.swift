import Glibc
import InsynFinish
import InsynPlan
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

/// The folder of the corpus, beside this test's own.
private let corpusFolder: String = {
  let parts = #filePath.split(separator: "/").dropLast(2)
  return "/" + parts.joined(separator: "/") + "/Corpus"
}()

@Suite struct CorpusTests {
  static let corpus = files(below: corpusFolder, ending: ".test")

  @Test func theCorpusIsThere() {
    #expect(CorpusTests.corpus.count >= 8)
    #expect(CorpusTests.corpus.flatMap { CorpusFile(path: $0).cases }.count >= 120)
  }

  /// Every case gives its canonical form, plan, answer or error; INSYN_RECORD=1 rewrites the files.
  @Test(arguments: corpus) func caseGivesWhatIsWritten(path: String) {
    var file = CorpusFile(path: path)
    let records = isRecording
    for index in file.cases.indices {
      let found = outcome(file.cases[index].question).parts
      if records {
        file.cases[index].parts = found
      } else {
        for name in CorpusCase.order {
          #expect(
            found[name] == file.cases[index].parts[name],
            "\(name) of: \(file.cases[index].question) in \(path)")
        }
      }
    }
    if records { write(file.text, to: path) }
  }

  /// The canonical form of every question is read again and gives the same answer.
  @Test(arguments: corpus) func canonicalFormGivesTheSameAnswer(path: String) {
    for one in CorpusFile(path: path).cases {
      guard let canonical = one.parts["canonical"], !one.question.contains("\n"),
        one.parts["plan"] != nil, !canonical.hasPrefix("källa"), !canonical.hasPrefix("visa"),
        !canonical.hasPrefix("förklara")
      else { continue }
      let again = outcome(canonical)
      #expect(again.error == nil, "\(canonical)")
      #expect(again.canonical == canonical)
      #expect(figures(again.answer) == figures(one.parts["answer"]), "\(canonical)")
    }
  }

  /// Everything below the line that says how the question was read, whose titles may differ.
  private func figures(_ answer: String?) -> [Substring]? {
    answer.map { answer in
      answer.split(separator: "\n").filter { line in
        line.contains(where: \.isNumber) && !line.hasPrefix("=")
      }
    }
  }

  /// Every line that a diagnostic offers runs.
  @Test(arguments: corpus) func offeredLinesRun(path: String) {
    for one in CorpusFile(path: path).cases where one.parts["error"] != nil {
      for attempt in outcome(one.question).attempts {
        #expect(outcome(attempt).error == nil, "\(attempt), offered for \(one.question)")
      }
    }
  }

  /// The whole corpus over a source that goes row by row gives the same bytes.
  @Test(arguments: corpus) func naiveSourceGivesTheSame(path: String) {
    for one in CorpusFile(path: path).cases where one.parts["answer"] != nil {
      let found = outcome(one.question, Reports.naiveSession())
      #expect(found.answer == one.parts["answer"], "\(one.question)")
    }
  }

  private func write(_ text: String, to path: String) {
    let descriptor = open(path, O_WRONLY | O_TRUNC)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
  }
}
