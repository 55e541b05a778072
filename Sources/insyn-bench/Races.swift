import Glibc
import InsynPlan
import InsynShell
import InsynStore
import InsynValue

/// The programs that are started anew for every answer, and the files that they open.
struct Races {
  private let peers: Peers
  private let insyn: String
  private let duckdb: String
  private var folder: String { peers.folder }

  init(_ peers: Peers, insyn: String) throws(BenchError) {
    (self.peers, self.insyn) = (peers, insyn)
    duckdb = try Python.output(
      peers.python, "import duckdb_cli, os; print(os.path.dirname(duckdb_cli.__file__) + '/duckdb')"
    )
  }

  /// The program `insyn` beside this one. Throws when it has not been built.
  static func program() throws(BenchError) -> String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(decoding: path.prefix(max(0, count)).map(UInt8.init), as: UTF8.self)
    let insyn = own.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/insyn"
    if access(insyn, X_OK) != 0 {
      throw BenchError("\(insyn) is not built: swift build -c release")
    }
    return insyn
  }

  /// All of them.
  func all() throws(BenchError) -> [ColdStart.Race] { [try reports()] + (try rows()) }

  // MARK: the rows of the table, kept in files

  /// b14, and a single answer, each from a file that the engines have kept.
  private func rows() throws(BenchError) -> [ColdStart.Race] {
    let own = questions.map(\.line).joined(separator: "\n")
    let all = ColdStart.Race(
      title: "b14 b01–b13 in one script", runs: 3,
      starts: [
        ColdStart.Start(name: "insyn", words: [insyn, "--data", peers.snapshot], input: own)
      ]
        + [
          clientOfDuckDB(try script("in_duckdb.py")), clientOfSQLite(try script("in_sqlite.py")),
          inPython("DuckDB 2.0 in Python", "in_duckdb.py"), inPython("Polars", "in_polars.py"),
          inPython("chDB", "in_chdb.py"),
        ])
    let count = "SELECT stadsdel, count(*) FROM hm GROUP BY stadsdel;"
    let one = ColdStart.Race(
      title: "b01 alone", runs: 7,
      starts: [
        ColdStart.Start(
          name: "insyn", words: [insyn, "--data", peers.snapshot], input: questions[0].line),
        clientOfDuckDB(count), clientOfSQLite(count),
      ])
    return [one, all]
  }

  private func inPython(_ name: String, _ program: String) -> ColdStart.Start {
    ColdStart.Start(
      name: name, words: [peers.python, "\(folder)/\(program)", "--cold", folder],
      settings: peers.settings)
  }

  private func script(_ program: String) throws(BenchError) -> String {
    try Program([peers.python, "\(folder)/\(program)", "--script"], settings: peers.settings)
      .end().output
  }

  private func clientOfDuckDB(_ script: String, _ file: String = "rows") -> ColdStart.Start {
    ColdStart.Start(
      name: "DuckDB 1.5, its own program",
      words: [duckdb, "-readonly", "\(folder)/\(file).duckdb"],
      input: "SET threads = \(peers.threads);\n" + script)
  }

  private func clientOfSQLite(_ script: String, _ file: String = "rows") -> ColdStart.Start {
    ColdStart.Start(
      name: "SQLite, its own program", words: ["sqlite3", "\(folder)/\(file).sqlite"],
      input: script)
  }

  // MARK: the bundled reports

  /// The first answer on the bundled reports, which the peers have in files of their own.
  private func reports() throws(BenchError) -> ColdStart.Race {
    let file = try exportReports()
    let fill = "CREATE TABLE indikatorer AS SELECT * FROM read_csv('\(file)');"
    try make("\(folder)/reports.duckdb", [duckdb, "\(folder)/reports.duckdb", "-c", fill])
    let load = ".import --csv \(file) indikatorer"
    try make("\(folder)/reports.sqlite", ["sqlite3", "\(folder)/reports.sqlite", load])
    let select = """
      SELECT stadsdel, utfall FROM indikatorer WHERE kön = 'båda' AND period = '2016' AND \
      indikator = 'Andel barn som lever i familjer som har ekonomiskt bistånd' ORDER BY stadsdel;
      """
    return ColdStart.Race(
      title: "first answer on the reports", runs: 21,
      starts: [
        ColdStart.Start(
          name: "insyn", words: [insyn], input: "andel barn i bidragsfamiljer per stadsdel 2016"),
        clientOfDuckDB(select, "reports"), clientOfSQLite(select, "reports"),
      ])
  }

  /// The table of indicators as a CSV file; gives its path.
  private func exportReports() throws(BenchError) -> String {
    let store: Store
    do throws(Diagnostics) {
      store = try openCatalogue(bundledFiles).0.store
    } catch {
      throw BenchError("the bundled reports do not open")
    }
    guard let table = store.tables.first(where: { $0.name == "indikatorer" }) else {
      preconditionFailure("the reports hold indicators")
    }
    try Export(store: store, folder: folder).write(table)
    return "\(folder)/\(table.name).csv"
  }

  private func make(_ file: String, _ words: [String]) throws(BenchError) {
    if try Program(words).end().status != 0 { throw BenchError("\(file) cannot be made") }
  }
}
