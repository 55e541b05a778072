import Glibc
import InsynValue

/// How a table is read: nothing that changes the result.
package struct ReadingPace: Sendable {
  /// The bytes of a stretch that one thread reads at a time.
  let block: Int
  let threads: Int
  /// The bytes that the cells may take; nil for as much as there is.
  let budget: Int?

  package init(block: Int = 1 << 21, threads: Int = machineThreads, budget: Int? = nil) {
    (self.block, self.threads, self.budget) = (block, threads, budget)
  }
}

/// The rows of a table as they were read, in the order of the file.
struct ReadRows {
  let chunks: [Chunk]
  let readers: [BlockReader]
  /// True when a thread also met texts that are in no row.
  let hasStrays: Bool
  let rowCount: Int
  let lines: RowLines
}

/// The line of the file on which each row begins.
struct RowLines: Sendable {
  private var stretches: [(row: Int, line: Int, longer: [(row: Int, more: Int)])] = []

  init() {}

  init(_ chunks: [Chunk], first: Int) {
    var (row, line) = (0, first)
    for chunk in chunks {
      stretches.append((row, line, chunk.longer))
      row += chunk.rows
      line += chunk.lines
    }
  }

  subscript(row: Int) -> Int {
    var (low, high) = (0, stretches.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if stretches[middle].row <= row { low = middle } else { high = middle }
    }
    let stretch = stretches[low]
    let before = row - stretch.row
    let more = stretch.longer.prefix { $0.row < before }.reduce(0) { $0 + $1.more }
    return stretch.line + before + more
  }
}

/// Reads the rows of a file of separated values with several threads. Each takes the next stretch of the
/// file and begins behind its first line end; where that was within quotes, which shows when the stretch
/// before it ends elsewhere, the stretch is read again from where it does begin.
struct TableReader {
  let file: DataFile
  /// How messages name the file.
  let name: String
  let dialect: Dialect
  let formats: [ColumnFormat]
  /// The place in the file of the first row, and its line.
  let start: Int
  let firstLine: Int
  let pace: ReadingPace
  let effort: Effort

  /// Throws IN40 for a file that cannot be read to its end, IN41 and IN44 for what is wrong in it, with
  /// line, letter and field, IN53 when a stop is wished, and IN70 when it does not fit in memory.
  func rows() throws(Diagnostic) -> ReadRows {
    let board = Board(self)
    try effort.reach(.kilobytes, 0, of: file.count >> 10)
    let threads = min(max(pace.threads, 1), max(board.count, 1))
    let readers = (0..<threads).map { BlockReader(file, dialect, formats, index: $0) }
    _ = inParallel(threads, threads: threads) { board.work(readers[$0]) }
    if let failure = board.failure { throw failure }
    try effort.reach(.kilobytes, file.count >> 10, of: file.count >> 10)
    guard file.isAsOpened else { throw Diagnostic(.unreadable(name)) }
    let chunks = board.chunks
    return ReadRows(
      chunks: chunks, readers: readers, hasStrays: board.hasStrays,
      rowCount: chunks.reduce(0) { $0 + $1.rows }, lines: RowLines(chunks, first: firstLine))
  }

  /// A number that does not fit beside the others of its column.
  func tooLarge(
    _ pending: PendingColumn, _ column: Int, _ lines: RowLines
  ) throws(Diagnostic) -> Diagnostic {
    guard let (piece, row) = pending.tooLarge else {
      preconditionFailure("a column that does not fit has a number that does not")
    }
    let before = pending.pieces[..<piece].reduce(0) { $0 + $1.rows }
    let reader = BlockReader(file, dialect, formats, index: 0)
    let stretch = pending.pieces[piece].column.stretch
    guard let problem = reader.tooLarge(stretch, row: row, column) else {
      throw Diagnostic(.unreadable(name))
    }
    return diagnostic(problem, line: lines[before])
  }

  /// A problem of a stretch whose first line is known.
  func diagnostic(_ problem: BlockProblem, line first: Int) -> Diagnostic {
    let line = first + problem.line
    var fault = problem.fault
    switch fault {
    case .notText: fault = .notText(line: line)
    case .badCell(let found, .endOfField(let below)):
      fault = .badCell(found: found, wanted: .endOfField(line: line + below))
    default: break
    }
    return Diagnostic(
      fault,
      place: FilePlace(
        file: name, line: line, letter: problem.letter,
        field: problem.column.map { formats[$0].field.name }))
  }
}

/// The stretches of a file and what has become of each, shared by the threads that read it.
private final class Board: @unchecked Sendable {
  let table: TableReader
  let count: Int
  private let block: Int
  private var lock = pthread_mutex_t()
  private var next = 0
  private var results: [Chunk?]
  /// The stretches before this one are known to begin where those before them end, the next at `place`.
  private var known = 0
  private var place: Int
  private var line: Int
  private var isAdvancing = false
  private var bytesDone = 0
  private var bytesHeld = 0
  /// What the dictionaries of each reader take.
  private var textBytes: [Int]
  private let budget: Int?
  private(set) var hasStrays = false
  private(set) var failure: Diagnostic?

  init(_ table: TableReader) {
    self.table = table
    budget = table.pace.budget ?? memoryBudget()
    // Letters of two bytes are not cut.
    let unit = table.dialect.encoding.unit
    block = max(1, (table.pace.block + unit - 1) / unit) * unit
    count = (table.file.count - table.start + block - 1) / block
    results = Array(repeating: nil, count: count)
    textBytes = Array(repeating: 0, count: max(table.pace.threads, 1))
    place = table.start
    line = table.firstLine
    pthread_mutex_init(&lock, nil)
  }

  deinit { pthread_mutex_destroy(&lock) }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    return body()
  }

  var chunks: [Chunk] { results.compactMap { $0 }.filter { $0.rows > 0 } }

  private func range(_ index: Int) -> Range<Int> {
    let first = table.start + index * block
    return first..<min(first + block, table.file.count)
  }

  /// Reads stretches until there are no more.
  func work(_ reader: BlockReader) {
    while let (index, start) = locked({ take() }) {
      if table.effort.cancellation.isWished { return stop() }
      guard let chunk = reader.read(range(index), from: start) else {
        return locked { fail(Diagnostic(.unreadable(table.name))) }
      }
      publish(index, chunk, reader)
    }
  }

  private func take() -> (Int, start: Int?)? {
    if failure != nil || next == count { return nil }
    next += 1
    // Whoever reads alone knows where the stretch before it ended.
    let isKnown = known == next - 1
    return (next - 1, isKnown ? max(place, range(next - 1).lowerBound) : nil)
  }

  private func fail(_ diagnostic: Diagnostic) {
    if failure == nil { failure = diagnostic }
  }

  private func stop() {
    locked {
      fail(Diagnostic(.stopped(Reached(.kilobytes, bytesDone >> 10, of: table.file.count >> 10))))
    }
  }

  /// Takes what was read of a stretch, and goes through those that can now be known.
  private func publish(_ index: Int, _ chunk: Chunk, _ reader: BlockReader) {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    results[index] = chunk
    bytesDone += range(index).count
    bytesHeld += chunk.columns.reduce(0) { $0 + $1.byteCount }
    textBytes[reader.index] = reader.textBytes
    let held = bytesHeld + textBytes.reduce(0, +)
    table.effort.told(Reached(.kilobytes, bytesDone >> 10, of: table.file.count >> 10))
    // Dictionaries are merged and sorted, and columns put together, beside what is held.
    if let budget, held > budget / 2 {
      let needed = held / 512 * (table.file.count / 1024 + 1) / (bytesDone / 1024 + 1)
      fail(Diagnostic(.noRoom(needed: needed >> 10, free: budget >> 20)))
    }
    if isAdvancing { return }
    isAdvancing = true
    while failure == nil, known < count, let chunk = results[known] { advance(chunk, reader) }
    isAdvancing = false
  }

  private func advance(_ chunk: Chunk, _ reader: BlockReader) {
    let range = range(known)
    if place >= range.upperBound {
      // The rows of this stretch are within one that began before it.
      if chunk.rows > 0 || chunk.problem != nil { hasStrays = true }
      results[known] = nil
      known += 1
      return
    }
    if chunk.start != place {
      hasStrays = true
      let start = place
      pthread_mutex_unlock(&lock)
      let again = reader.read(range, from: start)
      pthread_mutex_lock(&lock)
      guard let again else { return fail(Diagnostic(.unreadable(table.name))) }
      results[known] = again
      return
    }
    if let problem = chunk.problem { return fail(table.diagnostic(problem, line: line)) }
    place = chunk.end
    line += chunk.lines
    known += 1
  }
}
