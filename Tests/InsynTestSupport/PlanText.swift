import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

/// A plan as text for golden files: its legs with tests, axes and partials, then its finish.
package struct PlanText {
  private let catalogue: Catalogue

  package init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  private var store: Store { catalogue.store }

  /// One line for each part of the plan.
  package func text(_ plan: Plan) -> String {
    switch plan.shape {
    case .listing(let listing): text(listing).joined(separator: "\n")
    case .cube(let cube): text(cube).joined(separator: "\n")
    }
  }

  private func text(_ listing: Listing) -> [String] {
    let table = store[listing.table]
    var lines = ["lista \(table.name)"]
    lines += listing.tests.map { "  test " + text($0, table) }
    if let versus = listing.versus {
      lines.append("  mot \(table[versus.value].name) / \(table[versus.reference].name)")
    }
    if let top = listing.top { lines.append("  topp \(top.count) \(top.largest)") }
    return lines
  }

  private func text(_ cube: Cube) -> [String] {
    var lines: [String] = []
    for (index, leg) in cube.legs.enumerated() { lines += text(leg, index) }
    for measure in cube.measures {
      lines.append("mått \(measure.name) = \(text(measure.expression))")
      if let reference = measure.reference { lines.append("  mot \(text(reference))") }
    }
    let finish = cube.finish
    if let share = finish.share { lines.append("andel av \(share)") }
    if !finish.tests.isEmpty { lines.append("resultattest \(finish.tests.count)") }
    if finish.order != nil { lines.append("sorterad") }
    if let top = finish.top { lines.append("\(top.largest ? "topp" : "botten") \(top.count)") }
    if finish.withTotal { lines.append("med totalt") }
    return lines
  }

  private func text(_ leg: Leg, _ index: Int) -> [String] {
    let table = store[leg.table]
    switch leg {
    case .aggregate(let leg):
      var lines = ["ben \(index) räkna \(table.name)" + axes(leg.axes, leg.hasColumn)]
      lines += leg.tests.map { "  test " + text($0, table) }
      lines += leg.partials.map { "  del " + text($0, table) }
      if let shift = leg.shift { lines.append("  förskjuten \(shift)") }
      return lines
    case .lookup(let leg):
      var lines = ["ben \(index) slå upp \(table.name)" + axes(leg.axes, leg.hasColumn)]
      lines += leg.tests.map { "  test " + text($0, table) }
      for figure in leg.figures {
        let name = figure.name.flatMap { code in
          table.published?.name.flatMap { store.domain(table.id, $0)?[code]?.value }
        }
        lines.append("  figur \(table[figure.value].name)" + (name.map { " av \"\($0)\"" } ?? ""))
        lines += figure.tests.map { "    test " + text($0, table) }
      }
      if let period = leg.period { lines.append("  period \(text(period))") }
      if let summed = leg.summed { lines.append("  summa över \(table[summed].name)") }
      return lines
    }
  }

  private func text(_ period: ReferencePeriod) -> String {
    switch period {
    case .previous: "föregående"
    case .yearBefore: "i fjol"
    case .fixed(let period): "\(period)"
    }
  }

  private func axes(_ axes: [Axis?], _ hasColumn: Bool) -> String {
    let names = axes.map { axis in axis.map { $0.name } ?? "-" }
    let rows = hasColumn ? names.dropLast() : names[...]
    return (rows.isEmpty ? "" : " per \(rows.joined(separator: ", "))")
      + (hasColumn ? " x \(names.last ?? "")" : "")
  }

  private func text(_ partial: Partial, _ table: Table) -> String {
    switch partial {
    case .rows(let test): "rader" + (test.map { " där \(text($0, table))" } ?? "")
    case .distinct(let column, let test):
      "unika \(table[column].name)" + (test.map { " där \(text($0, table))" } ?? "")
    case .sum(let expression): "summa \(text(expression, table))"
    case .median(let expression): "median \(text(expression, table))"
    case .least(let expression): "minst \(text(expression, table))"
    case .greatest(let expression): "störst \(text(expression, table))"
    }
  }

  private func text(_ expression: RowExpr, _ table: Table) -> String {
    switch expression {
    case .column(let column): table[column].name
    case .constant(let value, let unit): "\(value.numerator)/\(value.denominator)\(unit.word)"
    case .negated(let inner): "-\(text(inner, table))"
    case .binary(let sign, let left, let right):
      "(\(text(left, table)) \(sign.rawValue) \(text(right, table)))"
    case .change(let reference, let value):
      "ändring från \(table[reference].name) till \(table[value].name)"
    }
  }

  private func text(_ test: RowTest, _ table: Table) -> String {
    switch test {
    case .always(let truth): "\(truth)"
    case .all(let tests): "(" + tests.map { text($0, table) }.joined(separator: " och ") + ")"
    case .any(let tests): "(" + tests.map { text($0, table) }.joined(separator: " eller ") + ")"
    case .not(let test): "inte \(text(test, table))"
    case .codes(let column, let codes):
      "\(table[column].name) ∈ {"
        + codes.sorted().map { store.domain(table.id, column)?[$0]?.value ?? "saknas" }
        .joined(separator: ", ") + "}"
    case .printed(let expression, let comparison, let number):
      "\(text(expression, table)) \(comparison.rawValue) \(number.numerator)/\(number.denominator)"
    case .compare(let left, let comparison, let right):
      "\(text(left, table)) \(comparison.rawValue) \(text(right, table))"
    case .isMissing(let expression): "\(text(expression, table)) saknas"
    case .attained(let attainment): "\(attainment)"
    }
  }

  private func text(_ expression: CellExpr) -> String {
    switch expression {
    case .constant(let value, let printing):
      "\(value.numerator)/\(value.denominator)\(printing.unit.word)"
    case .partial(let leg, let index, let reading): "ben \(leg) del \(index) som \(reading)"
    case .pick(let leg, let figure, let field):
      "ben \(leg) figur \(figure)" + (field == nil ? "" : " fält \(field?.index ?? 0)")
    case .pickedSum(let leg, let figure): "ben \(leg) summa av figur \(figure)"
    case .negated(let inner): "-\(text(inner))"
    case .binary(let sign, let left, let right): "(\(text(left)) \(sign.rawValue) \(text(right)))"
    }
  }
}
