import InsynFinish
import InsynValue

/// The figures of a chart by category (rows) and series (columns), while it is decided which is which.
struct ChartGrid {
  private(set) var rows: [String]
  private(set) var columns: [String]
  /// For each column, its marks by row.
  private(set) var marks: [[Chart.Mark]]
  /// The texts of each label column whose texts differ.
  private let labels: [[String]]

  init(_ answer: Answer, _ rows: [AnswerRow], _ drawn: [Int], _ tongue: Tongue) {
    func texts(_ index: Int) -> [String] {
      rows.map { cellText($0.cells[index], answer.columns[index], tongue) }
    }
    let all = answer.columns.indices.filter { answer.columns[$0].kind == .label }.map(texts)
    let differing = all.filter { Set($0).count > 1 }
    labels = differing.isEmpty ? Array(all.prefix(1)) : differing
    let labels = labels
    self.rows = rows.indices.map { row in
      labels.map { $0[row] }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
    columns = drawn.map { visible(words(answer.columns[$0].heading, tongue)) }
    marks = drawn.map { index in
      rows.map { row in
        let cell = row.cells[index]
        let text = cellText(cell, answer.columns[index], tongue)
        guard case .figure(let shown) = cell else { return Chart.Mark(value: nil, text: text) }
        return Chart.Mark(value: shown.figure.number, text: text)
      }
    }
  }

  /// Chooses categories and series: periods run along a line, and a second label makes groups.
  mutating func settle(for display: Display) {
    let periods = labels.firstIndex { $0.allSatisfy { Period(text: $0) != nil } }
    if columns.count == 1, labels.count > 1 {
      switch display {
      case .line:
        if let periods { pivot(categories: labels[periods], series: others(than: periods)) }
      case .bars:
        pivot(categories: others(than: labels.count - 1), series: labels[labels.count - 1])
      }
    } else if rows == [""], columns.count > 1 {
      turn()
    } else if display == .line, periods == nil,
      columns.allSatisfy({ Period(text: $0) != nil })
    {
      turn()
    }
  }

  private func others(than index: Int) -> [String] {
    rows.indices.map { row in
      labels.indices.filter { $0 != index }.map { labels[$0][row] }.joined(separator: ", ")
    }
  }

  /// Rows and columns change places.
  private mutating func turn() {
    let turned = rows.indices.map { row in marks.map { $0[row] } }
    (rows, columns, marks) = (columns, rows, turned)
  }

  /// One column of figures is spread over series, where no two figures meet and groups come of it.
  private mutating func pivot(categories: [String], series: [String]) {
    let names = distinct(series)
    let places = distinct(categories)
    guard names.count <= 8, places.count < rows.count, names.count > 1 || places.count > 1 else {
      return
    }
    let absent = Chart.Mark(value: nil, text: "")
    var spread = names.map { _ in places.map { _ in absent } }
    var taken: Set<[Int]> = []
    for (row, mark) in marks[0].enumerated() {
      guard let column = names.firstIndex(of: series[row]),
        let place = places.firstIndex(of: categories[row]), taken.insert([column, place]).inserted
      else { return }
      spread[column][place] = mark
    }
    (rows, columns, marks) = (places, names, spread)
  }

  private func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
