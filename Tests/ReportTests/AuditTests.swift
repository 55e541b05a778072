import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// `granska` over the five reports, against what a reader with the reports and a calculator found.
@Suite struct AuditTests {
  /// The places and the grade of every contradiction, rounding and other base found by hand, which
  /// `granska` must find too.
  @Test func everyFindingByHandIsFound() throws {
    let path = "\(packageFolder)/Tests/ReportTests/Published/granskning.csv"
    let lines = String(decoding: try #require(contents(of: path)), as: UTF8.self)
      .split(separator: "\n").dropFirst()
    let found = Set(try findings().flatMap { [places($0), places($0, turned: true)] })
    #expect(lines.count >= 40)
    for line in lines {
      #expect(found.contains(String(line)), "\(line)")
    }
  }

  /// Every rule of the package is tried somewhere, and none calls what holds a contradiction.
  @Test func everyRuleApplies() throws {
    let store = Reports.opened.catalogue.store
    let tried = Set(try findings().map(\.rule.name.sv))
    for rule in try openRules(bundledFiles, store).all {
      #expect(tried.contains(rule.name.sv), "\(rule.name.sv)")
    }
  }

  /// A finding that a person has graded says why.
  @Test func gradesByHandHaveReasons() throws {
    for finding in try findings() where [.unclear, .otherBase].contains(finding.grade) {
      #expect(finding.reason != nil, "\(finding.rule.name.sv): \(finding.workings.sv)")
    }
  }

  private func findings() throws -> [Finding] {
    let store = Reports.opened.catalogue.store
    return try audit(store, openRules(bundledFiles, store))
  }

  private func places(_ finding: Finding, turned: Bool = false) -> String {
    let (first, second) =
      turned
      ? (finding.places.second, finding.places.first) : finding.places
    return [
      first.document ?? "", first.line.map { "\($0)" } ?? "", second.document ?? "",
      second.line.map { "\($0)" } ?? "", finding.grade.title.sv,
    ].joined(separator: ",")
  }
}

/// What must not be in the package: names, telephone numbers and addresses of people.
@Suite struct PrivacyTests {
  @Test func noContactDetailsAreInThePackage() {
    for domain in Reports.opened.catalogue.store.domains {
      for member in domain.members {
        for text in [member.value, member.title.en] + member.aliases {
          #expect(!text.contains("@"), "\(text)")
          #expect(longestNumber(text) < 6, "\(text)")
          let words = fold(text).split(separator: " ")
          #expect(
            !words.contains { ["tel", "telefon", "tfn", "mobil", "mejl", "epost"].contains($0) },
            "\(text)")
        }
      }
    }
  }

  /// Where the reports are at hand: what they have after *handläggare*, *enhetschef* or *telefon* on
  /// the lines of contact details stands in no cell of the package.
  @Test(arguments: TranscriptionTests.documents)
  func nobodyIsNamed(document: Document) {
    let words = Set(
      Reports.opened.catalogue.store.domains.flatMap(\.members).flatMap { member in
        fold(member.value).split(separator: " ").map(String.init)
      })
    for line in document.lines.indices.map({ $0 + 1 }) where document.isContact(line) {
      for name in document.capitalised(line) where !Document.offices.contains(name) {
        #expect(!words.contains(name), "\(document.name):\(line)")
      }
    }
  }

  private func longestNumber(_ text: String) -> Int {
    text.split { !$0.isNumber }.map(\.count).max() ?? 0
  }
}

extension Document {
  /// Words of the contact lines that name an office, not a person.
  fileprivate static let offices: Set<String> = [
    "handläggare", "enhetschef", "biträdande", "telefon", "tel", "till", "enheten",
  ]

  /// A line with a telephone number or an address of mail, or the one after the word Handläggare.
  fileprivate func isContact(_ line: Int) -> Bool {
    let text = words(line)
    let before = line > 1 ? words(line - 1) : ""
    return text.hasPrefix("handläggare ") && text.split(separator: " ").count <= 4
      || before == "handläggare"
      || text.contains("tel 08") || text.hasPrefix("telefon 08")
  }

  /// The folded words of a line that begin with a capital letter.
  fileprivate func capitalised(_ line: Int) -> [String] {
    lines[line - 1].split { !$0.properties.isAlphabetic }
      .filter { $0.first?.properties.isUppercase == true }
      .map { fold(String(String.UnicodeScalarView($0))) }
  }
}
