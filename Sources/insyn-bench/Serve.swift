import InsynPlan
import InsynShell
import InsynValue

/// Opens a snapshot in a process of its own and answers what is asked on standard input, as the peers do.
func serve(_ snapshot: String, threads: Int) throws(BenchError) {
  let start = clock()
  let dataset = try Dataset(snapshot: snapshot)
  let engine = OwnEngine(dataset, threads: threads)
  reply("ready \(clock() - start)", [])
  while let request = readLine() {
    let words = request.split(separator: " ").map(String.init)
    guard words.count == 2, let question = questions.first(where: { $0.id == words[1] }) else {
      throw BenchError("\(request): no such request")
    }
    let (nanoseconds, grid) =
      words[0] == "check" ? try engine.check(question) : try engine.run(question)
    reply("\(nanoseconds) \(grid.rows.count)", grid.lines)
  }
}

/// Opens the package of a folder, says how long it took, and holds it until a line or the end is read.
func readPackage(_ folder: String) throws(BenchError) {
  let start = clock()
  let catalogue: Catalogue
  do throws(Diagnostics) {
    catalogue = try openCatalogue(folderFiles(folder)).0
  } catch {
    throw BenchError("\(folder) does not open: \(error)")
  }
  reply("ready \(clock() - start)", [])
  withExtendedLifetime(catalogue) { _ = readLine() }
}

private func reply(_ head: String, _ lines: [String]) {
  let text = ([head] + lines).joined(separator: "\n") + "\n"
  _ = writeAll(Array(text.utf8)[...], to: 1)
}
