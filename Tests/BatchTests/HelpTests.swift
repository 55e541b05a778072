import InsynLanguage
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

/// What help says can be found, and runs.
@Suite struct HelpTests {
  private static let books: [Tongue: HelpBook] = [
    .sv: HelpBook(answered(.sv)), .en: HelpBook(answered(.en)),
  ]

  /// A session that has tried the rules and answered a question.
  private static func answered(_ tongue: Tongue) -> Session {
    var session = Reports.session(tongue)
    for source in session.script("granska\nantal insatser", name: nil).statements {
      do throws(Diagnostics) {
        _ = try session.answer(source)
      } catch {
        preconditionFailure("the rules can be tried: \(error)")
      }
    }
    return session
  }

  private static let sessions: [Tongue: Session] = [.sv: answered(.sv), .en: answered(.en)]

  /// What is wrong with a line, nil for nothing.
  private func mistake(_ line: String, _ tongue: Tongue) -> String? {
    guard let session = HelpTests.sessions[tongue] else { return "no session" }
    return outcome(line, session).error
  }

  @Test(arguments: [Tongue.sv, .en]) func everyExampleOfTheLanguageRuns(tongue: Tongue) throws {
    let book = try #require(HelpTests.books[tongue])
    var tried = 0
    for entry in book.entries {
      switch entry.subject {
      case .keyword, .code:
        let example = book.example(entry, tongue)
        if example.hasPrefix(".") { continue }
        #expect(mistake(example, tongue) == nil, "\(entry.title[tongue]): \(example)")
        tried += 1
      case .command, .name: continue
      }
    }
    #expect(tried >= 90)
  }

  /// Every name of the data, by a question where there is one.
  @Test(arguments: [Tongue.sv, .en]) func everyExampleOfANameRuns(tongue: Tongue) throws {
    let book = try #require(HelpTests.books[tongue])
    var (names, shown) = (0, 0)
    for entry in book.entries {
      guard case .name = entry.subject else { continue }
      let example = book.example(entry, tongue)
      names += 1
      if example.hasPrefix("visa ") || example.hasPrefix("show ") { shown += 1 }
      #expect(mistake(example, tongue) == nil, "\(entry.title[tongue]): \(example)")
    }
    #expect(names >= 800)
    #expect(shown * 10 < names, "\(shown) of \(names) names have no question of their own")
  }

  @Test(arguments: [Tongue.sv, .en]) func theBasicsRunAndFitASmallScreen(tongue: Tongue) {
    for (_, lines) in basics {
      for line in lines { #expect(mistake(line[tongue], tongue) == nil, "\(line[tongue])") }
    }
    let rows = overview(tongue).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.count <= 21, "twenty rows and the end of the last")
    for row in rows { #expect(terminalWidth(String(row)) <= 60, "\(row)") }
  }

  @Test func theBestFindStandsFirst() throws {
    let book = try #require(HelpTests.books[.sv])
    func first(_ words: String) -> String? { book.find(words).first?.title.sv }
    #expect(first("spara") == ".spara FIL")
    #expect(first("SAVE") == ".spara FIL")
    #expect(first("las") == ".läs FIL")
    #expect(first("andel") == "andel")
    #expect(first("IN07") == "IN07")
    #expect(first("forklara") == "förklara")
    #expect(first("sick leave") == "sjukfrånvaron")
    #expect(first("ostermalm") == "Östermalm")
    #expect(first("csv") == ".format [FORMAT]")
    #expect(first("jämför") == "mot")
    #expect(first("compare") == "mot")
    #expect(first("nyår") == "IN37", "the text of a lesson is searched too")
    #expect(first("fil kön") == nil)
    #expect(book.find("  ").isEmpty)
  }

  /// A line on every command runs in a script, but for those that need somebody at the keyboard.
  @Test(arguments: [Tongue.sv, .en]) func everyExampleOfACommandRuns(tongue: Tongue) throws {
    let book = try #require(HelpTests.books[tongue])
    var files = plainPackage().mapValues { Array($0.utf8) }
    for name in ["frågor.iq", "questions.iq"] { files[name] = Array(canonicalByGender.utf8) }
    for folder in ["mappen", "folder"] {
      files[folder + "/datapackage.json"] = files["p/datapackage.json"]
      files[folder + "/besök.csv"] = files["p/besök.csv"]
    }
    var tried: Set<Command> = []
    for entry in book.entries {
      guard case .command(let command) = entry.subject else { continue }
      let example = book.example(entry, tongue)
      let place = Workplace(files)
      defer { place.remove() }
      let printed = place.insyn(["-c", "antal AR", "-c", example, "-c", ".version"])
      if command.needsPrompt {
        #expect(printed.talk.contains("IN54: "), "\(example): \(printed.talk)")
      } else {
        #expect(printed.code == 0, "\(example): \(printed.talk)")
      }
      tried.insert(command)
    }
    #expect(tried.count == Command.allCases.count)
  }

  static let said: [BatchCase] = [
    BatchCase(
      ".help WORD", ["-c", ".help spara"],
      out: .parts([
        ".spara FIL: förra svaret till en fil\n  .spara svar.csv\n", "spara: spara förra frågan\n",
      ])),
    BatchCase(
      ".help WORD in English", ["--lang", "en", "-c", ".help save"],
      out: .parts([
        ".save FILE: last answer to a file\n  .save answer.csv\n", "save: keep the last question\n",
      ])),
    BatchCase(
      ".help without åäö", ["-c", ".hjalp ostermalm"],
      out: .parts(["Östermalm: värde i ", "\n  antal "])),
    BatchCase(
      ".help of a code", ["-c", ".help in13"],
      out: .parts(["IN13: En lista utan mellanslag\n  antal insatser per kön där"])),
    BatchCase(
      ".help with many finds", ["-c", ".help barn"], out: .parts([" till; fler ord ger färre\n"])),
    BatchCase(
      ".help of what is not there", ["-c", ".help xyzzy"],
      out: .exactly("Hjälpen har inget om \"xyzzy\"; .hjälp utan ord visar grunderna.\n")),
    BatchCase(".help", ["-c", ".help"], out: .exactly(overview(.sv))),
    BatchCase(".hjälp in English", ["--lang", "en", "-c", ".hjälp"], out: .exactly(overview(.en))),
  ]

  @Test(arguments: said) func helpIsWritten(one: BatchCase) { one.check() }
}
