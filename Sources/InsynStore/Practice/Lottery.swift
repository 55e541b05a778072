/// A drawing of small numbers by weight: ten random bits draw one of 1 024 tickets.
struct Lottery: Sendable {
  private let tickets: [UInt8]

  /// As many tickets for each index as its weight asks for.
  init(_ weights: [Int]) {
    let sum = weights.reduce(0, +)
    var tickets: [UInt8] = []
    var before = 0
    for (index, weight) in weights.enumerated() {
      before += weight
      let end = (before * 1024 + sum / 2) / sum
      while tickets.count < end { tickets.append(UInt8(index)) }
    }
    self.tickets = tickets
  }

  /// The number that the lowest ten bits draw.
  @inline(__always)
  func draw(_ bits: UInt64) -> Int { Int(tickets[Int(bits & 1023)]) }
}
