import InsynPlan
import InsynStore
import InsynValue

// The columns of an answer, before it has rows.

extension CubeFinisher {
  var isSingle: Bool { cube.measures.count == 1 }

  func columns() -> [AnswerColumn] {
    var columns: [AnswerColumn] = []
    for dimension in cube.rows {
      columns.append(
        AnswerColumn(.title(dimension.title), name: dimension.name, kind: .label, weight: 9))
    }
    for dimension in opening.joiningRows {
      columns.append(
        AnswerColumn(.title(dimension.title), name: dimension.name, kind: .label, weight: 6))
    }
    for (index, measure) in cube.measures.enumerated() { columns += self.columns(measure, index) }
    if showsBase {
      columns.append(AnswerColumn(.base, name: "bas", kind: .figure))
    }
    if cube.measures.contains(where: \.isTarget) {
      columns.append(AnswerColumn(.attainment, name: "uppfyllelse", kind: .text, weight: 4))
    }
    for dimension in opening.beside {
      columns.append(AnswerColumn(.title(dimension.title), name: dimension.name, kind: .label))
    }
    for measure in cube.measures {
      columns += fieldColumns.map { column in
        AnswerColumn(
          isSingle
            ? .title(column.names.title) : .member(column.names.title, measure: measure.title),
          name: prefix(measure) + column.name, kind: column.isNumeric ? .figure : .text)
      }
    }
    return columns
  }

  var fieldColumns: [Column] {
    cube.finish.fields.map { store[plan.table][$0] }
  }

  private func columns(_ measure: PlanMeasure, _ index: Int) -> [AnswerColumn] {
    let own = isSingle ? nil : measure.title
    if let column = cube.column {
      var columns = members.map { member in
        let title = memberTitle(member ?? 0, column)
        return AnswerColumn(
          title.map { .member($0, measure: own) } ?? .unknown(measure: own),
          name: (isSingle ? "" : measure.name + " ") + (title?.sv ?? "uppgift saknas"),
          kind: .figure)
      }
      if cube.finish.withTotal, cube.finish.share != .row {
        columns.append(
          AnswerColumn(
            .total(measure: own), name: (isSingle ? "" : measure.name + " ") + "Totalt",
            kind: .figure))
      }
      return columns
    }
    var columns = [
      AnswerColumn(.title(measure.title), name: measure.name, kind: .figure, weight: 8)
    ]
    if tellsRows(measure) {
      columns.append(
        AnswerColumn(.base, name: prefix(measure) + "bas", kind: .figure))
      if skipping.contains(index) {
        columns.append(
          AnswerColumn(.skipped, name: prefix(measure) + "saknas", kind: .figure))
      }
    }
    if let share = cube.finish.share {
      columns.append(
        AnswerColumn(.share(share, measure: own), name: prefix(measure) + "andel", kind: .figure))
    }
    if measure.reference != nil, let versus = cube.finish.versus {
      columns.append(
        AnswerColumn(
          .reference(versus, measure: own), name: prefix(measure) + "jämförelse", kind: .figure,
          weight: 8))
      for column in [VersusColumn.difference, .change] {
        columns.append(
          AnswerColumn(
            .versus(column, measure: own), name: prefix(measure) + column.names.sv[0],
            kind: .figure, weight: column == .change ? 1 : 2))
      }
    }
    return columns
  }

  func prefix(_ measure: PlanMeasure) -> String { isSingle ? "" : measure.name + " " }

  /// The title of a member of a dimension; nil for missing.
  func memberTitle(_ code: Code32, _ dimension: Dimension) -> Title? {
    if code == 0 { return nil }
    if let cut = dimension.cut { return cut.period(code).map { Title("\($0)") } }
    return store[dimension.domain][code]?.title
  }
}
