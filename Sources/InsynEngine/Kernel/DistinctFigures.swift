import InsynPlan
import InsynStore
import InsynValue

/// How many different figures each group has, where each says its own unit; 1 tkr is 1 000 kr.
final class DistinctFigures {
  private struct Known: Hashable {
    let value: Exact
    let unit: Unit
  }

  let column: ColumnID
  let test: RowTest?
  private var seen: [Set<Known>] = []

  init(_ column: ColumnID, _ test: RowTest?) {
    self.column = column
    self.test = test
  }

  /// Figures that are kept, all groups together.
  private var kept = 0

  var byteCount: Int { 2 * (8 * seen.count + 2 * MemoryLayout<Known>.stride * kept) }

  func reserve(_ groups: Int) {
    if seen.count < groups { seen += [Set<Known>](repeating: [], count: groups - seen.count) }
  }

  func take(_ stretch: Stretch, _ reader: RowReader) throws(ExecutionError) {
    for index in 0..<stretch.count {
      let (group, row) = (stretch[index], stretch.rows.lowerBound + index)
      if group == 0 { continue }
      if let test, try !reader.holds(test, row) { continue }
      guard let own = try reader.quantity(.column(column), row) else { continue }
      let isMoney = if case .money = own.unit { true } else { false }
      let known = Known(value: own.value, unit: isMoney ? .money(exponent: 0) : own.unit)
      if seen[group].insert(known).inserted { kept += 1 }
    }
  }

  func counts(_ fold: Fold) -> [Int64] {
    var whole = [Set<Known>](repeating: [], count: fold.count)
    for (group, place) in (fold.groupOf.first ?? []).enumerated()
    where place >= 0 && group < seen.count {
      whole[Int(place)].formUnion(seen[group])
    }
    return whole.map { Int64($0.count) }
  }
}
