import InsynFinish
import InsynValue

/// What is drawn of an answer, the same on a terminal and as a picture: figures of one kind, by
/// category and series, each with the text that a table shows for it.
struct Chart {
  enum Kind: Hashable {
    /// A bar for each figure, in groups where there are several series.
    case bars
    /// One bar a category, its parts laid end to end.
    case stack
    case line
  }

  /// A figure as it is drawn: a number, or nothing but its word, or, without a row, neither.
  struct Mark: Hashable {
    var value: Exact?
    var text: String
  }

  struct Series: Hashable {
    let title: String
    /// One for each category.
    let marks: [Mark]
  }

  let kind: Kind
  let categories: [String]
  let series: [Series]
  let unit: Unit
  /// How the question was read.
  let title: String
  /// The documents that the figures stand in, and that they are synthetic where they are.
  let source: String
  let tongue: Tongue
  /// True when a table would show nothing that the chart does not.
  let isWhole: Bool

  /// Nil where nothing can be drawn, for which `refusal` has the reason. At most `limit` rows.
  init?(_ answer: Answer, _ tongue: Tongue, limit: Int? = nil) {
    guard case .success(let drawn) = Chart.drawnColumns(answer) else { return nil }
    let parts = answer.rows.filter { $0.kind == .part }
    let rows = Array(parts.prefix(limit ?? parts.count))
    let display = answer.display ?? .bars
    var grid = ChartGrid(answer, rows, drawn.columns, tongue)
    if rows.isEmpty { return nil }
    grid.settle(for: display)
    self.tongue = tongue
    unit = drawn.unit
    categories = grid.rows
    series = zip(grid.columns, grid.marks).map { Series(title: $0, marks: $1) }
    title = answer.readBack.filter { if case .rows = $0 { false } else { true } }
      .map { words($0, tongue) }.joined(separator: " · ")
    source = sourceText(answer, tongue)
    let isDivided = drawn.columns.contains { answer.columns[$0].heading.isMember }
    kind =
      display == .line
      ? .line : Chart.isStack(series, unit, answer, isDivided: isDivided) ? .stack : .bars
    let figures = answer.columns.indices.filter { answer.columns[$0].kind == .figure }
    isWhole =
      kind == .bars && drawn.columns == figures && rows.count == answer.rows.count
      && answer.columns.allSatisfy { $0.kind != .text }
  }

  /// Parts of a whole: the shares of a row, or so many counts that bars side by side tell nothing.
  private static func isStack(
    _ series: [Series], _ unit: Unit, _ answer: Answer, isDivided: Bool
  ) -> Bool {
    guard isDivided, series.count > 1, series.count <= 26 else { return false }
    let sharesRow = answer.readBack.contains { if case .share(.row) = $0 { true } else { false } }
    guard sharesRow || (series.count > 4 && unit.isAdditive) || (series.count > 4 && unit == .none)
    else { return false }
    return series.allSatisfy { one in
      one.marks.allSatisfy { $0.text.isEmpty || ($0.value.map { !$0.isNegative } ?? false) }
    }
  }

  /// The figures of one unit that are drawn, or why there are none.
  private static func drawnColumns(
    _ answer: Answer
  ) -> Result<(columns: [Int], unit: Unit), Diagnostic> {
    var candidates = answer.columns.indices.filter { index in
      answer.columns[index].kind == .figure && answer.columns[index].heading.isDrawn
    }
    let shares = candidates.filter { answer.columns[$0].heading.isShare }
    if !shares.isEmpty { candidates = shares }
    let units = candidates.map { index in
      answer.rows.compactMap { row -> Unit? in
        guard row.kind == .part, case .figure(let shown) = row.cells[index],
          shown.figure.number != nil
        else { return nil }
        return shown.printing.unit
      }
    }
    guard let first = units.first(where: { !$0.isEmpty }), let unit = first.first else {
      return .failure(Diagnostic(.nothingDrawn))
    }
    if let other = first.first(where: { !unit.isLike($0) }) {
      return .failure(Diagnostic(.unlikeUnits(unit, other)))
    }
    let columns = zip(candidates, units).filter { $1.allSatisfy(unit.isLike) }.map(\.0)
    return .success((columns, unit))
  }

  /// Why an answer cannot be drawn; nil where it can.
  static func refusal(_ answer: Answer) -> Diagnostic? {
    switch drawnColumns(answer) {
    case .success: nil
    case .failure(let diagnostic): diagnostic
    }
  }
}

extension Chart {
  /// The unit, where the figures do not carry it.
  var unitCaption: String? {
    guard !showsInCells(unit), !unit.word.isEmpty, unit != .named("st") else { return nil }
    return Title(sv: "Enhet: ", en: "Unit: ")[tongue] + visible(unit.word)
  }

  /// All numbers that are drawn.
  var values: [Exact] { series.flatMap { $0.marks.compactMap(\.value) } }
}

/// `Källa: VB 2016`; empty where no document is known.
private func sourceText(_ answer: Answer, _ tongue: Tongue) -> String {
  var parts = documentNames(answer).map(visible)
  if answer.isSynthetic { parts.append(words(.synthetic as ReadBackPart, tongue)) }
  if parts.isEmpty { return "" }
  return Title(sv: "Källa: ", en: "Source: ")[tongue] + parts.joined(separator: ", ")
}

extension Heading {
  /// True for a column that divides a figure into parts.
  fileprivate var isMember: Bool {
    switch self {
    case .member, .unknown: true
    default: false
    }
  }

  fileprivate var isShare: Bool { if case .share = self { true } else { false } }

  /// True for what a picture shows: neither what other columns add up to or differ by, nor bases.
  fileprivate var isDrawn: Bool {
    switch self {
    case .title, .member, .unknown, .reference, .share, .versus(.reference, _): true
    case .total, .versus, .attainment, .base, .skipped, .property, .content, .document,
      .line, .remark,
      .step, .rowsLeft:
      false
    }
  }
}
