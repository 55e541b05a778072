import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

/// A dimension of published figures that the line does not name.
struct OpenDimension: Hashable {
  enum Shape: Hashable {
    /// Joins the labels of the rows.
    case row
    /// Becomes a column beside the figures.
    case beside
  }
  let name: String
  let title: Title
  let shape: Shape
}

/// Finds the dimensions in which the figures of the whole answer differ, and places every figure.
struct Opening {
  let cube: Cube
  let store: Store
  let released: [ReleasedCells]

  /// The open dimensions that must be shown, those that join the rows first.
  private(set) var shown: [OpenDimension] = []
  /// Dimensions in which all figures agree, with the member.
  private(set) var agreed: [(column: Column, member: Member)] = []

  init(_ cube: Cube, _ store: Store, _ released: [ReleasedCells]) {
    self.cube = cube
    self.store = store
    self.released = released
    settle()
  }

  private struct Use {
    var members: Set<Code32> = []
    var differsInFigure = false
    var column: Column
    var isAcross: Bool
  }

  private mutating func settle() {
    var uses: [String: Use] = [:]
    var order: [String] = []
    for (index, leg) in cube.legs.enumerated() {
      guard case .lookup(let leg) = leg, case .lookup(let cells) = released[index].cells,
        leg.period == nil
      else { continue }
      let table = store[leg.table]
      for column in open(table, leg) {
        if uses[column.name] == nil { order.append(column.name) }
        var use = uses[column.name] ?? Use(column: column, isAcross: isAcross(column))
        for figure in leg.figures.indices {
          let codes = Set(
            cells.detail.filter { $0.figure == figure }.map { code(table, column.id, $0.row) })
          use.differsInFigure = use.differsInFigure || codes.count > 1
          use.members.formUnion(codes)
        }
        uses[column.name] = use
      }
    }
    for name in order {
      guard let use = uses[name] else { continue }
      let differs = use.isAcross ? use.members.count > 1 : use.differsInFigure
      if differs {
        shown.append(
          OpenDimension(name: name, title: use.column.names.title, shape: shape(use.column)))
      } else if let code = use.members.first, use.members.count == 1,
        let member = use.column.domain.flatMap({ store[$0][code] })
      {
        agreed.append((use.column, member))
      }
    }
    shown.sort { $0.shape == .row && $1.shape != .row }
  }

  /// Place, gender, period and document are compared across all figures, the others within one.
  private func isAcross(_ column: Column) -> Bool {
    switch column.role {
    case .place, .gender, .period, .document: true
    default: false
    }
  }

  private func shape(_ column: Column) -> OpenDimension.Shape {
    switch column.role {
    case .period, .document, .unit: .beside
    default: .row
    }
  }

  /// The columns of a table that tell its figures apart and are not named.
  private func open(_ table: Table, _ leg: LookupLeg) -> [Column] {
    let named = Set(leg.axes.compactMap { $0 }.filter { $0.cut == nil }.map(\.column))
    return table.columns.filter { column in
      guard column.kind == .dimension, column.domain != nil, !named.contains(column.id),
        !leg.sums(column, of: table)
      else { return false }
      switch column.role {
      case .place, .gender, .period, .document, .unit: return true
      case nil:
        let isFixedByTable = table.published?.fixed.contains { $0.column == column.id } ?? false
        return table.published?.name == nil || column.id == table.published?.name || isFixedByTable
      default: return false
      }
    }
  }

  func code(_ table: Table, _ column: ColumnID, _ row: Int) -> Code32 {
    guard case .coded(let codes, _) = table[column].data else { return 0 }
    return codes[row]
  }

  /// The codes that join a row, for a figure of a table; 0 where the table has no such dimension.
  func joined(_ table: Table, _ row: Int) -> [Code32] {
    joiningRows.map { dimension in
      table.column(named: dimension.name).map { code(table, $0, row) } ?? 0
    }
  }

  var joiningRows: [OpenDimension] { shown.filter { $0.shape == .row } }
  var beside: [OpenDimension] { shown.filter { $0.shape == .beside } }
}
