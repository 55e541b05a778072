/// What a run has found, as tables.
struct Report: Sendable {
  let engines: [String]
  let timed: [Timed]
  let bandwidth: Bandwidth
  /// The bytes that each question has to read, in the order of the questions.
  let bytes: [Int]

  /// Of each peer question, how many times as long as insyn the best peer took.
  func advantage(_ index: Int) -> (peer: String, ratio: Double)? {
    let timings = timed[index].timings
    let peers = timings.indices.dropFirst()
    guard let best = peers.min(by: { timings[$0].median < timings[$1].median }) else { return nil }
    return (engines[best], Double(timings[best].median) / Double(max(1, timings[0].median)))
  }

  /// The geometric mean of the advantages.
  var meanAdvantage: Double? {
    let ratios = timed.indices.compactMap { advantage($0)?.ratio }
    return ratios.isEmpty ? nil : geometricMean(ratios)
  }

  /// One row a question: what each engine took, the best peer, and the least that memory allows.
  var speed: Sheet {
    let hasPeers = engines.count > 1
    var sheet = Sheet(
      head: ["ms"] + engines + (hasPeers ? ["best peer", "it takes"] : [])
        + ["MB read", "bound", "over bound"])
    sheet.words = hasPeers ? [0, engines.count + 1] : [0]
    for (index, timed) in timed.enumerated() {
      var row = ["\(timed.question.id) \(timed.question.title)"]
      row += timed.timings.map { milliseconds($0.median) }
      if let (peer, ratio) = advantage(index) { row += [peer, times(ratio)] }
      let bound = bandwidth.bound(bytes[index])
      row += [
        megabytes(bytes[index]), milliseconds(Int(bound)),
        times(Double(timed.timings[0].median) / max(1, bound)),
      ]
      sheet.rows.append(row)
    }
    return sheet
  }

  /// How many floats of each peer are not the nearest to the exact number, as a sentence each.
  var inexactness: [String] {
    engines.indices.dropFirst().compactMap { engine in
      let comparisons = timed.map { $0.timings[engine].comparison }
      let (inexact, all) = (
        comparisons.map(\.inexact).reduce(0, +), comparisons.map(\.floats).reduce(0, +)
      )
      let ids = timed.filter { $0.timings[engine].comparison.inexact > 0 }.map(\.question.id)
      if inexact == 0 { return nil }
      return "\(engines[engine]): \(inexact) of \(all) floats are not the nearest to the exact "
        + "number, which its own whole numbers give (\(ids.joined(separator: ", ")))"
    }
  }
}
