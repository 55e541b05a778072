import InsynPlan
import InsynStore
import InsynValue

/// The exact numbers of an expression, group by group, where no kernel takes them packed: sums of
/// products, figures in units of their own. One worker takes all rows, in their order.
final class ExactValues {
  let expression: RowExpr
  private let keepsAll: Bool
  private var values: [[Exact]] = []
  private var counts: [Int64] = []
  /// The unit of the first number.
  private(set) var unit: Unit?

  /// `keepsAll` keeps every number; else their sum is enough.
  init(_ expression: RowExpr, keepsAll: Bool) {
    self.expression = expression
    self.keepsAll = keepsAll
  }

  /// Numbers that are kept, all groups together.
  private var kept = 0

  var byteCount: Int { 2 * (40 * counts.count + MemoryLayout<Exact>.stride * kept) }

  func reserve(_ groups: Int) {
    if counts.count >= groups { return }
    values += [[Exact]](repeating: [], count: groups - counts.count)
    counts += [Int64](repeating: 0, count: groups - counts.count)
  }

  func take(_ stretch: Stretch, _ reader: RowReader) throws(ExecutionError) {
    for row in 0..<stretch.count {
      let group = stretch[row]
      if group == 0 { continue }
      guard let own = try reader.quantity(expression, stretch.rows.lowerBound + row) else {
        continue
      }
      if unit == nil { unit = own.unit }
      counts[group] += 1
      if keepsAll || values[group].isEmpty {
        values[group].append(own.value)
        kept += 1
      } else {
        values[group][0] = try sum(values[group][0], own.value)
      }
    }
  }

  private func sum(_ left: Exact, _ right: Exact) throws(ExecutionError) -> Exact {
    do {
      return try left + right
    } catch {
      throw .overflow
    }
  }

  /// All numbers of each group of a level, in the order of the groups that it folds.
  func folded(_ fold: Fold) -> (values: [[Exact]], counts: [Int64]) {
    var values = [[Exact]](repeating: [], count: fold.count)
    var counts = [Int64](repeating: 0, count: fold.count)
    for (group, place) in (fold.groupOf.first ?? []).enumerated()
    where place >= 0 && group < self.counts.count {
      values[Int(place)] += self.values[group]
      counts[Int(place)] += self.counts[group]
    }
    return (values, counts)
  }

  func sums(_ fold: Fold) throws(ExecutionError) -> (values: [Exact?], counts: [Int64]) {
    let (values, counts) = folded(fold)
    var sums: [Exact?] = []
    for parts in values {
      var total = parts.first
      for part in parts.dropFirst() {
        total = try total.map { own throws(ExecutionError) in try sum(own, part) }
      }
      sums.append(total)
    }
    return (sums, counts)
  }
}
