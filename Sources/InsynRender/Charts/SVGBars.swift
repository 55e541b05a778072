import InsynValue

// Bars from left to right, so that long labels can be read.

extension SVGChart {
  private static let height = 24.0

  // MARK: side by side

  mutating func bars() {
    let isGrouped = chart.series.count > 1
    let labels = isGrouped ? chart.series.map(\.title) : chart.categories
    let size = 15
    let widest = labels.map { drawnWidth($0, size) }.max() ?? 0
    let label = min(widest, SVGChart.room * 0.34)
    let texts = chart.series.flatMap { $0.marks.map { drawnWidth($0.text, size) } }.max() ?? 0
    let left = SVGChart.margin + (isGrouped ? 16 : 0) + label + 12
    let numbers = chart.values.map(Axis.double)
    let (low, high) = (min(0, numbers.min() ?? 0), max(0, numbers.max() ?? 0))
    let start = left + (low < 0 ? texts + 8 : 0)
    let unit = (SVGChart.width - SVGChart.margin - texts - 8 - start) / max(high - low, .ulpOfOne)
    let zero = start - low * unit
    var top = y
    for (index, category) in chart.categories.enumerated() {
      if isGrouped {
        heading(of: category)
        top = y
      }
      for (place, series) in chart.series.enumerated() {
        bar(
          series.marks[index], label: isGrouped ? series.title : category, left - 12, label,
          zero: zero, end: series.marks[index].value.map { zero + Axis.double($0) * unit },
          colour(isGrouped ? place : 0))
      }
      if isGrouped || index == chart.categories.count - 1 {
        drawing.line((zero, top), (zero, y), Drawing.ink, width: 1)
        y += isGrouped ? 10 : 0
      }
    }
  }

  private mutating func heading(of category: String) {
    for line in drawnLines(category, 15, within: SVGChart.room) {
      drawing.text(line, SVGChart.margin, y + 17, .start, Drawing.Face(weight: "600"))
      y += 22
    }
  }

  /// A bar with its label to the left and its value at its end.
  private mutating func bar(
    _ mark: Chart.Mark, label: String, _ edge: Double, _ room: Double, zero: Double, end: Double?,
    _ fill: String
  ) {
    let lines = drawnLines(label, 15, within: room)
    let height = max(SVGChart.height, Double(lines.count) * 18)
    let middle = y + height / 2 + 3
    for (index, line) in lines.enumerated() {
      let offset = Double(index) * 18 - Double(lines.count - 1) * 9
      drawing.text(line, edge, middle + 5 + offset, .end)
    }
    let isNegative = mark.value?.isNegative ?? false
    if let end {
      let length = mark.value?.isZero ?? true ? 0 : max(1, abs(end - zero))
      drawing.rectangle(isNegative ? zero - length : zero, y + 3, length, height, fill)
    }
    let face = mark.value == nil ? Drawing.Face(fill: Drawing.grey) : Drawing.Face()
    let place = end ?? zero
    drawing.text(
      mark.text, isNegative ? place - 6 : place + 6, middle + 5, isNegative ? .end : .start, face)
    y += height + 6
  }

  // MARK: end to end

  mutating func stack() {
    legend()
    let size = 15
    let label = min(
      chart.categories.map { drawnWidth($0, size) }.max() ?? 0, SVGChart.room * 0.34)
    let start = SVGChart.margin + label + 12
    let span = SVGChart.width - SVGChart.margin - start
    let largest = chart.categories.indices.map(sum).max() ?? 0
    let top = y
    for (index, category) in chart.categories.enumerated() {
      let lines = drawnLines(category, size, within: label)
      let height = max(32, Double(lines.count) * 18)
      for (place, line) in lines.enumerated() {
        let offset = Double(place) * 18 - Double(lines.count - 1) * 9
        drawing.text(line, start - 12, y + height / 2 + 5 + offset, .end)
      }
      var x = start
      for (place, series) in chart.series.enumerated() where largest > 0 {
        let width = (series.marks[index].value.map(Axis.double) ?? 0) / largest * span
        part(series.marks[index].text, place, x, width, height)
        x += width
      }
      y += height + 8
    }
    drawing.line((start, top), (start, y), Drawing.ink, width: 1)
  }

  private func sum(_ category: Int) -> Double {
    chart.series.reduce(0) { $0 + ($1.marks[category].value.map(Axis.double) ?? 0) }
  }

  /// One part of a bar, parted from the next by white, with its value where there is room.
  private mutating func part(
    _ text: String, _ index: Int, _ x: Double, _ width: Double, _ height: Double
  ) {
    if width <= 0 { return }
    drawing.rectangle(x, y, width, height, shade(index))
    drawing.line((x + width, y), (x + width, y + height), "#ffffff", width: 1.5)
    if drawnWidth(text, 14) + 8 <= width {
      drawing.text(
        text, x + width / 2, y + height / 2 + 5, .middle,
        Drawing.Face(size: 14, fill: onShade(index))
      )
    }
  }

  /// The parts' names in the order in which they lie.
  private mutating func legend() {
    var x = SVGChart.margin
    for (index, series) in chart.series.enumerated() {
      let width = drawnWidth(series.title, 14) + 46
      if x + width > SVGChart.width, x > SVGChart.margin {
        x = SVGChart.margin
        y += 22
      }
      drawing.rectangle(x, y, 14, 14, shade(index))
      drawing.text(series.title, x + 20, y + 12, .start, Drawing.Face(size: 14))
      x += width
    }
    y += 30
  }

  /// Neighbours differ in lightness as well as in colour; a second round is paler.
  private func shade(_ index: Int) -> String {
    if isUnknown(index) { return SVGChart.unknown }
    let shades = [
      "#0072b2", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#56b4e9", "#d55e00", "#595959",
      "#a6cee3", "#f6d9a0", "#a3d9c8", "#faf6bf", "#edcfdf", "#c9e6f8", "#f0bf99", "#d0d0d0",
    ]
    return shades[index % shades.count]
  }

  private func onShade(_ index: Int) -> String {
    [0, 2, 6, 7].contains(index % 16) && !isUnknown(index) ? "#ffffff" : Drawing.ink
  }
}
