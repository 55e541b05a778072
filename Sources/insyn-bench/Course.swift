import Glibc

/// A run from beginning to end.
struct Course {
  let options: Options

  init(_ options: Options) {
    self.options = options
  }

  func run() throws(BenchError) {
    let asked = try chosen()
    let start = clock()
    let practice = try Practice(rows: options.rows.value, isShuffled: options.shuffled)
    say("\(options.rows.text) rows loaded in \((clock() - start) / 1_000_000) ms")
    var contestants: [any Contestant] = [OwnEngine(practice)]
    if !options.withoutPeers {
      let folder = "/tmp/bench-scratch/cache"
      makeFolder(folder)
      try practice.export(to: folder)
      say("exported at \((clock() - start) / 1_000_000) ms")
      let peers = try Peers(folder, python: "/tmp/peers/bin/python", threads: 2)
      for kind in Peers.kinds {
        let peer = try peers.start(kind)
        say("\(kind.name) loaded in \(peer.loading / 1_000_000) ms")
        contestants.append(peer)
      }
    }
    let rounds = Rounds(contestants: contestants, count: options.runs, told: { _ in })
    for question in asked {
      let timed = try rounds.time(question)
      print(question.id, timed.timings.map { Double($0.median / 1000) / 1e3 })
    }
  }

  /// The questions that are asked. Throws for an id that is none.
  private func chosen() throws(BenchError) -> [Question] {
    for id in options.only where !questions.contains(where: { $0.id == id }) {
      throw BenchError("there is no question \(id); they are b01 to b13")
    }
    return questions.filter { options.only.isEmpty || options.only.contains($0.id) }
  }
}
