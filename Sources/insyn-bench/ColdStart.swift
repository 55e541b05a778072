/// Whole programs, from their start to the end of their last answer, each on a file of its own kind.
struct ColdStart {
  /// A program as it is started, and what it reads from standard input.
  struct Start: Sendable {
    let name: String
    let words: [String]
    var input = ""
    var settings: [String: String] = [:]
  }

  /// Programs that answer the same.
  struct Race: Sendable {
    let title: String
    let runs: Int
    let starts: [Start]
  }

  /// The median time of each program in nanoseconds; all take turns.
  static func times(_ race: Race) throws(BenchError) -> [Int] {
    var runs = race.starts.map { _ in [Int]() }
    for round in 0...race.runs {
      for (index, start) in race.starts.enumerated() {
        let taken = try time(start)
        // The first round only brings the files into memory.
        if round > 0 { runs[index].append(taken) }
      }
    }
    return runs.map { $0.sorted()[$0.count / 2] }
  }

  private static func time(_ start: Start) throws(BenchError) -> Int {
    let begin = clock()
    let program = try Program(start.words, settings: start.settings)
    if !start.input.isEmpty { _ = program.send(start.input) }
    let (output, status) = program.end()
    let taken = clock() - begin
    if status != 0 { throw BenchError("\(start.name) ends with \(status): \(output.suffix(500))") }
    if output.isEmpty { throw BenchError("\(start.name) answers nothing") }
    return taken
  }

  /// One row a program and race.
  static func sheet(_ races: [Race]) throws(BenchError) -> Sheet {
    var sheet = Sheet(head: ["from start to end", "program", "ms", "insyn takes 1"])
    sheet.words = [0, 1]
    for race in races {
      let times = try times(race)
      for (index, start) in race.starts.enumerated() {
        sheet.rows.append([
          index == 0 ? race.title : "", start.name, milliseconds(times[index]),
          insyn_bench.times(Double(times[index]) / Double(times[0])),
        ])
      }
    }
    return sheet
  }
}
