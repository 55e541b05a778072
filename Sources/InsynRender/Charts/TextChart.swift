import InsynValue

/// A chart in the characters of a terminal: bars of eighths of a character with labels and values, and
/// parts and series told apart by their signs, not by colour.
struct TextChart {
  private let chart: Chart
  private let width: Int

  init(_ chart: Chart, width: Int) {
    self.chart = chart
    self.width = width
  }

  /// At most `width` terminal columns each.
  var lines: [String] {
    let drawn =
      switch chart.kind {
      case .bars: chart.series.count == 1 ? single : groups
      case .stack: stack
      case .line: TextLine(chart, width: width).lines
      }
    return (chart.unitCaption.map { wrapped($0, indent: "", to: width) } ?? [])
      + drawn.map { line in
        var line = line
        while line.last == " " { line.removeLast() }
        return line
      }
  }

  // MARK: bars

  /// A bar a line, behind its label and its value; long labels have lines of their own.
  private var single: [String] {
    guard let series = chart.series.first else { return [] }
    let widest = chart.categories.map(terminalWidth).max() ?? 0
    if widest > width / 3 {
      let bars = bars([series.marks], indent: 2, labels: [])
      return zip(chart.categories, bars).flatMap { category, bar in
        wrapped(category, indent: "", to: width) + [bar]
      }
    }
    return bars([series.marks], indent: 0, labels: chart.categories)
  }

  /// For each category its name, and below it a bar for each series.
  private var groups: [String] {
    let names = chart.series.map { shortened($0.title, to: width / 3) }
    let bars = bars(
      chart.categories.indices.map { category in chart.series.map { $0.marks[category] } },
      indent: 2, labels: names)
    return chart.categories.enumerated().flatMap { index, category in
      let first = index * names.count
      return wrapped(category, indent: "", to: width) + bars[first..<(first + names.count)]
    }
  }

  /// `label  value  ████▌`: the labels are repeated for each group of marks.
  private func bars(_ groups: [[Chart.Mark]], indent: Int, labels: [String]) -> [String] {
    let marks = groups.flatMap { $0 }
    let texts = aligned(marks.map(\.text))
    let wide = texts.map(terminalWidth).max() ?? 0
    let label = labels.map(terminalWidth).max() ?? 0
    let front = indent + (labels.isEmpty ? 0 : label + 2) + wide + 2
    let canvas = BarCanvas(chart.values, width: max(4, width - front))
    return zip(marks, texts).enumerated().map { index, mark in
      let name = labels.isEmpty ? "" : labels[index % labels.count]
      let start = labels.isEmpty ? "" : name + blanks(label - terminalWidth(name) + 2)
      return blanks(indent) + start + blanks(wide - terminalWidth(mark.1)) + mark.1 + "  "
        + canvas.bar(mark.0.value)
    }
  }

  /// The texts with their decimal signs under each other.
  private func aligned(_ texts: [String]) -> [String] {
    let sign: Character = chart.tongue == .sv ? "," : "."
    let tails = texts.map { text -> Int? in
      guard let last = text.lastIndex(where: \.isNumber) else { return nil }
      let start = text[...last].lastIndex(of: sign) ?? text.index(after: last)
      return terminalWidth(String(text[start...]))
    }
    let widest = tails.compactMap { $0 }.max() ?? 0
    return zip(texts, tails).map { text, tail in text + blanks(tail.map { widest - $0 } ?? 0) }
  }

  // MARK: parts of a whole

  private var stack: [String] {
    let totals = chart.categories.indices.map { category in
      chart.series.reduce(0.0) { $0 + ($1.marks[category].value.map(Axis.double) ?? 0) }
    }
    let widest = chart.categories.map(terminalWidth).max() ?? 0
    let label = min(widest, width * 2 / 5)
    let room = Double(max(4, width - label - 2))
    let largest = totals.max() ?? 0
    let bars = chart.categories.indices.map { category in
      var (text, sum, end) = ("", 0.0, 0)
      for (index, series) in chart.series.enumerated() where largest > 0 {
        sum += series.marks[category].value.map(Axis.double) ?? 0
        let next = Int((sum / largest * room).rounded())
        text += String(repeating: sign(index), count: next - end)
        end = next
      }
      let name = shortened(chart.categories[category], to: label)
      return name + blanks(label + 2 - terminalWidth(name)) + text
    }
    let equals = chart.series.count <= 4 ? "\u{A0}" : "\u{A0}=\u{A0}"
    let legend = chart.series.indices.map { "\(sign($0))\(equals)\(chart.series[$0].title)" }
    return wrapped(legend.joined(separator: "   "), indent: "", to: width) + bars
  }

  private func sign(_ index: Int) -> Character {
    if chart.series.count <= 4 { return Array("█▒░▚")[index] }
    return Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index)))
  }
}

/// Room for bars to both sides of zero, in eighths of a character to the right and halves to the left.
struct BarCanvas {
  private let largest: Double
  private let right: Int
  private let left: Int

  init(_ values: [Exact], width: Int) {
    let numbers = values.map(Axis.double)
    let (high, low) = (max(0, numbers.max() ?? 0), max(0, -(numbers.min() ?? 0)))
    if low == 0 {
      (left, right, largest) = (0, width, high)
    } else {
      // One column is the axis.
      let share = Int((Double(width - 1) * low / (low + high)).rounded())
      left = high == 0 ? width - 1 : min(max(1, share), width - 2)
      right = width - 1 - left
      largest = max(low * Double(right) / Double(left), high, right == 0 ? low : 0)
    }
  }

  /// The bar of a figure, whose least is seen; nothing for zero, and for what is no number.
  func bar(_ value: Exact?) -> String {
    let number = value.map(Axis.double) ?? 0
    guard left > 0 else { return rightBar(number) }
    let side = number < 0 ? leftBar(-number) : ""
    return blanks(left - terminalWidth(side)) + side + "│" + (number > 0 ? rightBar(number) : "")
  }

  private func rightBar(_ number: Double) -> String {
    if number <= 0 || largest == 0 { return "" }
    let eighths = min(right * 8, max(1, Int((number / largest * Double(right * 8)).rounded())))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  private func leftBar(_ number: Double) -> String {
    let unit = right == 0 ? Double(left) / largest : Double(right) / largest
    let halves = min(left * 2, max(1, Int((number * unit * 2).rounded())))
    return (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
  }
}
