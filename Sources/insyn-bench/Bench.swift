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
      if options.isServing { return try serve(options) }
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

  @Flag(help: "Only insyn, in this process.")
  var withoutPeers = false

  @Flag(name: .customLong("serve"), help: .private)
  var isServing = false
}

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
