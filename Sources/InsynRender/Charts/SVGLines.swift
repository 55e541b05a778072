import InsynValue

// Lines over periods, each named at its end.

extension SVGChart {
  private static let height = 320.0

  mutating func lines() {
    let axis = Axis(chart.values, chart.unit, chart.tongue, steps: 5, fromZero: false)
    let names = chart.series.map { drawnLines($0.title, 15, within: 190) }
    let widest = names.flatMap { $0 }.map { drawnWidth($0, 15) }.max() ?? 0
    let figures = chart.series.flatMap { $0.marks.map { drawnWidth($0.text, 15) } }.max() ?? 0
    let left = SVGChart.margin + (axis.texts.map { drawnWidth($0, 14) }.max() ?? 0) + 12
    let right =
      SVGChart.width - SVGChart.margin - 16 - (chart.series.count == 1 ? figures / 2 : widest)
    let top = y + 16
    let bottom = top + SVGChart.height
    grid(axis, left: left, right: right, bottom: bottom)
    let places = chart.categories.indices.map { index in
      chart.categories.count == 1
        ? (left + right) / 2
        : left + 20 + Double(index) * (right - left - 40) / Double(chart.categories.count - 1)
    }
    categories(places, bottom)
    func height(_ value: Exact) -> Double { bottom - axis.position(value) * SVGChart.height }
    for (index, series) in chart.series.enumerated() {
      run(series, colour(index), places, height)
    }
    for (index, series) in chart.series.enumerated() {
      for (at, mark) in series.marks.enumerated() {
        guard let value = mark.value else { continue }
        drawing.sign(index, places[at], height(value), colour(index))
        if chart.series.count > 1 { continue }
        let isBelow = isValley(series.marks, at) && height(value) < bottom - 44
        let offset = isBelow ? 24.0 : -14
        drawing.text(
          mark.text, places[at], height(value) + offset, .middle, Drawing.Face(halo: true))
      }
    }
    if chart.series.count > 1 { ends(names, places, height, bottom: bottom) }
    y = max(y, bottom + 28)
  }

  /// True where the line comes down and goes up again, so that there is room below it.
  private func isValley(_ marks: [Chart.Mark], _ at: Int) -> Bool {
    guard let own = marks[at].value else { return false }
    let neighbours = [at - 1, at + 1].filter(marks.indices.contains).compactMap { marks[$0].value }
    return neighbours.allSatisfy { $0 > own } && !neighbours.isEmpty && !own.isZero
  }

  private mutating func grid(_ axis: Axis, left: Double, right: Double, bottom: Double) {
    for (tick, text) in zip(axis.ticks, axis.texts) {
      let place = bottom - axis.position(tick) * SVGChart.height
      let isBase = tick.isZero || tick == axis.ticks[0]
      drawing.line(
        (left, place), (right, place), isBase ? Drawing.grey : Drawing.hairline, width: 1)
      drawing.text(
        text, left - 10, place + 5, .end, Drawing.Face(size: 14, fill: Drawing.grey))
    }
  }

  private mutating func categories(_ places: [Double], _ bottom: Double) {
    let widest = (chart.categories.map { drawnWidth($0, 14) }.max() ?? 0) + 12
    let distance = places.count < 2 ? widest : places[1] - places[0]
    let every = max(1, Int((widest / max(distance, 1)).rounded(.up)))
    for index in stride(from: 0, to: places.count, by: every) {
      // The first and the last name stay on the paper.
      let half = drawnWidth(chart.categories[index], 14) / 2
      let place = min(
        max(places[index], SVGChart.margin + half), SVGChart.width - SVGChart.margin - half)
      drawing.text(
        chart.categories[index], place, bottom + 24, .middle, Drawing.Face(size: 14))
    }
  }

  /// The line of a series, broken where a figure is missing.
  private mutating func run(
    _ series: Chart.Series, _ stroke: String, _ places: [Double], _ height: (Exact) -> Double
  ) {
    var points: [(x: Double, y: Double)] = []
    for (place, mark) in zip(places, series.marks) {
      if let value = mark.value {
        points.append((place, height(value)))
        continue
      }
      if points.count > 1 { drawing.path(points, stroke) }
      points = []
    }
    if points.count > 1 { drawing.path(points, stroke) }
  }

  /// Names at the ends of their lines, pushed apart where lines end close to each other.
  private mutating func ends(
    _ names: [[String]], _ places: [Double], _ height: (Exact) -> Double, bottom: Double
  ) {
    var wanted = chart.series.enumerated().map { index, series in
      let last = series.marks.lastIndex { $0.value != nil }
      return (
        index: index, at: last ?? 0,
        y: last.flatMap { series.marks[$0].value }.map(height) ?? bottom
      )
    }
    wanted.sort { ($0.at, $0.y, $0.index) < ($1.at, $1.y, $1.index) }
    var next = [Int: Double]()
    for one in wanted where chart.series[one.index].marks.contains(where: { $0.value != nil }) {
      let y = max(one.y, next[one.at] ?? 0)
      for (row, line) in names[one.index].enumerated() {
        drawing.text(
          line, places[one.at] + 14, y + 5 + Double(row) * 17, .start,
          Drawing.Face(weight: "600", fill: nameColour(one.index), halo: true))
      }
      next[one.at] = y + Double(names[one.index].count) * 17 + 3
    }
    self.y = max(bottom, next.values.max() ?? 0)
  }
}
