import InsynStore

/// insyn alone on more and more rows: what a row costs, and what a second thread gives.
struct Growth {
  private static let sizes = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]

  private let options: Options
  private let asked: [Question]

  init(_ options: Options, _ asked: [Question]) {
    (self.options, self.asked) = (options, asked)
  }

  /// Nanoseconds a row at each size, and how much faster all threads are at the largest but one.
  func run() throws(BenchError) -> [Sheet] {
    var perRow = Sheet(head: ["ns a row"] + Growth.sizes.map { Count($0).text } + ["last two"])
    perRow.rows = asked.map { [$0.id] }
    var threads = Sheet(head: ["ms, 10M rows", "1 thread", "\(options.threads) threads", "gain"])
    var before = asked.map { _ in 0.0 }
    for size in Growth.sizes {
      let dataset = try Dataset(rows: size, isShuffled: options.shuffled)
      let all = try times(OwnEngine(dataset, threads: options.threads))
      let costs = all.map { Double($0) / Double(size) }
      for index in asked.indices {
        perRow.rows[index].append(digits(costs[index]))
        if size == Growth.sizes.last {
          perRow.rows[index].append(insyn_bench.times(costs[index] / before[index]))
        }
      }
      before = costs
      if size == 10_000_000 {
        let one = try times(OwnEngine(dataset, threads: 1))
        threads.rows = asked.indices.map { index in
          [
            asked[index].id, milliseconds(one[index]), milliseconds(all[index]),
            insyn_bench.times(Double(one[index]) / Double(max(1, all[index]))),
          ]
        }
      }
      say("\(Count(size).text) rows")
    }
    return [perRow, threads]
  }

  /// The median time of each question.
  private func times(_ engine: OwnEngine) throws(BenchError) -> [Int] {
    let rounds = Rounds(contestants: [engine], count: options.runs, told: { _ in })
    var times: [Int] = []
    for question in asked { times.append(try rounds.time(question).timings[0].median) }
    return times
  }
}
