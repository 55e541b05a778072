import Glibc
import InsynStore

/// A run from beginning to end.
struct Course {
  private let options: Options
  private let machine = Machine()
  private let asked: [Question]

  /// Throws for a question that is none.
  init(_ options: Options) throws(BenchError) {
    self.options = options
    for id in options.only where !questions.contains(where: { $0.id == id }) {
      throw BenchError("there is no question \(id); they are b01 to b13")
    }
    asked = questions.filter { options.only.isEmpty || options.only.contains($0.id) }
  }

  func run() throws(BenchError) {
    makeFolder(options.cache)
    say("files are kept in \(options.cache)")
    tell(
      "\(options.rows.text) household months\(options.shuffled ? ", shuffled" : ""), "
        + "\(options.threads) threads, median of \(options.runs) runs")
    tell(machine.description)
    let report = options.withoutPeers ? try alone() : try together()
    let history = History(path: options.history ?? options.cache + "/history.jsonl")
    try history.add(report, options: options, machine: machine)
    say("the figures are added to \(history.path)")
    if options.growth { try Growth(options, asked).run().forEach(tell) }
  }

  /// insyn in this process.
  private func alone() throws(BenchError) -> Report {
    let start = clock()
    let dataset = try Dataset(rows: options.rows.value, isShuffled: options.shuffled)
    say("rows in place after \(milliseconds(clock() - start)) ms")
    let engine = OwnEngine(dataset, threads: options.threads)
    let report = try report([engine], dataset)
    if let memory = MemoryUse(of: getpid()) {
      tell("memory, MB: \(megabytes(memory.resident)), at most \(megabytes(memory.peak))")
    }
    return report
  }

  /// insyn and its peers, each in a process of its own.
  private func together() throws(BenchError) -> Report {
    let insyn = try Races.program()
    let python = try Python.withPeers(given: options.python, folder: options.cache)
    let folder = options.cache + "/rows"
    try removeFolder(folder)
    makeFolder(folder)
    let start = clock()
    let dataset = try Dataset(rows: options.rows.value, isShuffled: options.shuffled)
    try dataset.export(to: folder)
    say("rows written after \(milliseconds(clock() - start)) ms")
    let peers = try Peers(folder, python: python, threads: options.threads)
    try dataset.keep(at: peers.snapshot)
    var processes: [Peer] = [try peers.startOwn()]
    let kinds = Peers.kinds.filter { kind in
      options.peers.isEmpty || options.peers.contains { kind.name.lowercased().hasPrefix($0) }
    }
    for kind in kinds {
      processes.append(try peers.start(kind))
      say("\(kind.name) has them after \(milliseconds(processes[processes.count - 1].loading)) ms")
    }
    let report = try report(processes, dataset)
    tell(memory(processes))
    tell("insyn opens its own file of the rows; its peers load a CSV file into memory.")
    for (kind, process) in zip(kinds, processes.dropFirst()) where kind.keepsRows {
      try process.keep(in: folder)
    }
    for process in processes { process.end() }
    tell(try Reading(peers: peers, dataset: dataset).sheet())
    tell(try ColdStart.sheet(Races(peers, insyn: insyn).all()))
    try removeFolder(folder)
    return report
  }

  /// Times every question and tells what came of it.
  private func report(
    _ contestants: [any Contestant], _ dataset: Dataset
  ) throws(BenchError) -> Report {
    let rounds = Rounds(contestants: contestants, count: options.runs, told: { say($0) })
    var timed: [Timed] = []
    for question in asked { timed.append(try rounds.time(question)) }
    let bandwidth = Bandwidth(threads: options.threads)
    let report = Report(
      engines: contestants.map(\.name), timed: timed, bandwidth: bandwidth,
      bytes: asked.map { dataset.bytes($0.columns) })
    tell(report.speed)
    if let mean = report.meanAdvantage {
      tell("The best peers take \(times(mean)) as long as insyn, in the geometric mean.")
    }
    report.inexactness.forEach(tell)
    tell(
      "Memory is read at \(digits(bandwidth.one / 1e9)) GB/s by one thread, "
        + "\(digits(bandwidth.all / 1e9)) by \(options.threads).")
    return report
  }

  private func memory(_ processes: [Peer]) -> Sheet {
    var sheet = Sheet(head: ["memory, MB", "with the rows", "at most", "loading, ms"])
    for process in processes {
      guard let memory = process.memory else { continue }
      sheet.rows.append([
        process.name, megabytes(memory.resident), megabytes(memory.peak),
        milliseconds(process.loading),
      ])
    }
    return sheet
  }

  private func tell(_ sheet: Sheet) { tell(options.markdown ? sheet.markdown : sheet.text) }

  private func tell(_ text: String) {
    _ = writeAll(Array((text + "\n\n").utf8)[...], to: STDOUT_FILENO)
  }
}
