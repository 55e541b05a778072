import InsynPlan
import InsynStore
import InsynValue

extension Lookup {
  /// Of a lookup without figures: the choices made for the line that its rows do not meet.
  func withheld() throws(ExecutionError) -> [Withheld] {
    let naming = Naming(axes: leg.axes, leg: leg, table: table)
    var all: [Withheld] = []
    for figure in leg.figures {
      let rows = try rows(figure, ignoringPeriod: false)
      for (column, wanted) in chosenMembers where !naming.isNamed(column) {
        let present = Set(rows.map { code(column, $0) })
        if naming.isFixed(column, figure) || present.isEmpty || present.contains(wanted) {
          continue
        }
        let withheld = Withheld(column: column, wanted: wanted, present: present)
        if !all.contains(withheld) { all.append(withheld) }
      }
    }
    return all
  }

  /// The members that are taken where a line says nothing: `roll = utfall`, `slag = rad`.
  private var chosenMembers: [(ColumnID, Code32)] {
    let fixed = (table.published?.fixed ?? []).map { ($0.column, $0.code) }
    guard let mark = table.partMark, let domain = store.domain(table.id, mark.column),
      let code = domain.allCodes.first(where: { domain[$0]?.value == mark.value })
    else { return fixed }
    return fixed + [(mark.column, code)]
  }
}
