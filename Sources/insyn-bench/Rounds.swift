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
    let own = try contestants[0].check(question)
    var timed = Timed(question: question, timings: contestants.map { _ in Timing() })
    var wanted = contestants.map { _ in count }
    for (index, contestant) in contestants.enumerated() {
      try expect(compare(own, try contestant.check(question), question), contestant, question)
      // The first run is not counted; it says how many there is time for.
      let (nanoseconds, grid) = try contestant.run(question)
      let comparison = compare(own, grid, question)
      try expect(comparison, contestant, question)
      timed.timings[index].comparison = comparison
      wanted[index] = min(count, runs(nanoseconds))
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
    nanoseconds > 5_000_000_000 ? 1 : nanoseconds > 1_000_000_000 ? 3 : count
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
