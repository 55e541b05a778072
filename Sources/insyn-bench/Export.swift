import InsynStore
import InsynValue

/// Writes tables of a store as CSV files, for the peers to load.
struct Export {
  let store: Store
  let folder: String

  /// Writes a table to the file of its name.
  func write(_ table: Table) throws(BenchError) {
    let path = "\(folder)/\(table.name).csv"
    let cells = table.columns.map(cells)
    var bytes = Array((table.columns.map { Export.quoted($0.name) }.joined(separator: ",")).utf8)
    bytes.append(UInt8(ascii: "\n"))
    try insyn_bench.write([], to: path)
    for row in 0..<table.rowCount {
      for (index, cell) in cells.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        cell(row, &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count > 1 << 22 {
        try insyn_bench.write(bytes, to: path, appending: true)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try insyn_bench.write(bytes, to: path, appending: true)
  }

  /// Adds the cell of a row to the bytes of a file.
  private typealias Cell = (Int, inout [UInt8]) -> Void

  private func cells(of column: Column) -> Cell {
    switch column.data {
    case .coded(let codes, let id):
      if case .integers(let first, _) = store[id].members {
        return { row, bytes in
          let code = codes[row]
          if code != 0 { bytes += String(first + Int64(code) - 1).utf8 }
        }
      }
      let words = [[]] + store[id].members.map { Array(Export.quoted($0.value).utf8) }
      return { row, bytes in bytes += words[Int(codes[row])] }
    case .numbers(let numbers):
      return { row, bytes in
        if let number = numbers[row] {
          bytes += Export.decimal(number, numbers.scale).utf8
        }
      }
    }
  }

  /// A scaled number with its point.
  private static func decimal(_ number: Int64, _ scale: Int) -> String {
    if scale == 0 { return String(number) }
    let digits = String(number.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return (number < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
  }

  private static func quoted(_ text: String) -> String {
    if !text.utf8.contains(where: { ",\"\n".utf8.contains($0) }) { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
