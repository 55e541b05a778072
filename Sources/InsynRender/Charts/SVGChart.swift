import InsynFinish
import InsynValue

/// The answer as a picture.
struct SVGFormat {
  private let chart: Chart?

  init(_ answer: Answer, _ looks: Looks) {
    chart = Chart(answer, looks.tongue)
  }

  /// Nothing for an answer that cannot be drawn, which `refusal` has told before.
  func write(to out: inout some TextOutputStream) {
    if let chart { out.write(SVGChart(chart).document) }
  }
}

/// A chart as SVG: its title above, its source below, names at what they name, and colours that are told
/// apart by every kind of eye (Okabe and Ito, "Color Universal Design").
struct SVGChart {
  let chart: Chart
  var drawing = Drawing()
  /// Where the next thing goes.
  var y = 0.0

  static let width = 960.0
  static let margin = 32.0
  static let room = width - 2 * margin
  static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442",
  ]
  static let unknown = "#b3b3b3"
  /// The same, dark enough for letters on white.
  static let nameColours = [
    "#005a8f", "#a34700", "#00704f", "#8f3f6b", "#7a5400", "#1f6791", "#000000", "#635d00",
  ]

  init(_ chart: Chart) {
    self.chart = chart
  }

  var document: String {
    var own = self
    own.heading()
    switch chart.kind {
    case .bars: own.bars()
    case .stack: own.stack()
    case .line: own.lines()
    }
    own.footer()
    return own.drawing.document(
      width: SVGChart.width, height: own.y, title: chart.title, description: description,
      chart.tongue)
  }

  private mutating func heading() {
    y = SVGChart.margin + 14
    for line in drawnLines(chart.title, 20, within: SVGChart.room) {
      drawing.text(
        line, SVGChart.margin, y, .start, Drawing.Face(size: 20, weight: "600"))
      y += 26
    }
    if let caption = chart.unitCaption {
      drawing.text(
        caption, SVGChart.margin, y, .start, Drawing.Face(size: 14, fill: Drawing.grey))
      y += 22
    }
    y += 6
  }

  private mutating func footer() {
    y += 28
    let lines =
      chart.source.isEmpty ? [] : drawnLines(chart.source, 13, within: SVGChart.room)
    for line in lines {
      drawing.text(line, SVGChart.margin, y, .start, Drawing.Face(size: 13, fill: Drawing.grey))
      y += 18
    }
    y += SVGChart.margin - 20
  }

  /// Every figure in words, for those who do not see the picture.
  private var description: String {
    chart.categories.enumerated().map { index, category in
      let figures = chart.series.compactMap { series -> String? in
        let text = series.marks[index].text
        if text.isEmpty { return nil }
        return chart.series.count == 1 ? text : "\(series.title) \(text)"
      }
      return "\(category): \(figures.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  func colour(_ index: Int) -> String {
    isUnknown(index) ? SVGChart.unknown : SVGChart.colours[index % SVGChart.colours.count]
  }

  func nameColour(_ index: Int) -> String {
    isUnknown(index) ? Drawing.grey : SVGChart.nameColours[index % SVGChart.nameColours.count]
  }

  /// True for the rows whose member is not known, which stand back.
  func isUnknown(_ index: Int) -> Bool {
    chart.series.count > 1 && chart.series[index].title == unknownWords(chart.tongue)
  }
}
