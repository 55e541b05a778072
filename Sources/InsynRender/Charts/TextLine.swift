import InsynValue

/// Lines over periods in characters: a sign of its own for each series, its name at the end of its line,
/// dots between the figures and a gap where one is missing.
struct TextLine {
  private let chart: Chart
  private let width: Int
  private let height: Int
  private let axis: Axis
  private let margin: Int
  private let names: [String]
  private let room: Int

  init(_ chart: Chart, width: Int) {
    self.chart = chart
    self.width = width
    axis = Axis(chart.values, chart.unit, chart.tongue, steps: 4, fromZero: false)
    height = max(axis.ticks.count * 2 + (axis.ticks.count < 5 ? 3 : 1), chart.series.count)
    margin = (axis.texts.map(terminalWidth).max() ?? 0) + 2
    let signs = chart.series.indices.map(TextLine.sign)
    let limit = max(8, width / 3)
    let names = zip(signs, chart.series).map { sign, series in
      chart.series.count == 1 ? "" : shortened("\(sign) \(series.title)", to: limit)
    }
    self.names = names
    let widest = names.map(terminalWidth).max() ?? 0
    room = max(6, width - margin - (widest == 0 ? 1 : widest + 2))
  }

  var lines: [String] {
    var cells = [[Character]](
      repeating: [Character](repeating: " ", count: room), count: height)
    for (index, series) in chart.series.enumerated() { connect(series, &cells, index) }
    // Figures stand above the dots of every line.
    for (index, series) in chart.series.enumerated() { mark(series, &cells, index) }
    let labels = ends()
    let plot = cells.indices.map { row in
      let tick = axis.ticks.firstIndex { self.row($0) == row }
      let text = tick.map { axis.texts[$0] } ?? ""
      let front = blanks(margin - 2 - terminalWidth(text)) + text + (tick == nil ? " │" : " ┤")
      return front + String(cells[row]) + (labels[row].map { "  " + $0 } ?? "")
    }
    return plot + foot
  }

  private static func sign(_ index: Int) -> Character {
    let signs = Array("●○■□▲△◆◇")
    if index < signs.count { return signs[index] }
    return Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8((index - signs.count) % 26)))
  }

  private func row(_ value: Exact) -> Int {
    height - 1 - Int((axis.position(value) * Double(height - 1)).rounded())
  }

  private func column(_ category: Int) -> Int {
    let count = chart.categories.count
    if count == 1 { return room / 2 }
    // The first figure does not lie on the axis.
    return 2 + Int((Double(category) * Double(room - 3) / Double(count - 1)).rounded())
  }

  private func connect(_ series: Chart.Series, _ cells: inout [[Character]], _ index: Int) {
    for category in chart.categories.indices.dropFirst() {
      guard let from = series.marks[category - 1].value, let to = series.marks[category].value
      else { continue }
      let (x, end) = (column(category - 1), column(category))
      let (a, b) = (axis.position(from), axis.position(to))
      for place in x..<max(x, end) {
        let part = Double(place - x) / Double(end - x)
        let row = height - 1 - Int(((a + (b - a) * part) * Double(height - 1)).rounded())
        if cells[row][place] == " " { cells[row][place] = "·" }
      }
    }
  }

  private func mark(_ series: Chart.Series, _ cells: inout [[Character]], _ index: Int) {
    for (category, mark) in series.marks.enumerated() {
      guard let value = mark.value else { continue }
      cells[row(value)][column(category)] = TextLine.sign(index)
    }
  }

  /// The names by row: where their lines end, or in the nearest free row.
  private func ends() -> [String?] {
    var taken = [String?](repeating: nil, count: height)
    if chart.series.count == 1 { return taken }
    for (index, series) in chart.series.enumerated() {
      let wanted = series.marks.compactMap(\.value).last.map(row) ?? 0
      let free = taken.indices.filter { taken[$0] == nil }
      guard let row = free.min(by: { abs($0 - wanted) < abs($1 - wanted) }) else { continue }
      taken[row] = names[index]
    }
    return taken
  }

  /// The axis of the categories and as many of their names as have room.
  private var foot: [String] {
    var rule = [Character](repeating: "─", count: room)
    for category in chart.categories.indices { rule[column(category)] = "┴" }
    let widest = chart.categories.map(terminalWidth).max() ?? 0
    let distance = chart.categories.count < 2 ? room : column(1) - column(0)
    let every = max(1, (widest + 2 + max(distance, 1) - 1) / max(distance, 1))
    var text = ""
    for category in stride(from: 0, to: chart.categories.count, by: every) {
      let name = shortened(chart.categories[category], to: width / 2)
      let own = terminalWidth(name)
      let centre = margin + column(category) - own / 2
      let start = min(max(centre, terminalWidth(text) + (text.isEmpty ? 0 : 1)), width - own)
      if start < terminalWidth(text) { continue }
      text += blanks(start - terminalWidth(text)) + name
    }
    return [blanks(margin - 1) + "└" + String(rule), text]
  }
}
