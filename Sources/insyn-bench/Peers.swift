import Glibc

/// The engines that insyn is compared with, and how each is started.
struct Peers {
  struct Kind: Sendable {
    let name: String
    /// The file of `peers/`, and what it is told beside the folder.
    let words: [String]
    /// True for one that keeps the rows in a file for `Races`.
    let keepsRows: Bool
  }

  static let kinds = [
    Kind(name: "DuckDB ENUM", words: ["in_duckdb.py"], keepsRows: true),
    Kind(name: "DuckDB VARCHAR", words: ["in_duckdb.py", "VARCHAR"], keepsRows: false),
    Kind(name: "Polars", words: ["in_polars.py"], keepsRows: true),
    Kind(name: "chDB", words: ["in_chdb.py"], keepsRows: true),
    Kind(name: "SQLite", words: ["in_sqlite.py"], keepsRows: true),
  ]

  /// What the peers' programs are, by the name of their file.
  private static let programs: [(String, [UInt8])] = [
    ("protocol.py", PackageResources.protocol_py),
    ("in_duckdb.py", PackageResources.in_duckdb_py),
    ("in_polars.py", PackageResources.in_polars_py),
    ("in_chdb.py", PackageResources.in_chdb_py),
    ("in_sqlite.py", PackageResources.in_sqlite_py),
  ]

  /// Where everything is kept.
  let folder: String
  let python: String
  let threads: Int

  /// Writes the programs of the peers into the folder.
  init(_ folder: String, python: String, threads: Int) throws(BenchError) {
    (self.folder, self.python, self.threads) = (folder, python, threads)
    for (name, bytes) in Peers.programs { try write(bytes, to: "\(folder)/\(name)") }
  }

  private func words(_ kind: Kind) -> [String] {
    [python, "\(folder)/\(kind.words[0])", folder] + kind.words.dropFirst()
  }

  var settings: [String: String] {
    [
      "INSYN_BENCH_THREADS": "\(threads)", "POLARS_MAX_THREADS": "\(threads)",
      "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8",
    ]
  }

  /// insyn's own file of the rows.
  var snapshot: String { "\(folder)/rows.insyn" }

  /// Starts insyn as the peers are started; it opens its snapshot.
  func startOwn() throws(BenchError) -> Peer {
    try Peer(
      "insyn", ["/proc/self/exe", "--serve", snapshot, "--threads", "\(threads)"], settings: [:],
      talk: "\(folder)/insyn.log")
  }

  /// Starts an engine, which loads the rows.
  func start(_ kind: Kind) throws(BenchError) -> Peer {
    try Peer(
      kind.name, words(kind), settings: settings, talk: "\(folder)/\(kind.name).log")
  }
}
