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
    let labels = ChartGrid.labels(answer, rows, tongue)
    self.labels = labels
    self.rows = ChartGrid.joined(labels, rows.count)
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

  /// As few labels as tell the rows apart: all that matter, and of the others those that must.
  private static func labels(
    _ answer: Answer, _ rows: [AnswerRow], _ tongue: Tongue
  ) -> [[String]] {
    let columns = answer.columns.indices.filter { answer.columns[$0].kind == .label }
    let texts = columns.map { index in
      rows.map { cellText($0.cells[index], answer.columns[index], tongue) }
    }
    let differing = columns.indices.filter { Set(texts[$0]).count > 1 }
    if differing.isEmpty { return Array(texts.prefix(1)) }
    let weights = columns.map { answer.columns[$0].weight }
    var taken = differing.filter { weights[$0] >= 5 }
    let others = differing.filter { weights[$0] < 5 }.sorted { weights[$0] > weights[$1] }
    func told(_ labels: [Int]) -> Int { Set(joined(labels.map { texts[$0] }, rows.count)).count }
    for other in others where told(taken + [other]) > told(taken) { taken.append(other) }
    return taken.sorted().map { texts[$0] }
  }

  private static func joined(_ labels: [[String]], _ count: Int) -> [String] {
    (0..<count).map { row in
      labels.map { $0[row] }.filter { !$0.isEmpty }.joined(separator: ", ")
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
