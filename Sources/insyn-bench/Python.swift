/// A Python that has the peers: one that is given, or one of the harness's own that holds what PyPI has.
enum Python {
  /// What is fetched.
  private static let packages = [
    "duckdb==2.0.*", "polars==2.1.*", "chdb==4.4.*", "duckdb-cli==1.5.*",
  ]

  /// The path of a Python that can import every peer. Throws when they can be had nowhere.
  static func withPeers(given: String?, folder: String) throws(BenchError) -> String {
    let own = "\(folder)/python/bin/python"
    let python = given ?? own
    if try imports(python) { return python }
    if given != nil { throw BenchError("\(python) lacks \(names): pip install \(names)") }
    say("fetching \(names) from PyPI into \(folder)/python")
    try run(
      ["python3", "-m", "venv", "\(folder)/python"],
      orElse: "python3 with the module venv is needed (Debian: python3-venv)")
    try run(
      [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"] + packages,
      orElse: "the peers could not be fetched from PyPI; without a network, --without-peers "
        + "measures insyn alone, and --python PATH names a Python that has them")
    guard try imports(own) else { throw BenchError("what PyPI gave does not run here") }
    return own
  }

  private static var names: String { packages.joined(separator: " ") }

  private static func imports(_ python: String) throws(BenchError) -> Bool {
    let question = ["-c", "import duckdb, polars, chdb.session, sqlite3, duckdb_cli"]
    guard let program = try? Program([python] + question, talk: "/dev/null") else { return false }
    return program.end().status == 0
  }

  private static func run(_ words: [String], orElse reason: String) throws(BenchError) {
    let program = try Program(words)
    if program.end().status != 0 { throw BenchError(reason) }
  }

  /// What a short program prints.
  static func output(_ python: String, _ text: String) throws(BenchError) -> String {
    try Program([python, "-c", text]).end().output
  }
}
