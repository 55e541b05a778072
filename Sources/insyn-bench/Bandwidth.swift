import InsynStore

/// How fast the machine reads memory that no cache holds, in bytes per second.
struct Bandwidth: Sendable {
  let one: Double
  /// With as many threads as the engines have.
  let all: Double

  /// Sums a large buffer a few times over, on one thread and on all.
  init(threads: Int) {
    let buffer = Buffer()
    one = buffer.read(threads: 1)
    all = buffer.read(threads: threads)
  }

  /// The least time in nanoseconds in which so many bytes can be read.
  func bound(_ bytes: Int) -> Double { Double(bytes) / all * 1e9 }
}

/// Much more memory than the caches hold.
private struct Buffer {
  private static let count = 1 << 26
  private let numbers: [UInt64]

  init() {
    // Every page is written, so that each has memory of its own.
    numbers = (0..<UInt64(Buffer.count)).map { $0 }
  }

  /// Bytes per second of the best of five readings.
  func read(threads: Int) -> Double {
    var best = Int.max
    var total: UInt64 = 0
    for _ in 0..<5 {
      let start = clock()
      total &+= sum(threads: threads)
      best = min(best, clock() - start)
    }
    precondition(total == 5 &* UInt64(Buffer.count) &* UInt64(Buffer.count - 1) / 2, "all is read")
    return Double(Buffer.count * 8) / Double(best) * 1e9
  }

  private func sum(threads: Int) -> UInt64 {
    let parts = 64
    let numbers = numbers
    return inParallel(parts, threads: threads) { part in
      let range = part * Buffer.count / parts..<(part + 1) * Buffer.count / parts
      return numbers.withUnsafeBufferPointer { cells in
        range.reduce(into: UInt64(0)) { $0 &+= cells[$1] }
      }
    }.reduce(0, &+)
  }
}
