import ArgumentParser
import Glibc

/// `insyn-bench`: insyn and its peers, asked the same questions about the same rows in one run.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "insyn-bench",
    abstract: "Compares insyn with DuckDB, Polars, chDB and SQLite on the same rows.")

  @OptionGroup var options: Options

  func run() throws {
    do throws(BenchError) {
      if let path = options.serving { return try serve(path, threads: options.threads) }
      if let folder = options.reading { return try readPackage(folder) }
      try Course(options).run()
    } catch {
      say("\(error)")
      throw ExitCode(1)
    }
  }
}

struct Options: ParsableArguments {
  @Option(help: "Rows of household months: 1000, 10k, 10M.")
  var rows = Count(10_000_000)

  @Option(help: "Measured runs of each question; the median is shown.")
  var runs = 7

  @Option(
    help: "Only these questions, as in b05,b06.",
    transform: { $0.split(separator: ",").map(String.init) })
  var only: [String] = []

  @Flag(help: "The rows in random order.")
  var shuffled = false

  @Option(help: "Threads of each engine.")
  var threads = 2

  @Flag(help: "Only insyn, in this process.")
  var withoutPeers = false

  @Option(
    help: "Only these peers, as in duckdb,polars,chdb,sqlite.",
    transform: { $0.split(separator: ",").map { $0.lowercased() } })
  var peers: [String] = []

  @Flag(help: "Also insyn alone, from a thousand rows to a hundred million, on one thread and all.")
  var growth = false

  @Option(help: ArgumentHelp("A Python that has the peers.", valueName: "PATH"))
  var python: String?

  @Option(help: ArgumentHelp("Where files are kept.", valueName: "FOLDER"))
  var cache = cacheFolder

  @Option(help: ArgumentHelp("Adds the figures to this file, as JSON lines.", valueName: "FILE"))
  var history: String?

  @Flag(help: "Writes the tables as Markdown.")
  var markdown = false

  /// A snapshot whose rows are asked about on standard input.
  @Option(name: .customLong("serve"), help: .private)
  var serving: String?

  /// A folder whose package is opened; nothing is asked.
  @Option(name: .customLong("read"), help: .private)
  var reading: String?
}

/// The user's own folder for what can be made anew, by the XDG rules.
private let cacheFolder: String = {
  if let folder = getenv("XDG_CACHE_HOME"), folder.pointee != 0 {
    return String(cString: folder) + "/insyn-bench"
  }
  return (getenv("HOME").map { String(cString: $0) } ?? "/tmp") + "/.cache/insyn-bench"
}()

/// A number of rows as people write it.
struct Count: ExpressibleByArgument, Sendable {
  let value: Int

  init(_ value: Int) {
    self.value = value
  }

  init?(argument: String) {
    let factor = ["k": 1_000, "K": 1_000, "M": 1_000_000][argument.suffix(1)] ?? 1
    guard let number = Int(factor == 1 ? argument[...] : argument.dropLast()), number > 0 else {
      return nil
    }
    value = number * factor
  }

  var defaultValueDescription: String { text }

  /// As short as can be.
  var text: String {
    if value.isMultiple(of: 1_000_000) { return "\(value / 1_000_000)M" }
    return value.isMultiple(of: 1_000) ? "\(value / 1_000)k" : "\(value)"
  }
}

/// Says something to the person who waits; results go to standard output.
func say(_ text: String) {
  _ = writeAll(Array((text + "\n").utf8)[...], to: STDERR_FILENO)
}
