/// What one engine took for one question, in nanoseconds.
struct Timing: Sendable {
  var runs: [Int] = []
  var comparison = Comparison()

  var median: Int { runs.isEmpty ? 0 : runs.sorted()[runs.count / 2] }
}

/// A question with what each engine took for it, in the order of the engines.
struct Timed: Sendable {
  let question: Question
  var timings: [Timing]
}

/// Asks every engine in turn, round after round, so that all of them meet the same weather.
struct Rounds {
  /// insyn first, then its peers.
  let contestants: [any Contestant]
  let count: Int
  /// Hears what is done.
  let told: (String) -> Void

  /// Compares all answers, then measures. Throws when an engine does not agree with insyn.
  func time(_ question: Question) throws(BenchError) -> Timed {
    var timed = Timed(question: question, timings: contestants.map { _ in Timing() })
    var wanted = contestants.map { _ in count }
    let own = try contestants[0].check(question).grid
    for (index, contestant) in contestants.enumerated() {
      let (first, exact) = try contestant.check(question)
      try expect(compare(own, exact, question), contestant, question)
      let (second, grid) = try contestant.run(question)
      let comparison = compare(own, grid, question)
      try expect(comparison, contestant, question)
      timed.timings[index].comparison = comparison
      wanted[index] = min(count, runs(min(first, second)))
      // What comes before the rounds only warms up, unless one run is enough.
      if wanted[index] == 1 { timed.timings[index].runs = [second] }
    }
    for round in 0..<count {
      for place in contestants.indices {
        let index = (place + round) % contestants.count
        if timed.timings[index].runs.count >= wanted[index] { continue }
        timed.timings[index].runs.append(try contestants[index].run(question).nanoseconds)
      }
    }
    told(question.id)
    return timed
  }

  /// How often is enough: what takes seconds is known well enough after fewer runs.
  private func runs(_ nanoseconds: Int) -> Int {
    nanoseconds > 2_000_000_000 ? 1 : nanoseconds > 500_000_000 ? 3 : count
  }

  private func expect(
    _ comparison: Comparison, _ contestant: any Contestant, _ question: Question
  ) throws(BenchError) {
    if let difference = comparison.difference {
      throw BenchError(
        "\(question.id): insyn and \(contestant.name) do not agree: \(difference)")
    }
  }
}
