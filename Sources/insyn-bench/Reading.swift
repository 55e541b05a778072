import Glibc
import InsynPlan
import InsynStore

/// How fast the rows are read from a CSV file: insyn opens a data package with exact types, the peers
/// find the types themselves.
struct Reading {
  let peers: Peers
  let dataset: Dataset

  private var folder: String { peers.folder }

  /// One row an engine; every one reads in a process of its own, after the file was read once.
  func sheet() throws(BenchError) -> Sheet {
    try write(Array(description.utf8), to: "\(folder)/datapackage.json")
    var sheet = Sheet(head: ["reading CSV", "s", "million rows/s", "MB at most"])
    let bytes = size(of: "\(folder)/hushållsmånader.csv")
    sheet.head[0] += ", \(megabytes(bytes)) MB"
    for (name, words) in starts {
      var loadings: [Int] = []
      var peak = 0
      for _ in 0..<3 {
        let reader = try Peer(
          name, words, settings: peers.settings, talk: "\(folder)/reading.log")
        loadings.append(reader.loading)
        peak = max(peak, reader.memory?.peak ?? 0)
        reader.end()
      }
      let median = Double(loadings.sorted()[1])
      let rows = dataset.table("hushållsmånader").rowCount
      sheet.rows.append([
        name, digits(median / 1e9), digits(Double(rows) / median * 1e3), megabytes(peak),
      ])
    }
    return sheet
  }

  private var starts: [(String, [String])] {
    [
      ("insyn", ["/proc/self/exe", "--read", folder]),
      ("DuckDB", [peers.python, "\(folder)/in_duckdb.py", "--read", folder]),
      ("Polars", [peers.python, "\(folder)/in_polars.py", "--read", folder]),
    ]
  }

  private func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The standard's description of the file, with the types that it has.
  private var description: String {
    let fields = dataset.table("hushållsmånader").columns.map { column in
      "{\"name\":\"\(column.name)\",\"type\":\"\(type(of: column))\"}"
    }
    return """
      {"name":"rows","resources":[{"name":"hushållsmånader","path":"hushållsmånader.csv",\
      "schema":{"fields":[\(fields.joined(separator: ","))]}}]}

      """
  }

  private func type(of column: Column) -> String {
    switch column.type {
    case .number, .integer: "integer"
    // So many rows go on for more years than a period may be written for; text it is to the peers too.
    case .text, .period, .date, .truth: "string"
    }
  }
}
