/// An engine in a process of its own, spoken to in lines: `run b05` is answered by
/// `NANOSECONDS ROWS` and the rows, whose cells are parted by tabs.
final class Peer: Contestant {
  let name: String
  /// What it took until the rows were in place, in nanoseconds.
  let loading: Int
  private let program: Program
  /// The file that holds what it has complained of.
  private let talk: String

  /// Starts the engine and waits until it has loaded the rows.
  init(_ name: String, _ words: [String], settings: [String: String], talk: String)
    throws(BenchError)
  {
    (self.name, self.talk) = (name, talk)
    program = try Program(words, settings: settings, talk: talk)
    guard let line = program.receive(), let loading = Peer.loading(line) else {
      throw Peer.silent(name, talk)
    }
    self.loading = loading
  }

  /// `ready 123`.
  private static func loading(_ line: String) -> Int? {
    let words = line.split(separator: " ")
    return words.count == 2 && words[0] == "ready" ? Int(words[1]) : nil
  }

  private static func silent(_ name: String, _ talk: String) -> BenchError {
    let said = (try? read(talk)).map { String(decoding: $0.suffix(2_000), as: UTF8.self) } ?? ""
    return BenchError("\(name) has ended: \(said)")
  }

  func check(_ question: Question) throws(BenchError) -> (nanoseconds: Int, grid: Grid) {
    try ask("check \(question.id)")
  }

  func run(_ question: Question) throws(BenchError) -> (nanoseconds: Int, grid: Grid) {
    try ask("run \(question.id)")
  }

  private func ask(_ request: String) throws(BenchError) -> (nanoseconds: Int, grid: Grid) {
    guard program.send(request), let head = program.receive() else { throw Peer.silent(name, talk) }
    let numbers = head.split(separator: " ").map { Int($0) }
    guard numbers.count == 2, let nanoseconds = numbers[0], let count = numbers[1] else {
      throw BenchError("\(name) answers \(request) with: \(head)")
    }
    var lines: [String] = []
    for _ in 0..<count {
      guard let line = program.receive() else { throw Peer.silent(name, talk) }
      lines.append(line)
    }
    return (nanoseconds, Grid(lines: lines))
  }

  /// Has the engine keep the rows in a file of its own kind.
  func keep(in folder: String) throws(BenchError) { _ = try ask("save \(folder)") }

  /// What it holds and has held, nil when it has ended.
  var memory: MemoryUse? { MemoryUse(of: program.process) }

  func end() { _ = program.end() }
}

extension Grid {
  /// Rows of cells parted by tabs.
  init(lines: [String]) {
    rows = lines.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { Cell(text: String($0)) }
    }
  }

  var lines: [String] {
    rows.map { row in row.map(\.text).joined(separator: "\t") }
  }
}
