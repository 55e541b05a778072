import Glibc
import InsynLanguage
import InsynShell
import InsynTestSupport
import InsynValue
import Testing

/// What is being waited for when Ctrl-C comes, and how far it came.
@Suite struct StopTests {
  /// A run that is interrupted once its standard error holds a text.
  private func interrupted(
    _ arguments: [String], _ place: Workplace, after mark: String
  ) -> (out: String, talk: String, code: Int32) {
    // A program that has not heeded the first signal is ended by the second, which its words show.
    // What an earlier run has said is not waited for.
    let line = """
      : > talk
      ( tries=0
        until grep -q '\(mark)' talk || [ $tries -gt 5000 ]; do tries=$((tries+1)); done
        kill -INT $$; sleep 5; kill -INT $$ ) > /dev/null 2>&1 &
      exec "$0" "$@" > out 2> talk
      """
    let run = place.shell(line, with: arguments)
    return (place.text("out") ?? "", place.text("talk") ?? "", run.code)
  }

  /// A script that waits for its next file: what was answered before is written whole.
  @Test func aScriptThatWaits() {
    let place = Workplace()
    defer { place.remove() }
    mkfifo(place.folder + "/b.iq", 0o600)
    let printed = interrupted(
      ["-c", "antal insatser per kön AR", "-c", ".format table", "-c", ".format", "b.iq"], place,
      after: "· table")
    #expect(printed.out == answerByGender)
    #expect(printed.talk.hasSuffix("IN53: Avbrutet.\n"))
    #expect(printed.code == 130)
  }

  /// A question that takes long.
  @Test func aQuestionThatTakesLong() {
    var rows = "ort,barn,belopp\n"
    for row in 0..<60_000 { rows += "ort \(row % 20_000),\(row),\(row % 997).5\n" }
    let place = Workplace(plainPackage(["p/besök.csv": rows]).mapValues { Array($0.utf8) })
    defer { place.remove() }
    let printed = interrupted(
      [
        "--data", "p", "-c", "antal besök", "-c", ".format", "-c",
        "besök: unika belopp, median barn, snitt belopp, unika barn per ort",
      ], place, after: "· table")
    #expect(printed.out == "= antal besök · 1 rad\nantal besök\n───────────\n     60\u{A0}000\n")
    #expect(printed.talk.contains("IN53: Avbrutet"), "\(printed.talk)")
    #expect(printed.code == 130)
  }

  /// A file that takes long to read: what was open before still is.
  @Test func aFileThatIsRead() {
    let rows = String(repeating: "Visby,1234,5.25,en längre text som kostar tid\n", count: 400_000)
    let place = Workplace(["f.csv": Array(("ort,a,b,c\n" + rows).utf8)])
    defer { place.remove() }
    for open in [["-c", ".öppna f.csv"], ["--keep-going", "-c", ".öppna f.csv", "-c", "antal f"]] {
      let printed = interrupted(
        ["-c", "antal insatser per kön AR", "-c", ".format"] + open, place, after: "· table")
      #expect(printed.out == answerByGender)
      #expect(printed.talk.contains("IN53: Avbrutet"), "\(printed.talk)")
      #expect(printed.talk.hasSuffix(" kB.\n") || printed.talk.hasSuffix("Avbrutet.\n"))
      #expect(printed.code == 130)
    }
  }

  /// While practice data are made, between that and the question, and in the question: no stop is lost.
  @Test(arguments: ["0.02", "0.2", "0.5", "1", "2"])
  func wheneverItComes(seconds: String) {
    let place = Workplace()
    defer { place.remove() }
    let line =
      "(sleep \(seconds); kill -INT $$) > /dev/null 2>&1 & exec \"$0\" \"$@\" > out 2> talk"
    let long = "hushållsmånader: antal hushållsmånader där belopp > barn * 5000"
    let run = place.shell(line, with: ["--practice", "20M", "-c", long])
    #expect(run.code == 130)
    #expect(place.text("out") == "")
    #expect(place.text("talk")?.contains("IN53: Avbrutet") == true)
  }

  /// `granska` says how many of the rules it has tried, and can be asked again.
  @Test func howFarTheRulesCame() throws {
    let stop = Cancellation()
    var session = Reports.session(cancellation: stop)
    session.told = { if $0.done == 12 { stop.wish() } }
    guard case .stopped(let reached)? = fault("granska", &session) else {
      Issue.record("granska was not stopped")
      return
    }
    #expect(reached.work == .rules)
    #expect(reached.done == 13)
    #expect(reached.all >= 100)
    stop.forget()
    session.told = { _ in }
    #expect(fault("granska", &session) == nil)
    #expect(fault("antal insatser", &session) == nil)
  }

  /// Every way of answering looks at the wish.
  @Test(arguments: [
    "antal insatser", "insatser", "bidragshushåll per stadsdel", "insatser: median dokumentrad",
    "unika insatstyp per kön", "granska", "förklara antal insatser",
    "indikatorer mot årsmål där missat",
  ])
  func everyQuestionCanBeStopped(question: String) {
    let stop = Cancellation()
    var session = Reports.session(cancellation: stop)
    stop.wish()
    let found = fault(question, &session)
    guard case .stopped? = found else {
      Issue.record("\(question) was not stopped: \(String(describing: found))")
      return
    }
    stop.forget()
    #expect(fault(question, &session) == nil)
  }

  /// A package that is being read.
  @Test func aPackageThatIsRead() {
    let place = Workplace(plainPackage().mapValues { Array($0.utf8) })
    defer { place.remove() }
    let wishes: [(Work, Int, Reached)] = [
      (.kilobytes, 0, Reached(.kilobytes, 0, of: 0)), (.fields, 0, Reached(.fields, 1, of: 3)),
      (.fields, 1, Reached(.fields, 2, of: 3)),
    ]
    for (work, done, reached) in wishes {
      let stop = Cancellation()
      let effort = Effort(stop) { if $0.work == work, $0.done == done { stop.wish() } }
      do throws(Diagnostics) {
        _ = try openCatalogue(folderFiles(place.folder + "/p"), effort)
        Issue.record("the package is read nevertheless")
      } catch {
        #expect(error.all.map(\.fault) == [.stopped(reached)])
      }
    }
  }

  private func fault(_ text: String, _ session: inout Session) -> Fault? {
    let source = session.script(text, name: nil).statements[0]
    do throws(Diagnostics) {
      _ = try session.answer(source)
      return nil
    } catch {
      return error.all.first?.fault
    }
  }
}
