import Foundation
import InsynStore
import InsynValue
import Testing

/// Work that is parted among threads.
@Suite struct ParallelTests {
  @Test(arguments: [0, 1, 2, 1000], [1, 2, 3])
  func resultsComeInOrder(parts: Int, threads: Int) {
    #expect(inParallel(parts, threads: threads) { $0 * $0 } == (0..<parts).map { $0 * $0 })
  }

  /// Threads are kept from call to call, however little there is for each to do.
  @Test func threadsDoNotPileUp() throws {
    func threads() throws -> Int {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("Threads:") }
      return try #require(line.flatMap { Int($0.dropFirst(8).drop { $0 == "\t" }) })
    }
    let before = try threads()
    for round in 0..<5000 { #expect(inParallel(3, threads: 3) { $0 + round }[2] == round + 2) }
    // Other tests may begin some meanwhile.
    #expect(try threads() < before + 64)
  }

  /// A part of the work may be parted itself.
  @Test func workWithinWork() {
    let sums = inParallel(8, threads: 3) { part in
      inParallel(100, threads: 2) { part * $0 }.reduce(0, +)
    }
    #expect(sums == (0..<8).map { $0 * 4950 })
  }

  @Test func aStopEndsIt() {
    let stop = Cancellation()
    let effort = Effort(stop)
    let error = #expect(throws: Diagnostic.self) {
      try effort.inParallel(100, threads: 2) { if $0 == 3 { stop.wish() } }
    }
    #expect(error?.fault == .stopped(Reached(.rows, 0, of: 0)))
  }
}
