import Glibc
import InsynShell
import InsynTestSupport
import InsynValue

/// The `sqlite3` of the machine: tables and statements in, rows of text out.
struct SQLite {
  /// The program, nil where the machine has none.
  static let program: String? = (environment("PATH") ?? "").split(separator: ":")
    .map { $0 + "/sqlite3" }.first { access($0, X_OK) == 0 }

  /// What is printed for NULL.
  static let null = "~"

  /// The rows that the statements give over the tables of a package; a cell is nil for NULL.
  /// Traps where sqlite3 finds a mistake, since the statements are the tests' own.
  static func rows(_ statements: [String], over package: MadePackage) -> [[String?]] {
    guard let program else { return [] }
    var script = ".mode list\n.separator |\n.nullvalue \(null)\n"
    for (index, table) in package.tables.enumerated() { script += creation(table, index) }
    script += statements.joined(separator: "\n") + "\n"
    let file = temporaryFile(script)
    defer { unlink(file) }
    var run = Run([program, ":memory:"], in: "/", surroundings: ["HOME=/"])
    run.input = file
    let printed = run.printed()
    precondition(printed.code == 0 && printed.talk.isEmpty, "sqlite3 answers: \(printed.talk)")
    return printed.out.split(separator: "\n").map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
        cell == null ? nil : String(cell)
      }
    }
  }

  private static func creation(_ table: MadeTable, _ index: Int) -> String {
    var columns: [String] = []
    for (field, described) in table.fields.enumerated() {
      columns += described.isSpan ? ["c\(field)s TEXT", "c\(field)e TEXT"] : ["c\(field) INTEGER"]
    }
    var text = "CREATE TABLE t\(index) (\(columns.joined(separator: ", ")));\nBEGIN;\n"
    for start in stride(from: 0, to: table.rowCount, by: 200) {
      let rows = (start..<min(start + 200, table.rowCount)).map { row in
        "(" + table.fields.indices.map { cell(table, $0, row) }.joined(separator: ",") + ")"
      }
      text += "INSERT INTO t\(index) VALUES " + rows.joined(separator: ",\n") + ";\n"
    }
    return text + "COMMIT;\n"
  }

  private static func cell(_ table: MadeTable, _ field: Int, _ row: Int) -> String {
    switch table.cells[field][row] {
    case .missing: table.fields[field].isSpan ? "NULL,NULL" : "NULL"
    case .member(let rank): "\(rank)"
    case .span(let span): "'\(span.first)','\(span.last)'"
    case .number(let number, _): "\(number)"
    }
  }

  private static func temporaryFile(_ text: String) -> String {
    var name = Array("/tmp/insyn-oracle-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    precondition(descriptor >= 0, "a temporary file can be made")
    defer { close(descriptor) }
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[written...])
        let count = write(descriptor, rest.baseAddress, rest.count)
        precondition(count > 0, "a temporary file can be written")
        written += count
      }
    }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// What sqlite3 answers to questions over one package; nil for a question that it was not asked.
struct SQLiteAnswers {
  let package: MadePackage
  private let prepared: [Int: Prepared]
  private var found: [Int: [Found]] = [:]
  private var listed: [Int: [Int]] = [:]

  /// Asks all questions in one run of sqlite3.
  init(_ questions: [Int: Question], over package: MadePackage) {
    self.package = package
    var prepared: [Int: Prepared] = [:]
    var statements: [String] = []
    for (index, question) in questions.sorted(by: { $0.key < $1.key }) {
      if question.listed != nil {
        statements.append(ListingSQL(question, package).select(tag: "\(index)"))
        continue
      }
      let parts = Prepared(question, package)
      prepared[index] = parts
      found[index] = parts.probes.map { _ in Found() }
      for (probe, asked) in parts.probes.enumerated() {
        for (depth, kept) in Probe.Depth.allCases.enumerated() where asked.depths.contains(kept) {
          statements.append(asked.select(kept, tag: "\(index).\(probe).\(depth)"))
        }
      }
    }
    self.prepared = prepared
    for row in SQLite.rows(statements, over: package) { take(row) }
  }

  private mutating func take(_ row: [String?]) {
    let tag = (row[0] ?? "").split(separator: ".").map { Int($0) ?? 0 }
    guard tag.count == 3 else {
      listed[tag[0], default: []].append((row[1].flatMap { Int($0) } ?? 0) - 1)
      return
    }
    guard let probe = prepared[tag[0]]?.probes[tag[1]] else { return }
    let keys = Array(row.dropFirst().prefix(probe.axes.count))
    let rest = row.dropFirst(probe.axes.count + 1)
    let values = rest.map { $0.flatMap { Int64($0) } }
    let group = Found.Group(rows: values[0] ?? 0, values: Array(values.dropFirst()))
    let depth = Probe.Depth.allCases[tag[2]]
    // Where rows are split, a group without rows is none; nothing split is still a count of nothing.
    if group.rows == 0, !probe.axes.isEmpty, depth != .whole { return }
    found[tag[0]]?[tag[1]].groups[depth, default: [:]][keys] = group
  }

  /// The answer to a question.
  func expected(_ index: Int, _ question: Question) throws -> Expected? {
    if question.listed != nil {
      return ListingSQL(question, package).expected(listed[index] ?? [])
    }
    guard let prepared = prepared[index], let found = found[index] else { return nil }
    return try Finishing(prepared: prepared, found: found).expected()
  }
}
