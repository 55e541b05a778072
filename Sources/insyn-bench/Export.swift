import InsynPlan
import InsynStore
import InsynValue

extension Dataset {
  /// Writes both tables as CSV files into a folder, for the peers to load. A month's year stands in a
  /// column of its own, since only insyn cuts it out of the month by itself.
  func export(to folder: String) throws(BenchError) {
    for table in catalogue.store.tables where table.rowCount > 0 {
      try export(table, to: "\(folder)/\(table.name).csv")
    }
  }

  private func export(_ table: Table, to path: String) throws(BenchError) {
    var columns = table.columns.map { (head: $0.name, cell: cells(of: $0)) }
    let isMonth: (Column) -> Bool = { $0.name == "månad" }
    if let month = table.columns.firstIndex(where: isMonth) {
      columns.insert((head: "år", cell: years(of: table.columns[month])), at: month + 1)
    }
    try write(Array((columns.map(\.head).joined(separator: ",") + "\n").utf8), to: path)
    var bytes: [UInt8] = []
    for row in 0..<table.rowCount {
      for (index, column) in columns.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        column.cell(row, &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count > 1 << 22 {
        try write(bytes, to: path, appending: true)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try write(bytes, to: path, appending: true)
  }

  private typealias Cell = (Int, inout [UInt8]) -> Void

  private func cells(of column: Column) -> Cell {
    switch column.data {
    case .coded(let codes, let id):
      let words = [[]] + catalogue.store[id].members.map { Array($0.value.utf8) }
      return { row, bytes in bytes += words[Int(codes[row])] }
    case .numbers(let numbers):
      precondition(numbers.scale == 0, "the practice data hold whole numbers")
      return { row, bytes in
        if let number = numbers[row] { bytes += String(number).utf8 }
      }
    }
  }

  /// The year of each month.
  private func years(of column: Column) -> Cell {
    guard case .coded(let codes, let id) = column.data else {
      preconditionFailure("months are coded")
    }
    let years = [[]] + catalogue.store[id].members.map { Array($0.value.utf8.prefix(4)) }
    return { row, bytes in bytes += years[Int(codes[row])] }
  }
}
