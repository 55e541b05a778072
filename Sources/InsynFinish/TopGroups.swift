import InsynPlan
import InsynValue

// `topp` of very many groups: only those that may be among the top are made into rows.

extension CubeFinisher {
  /// The groups of a leg that may be among the top, equals of the last one too, in their order; nil
  /// where all must be looked at.
  func topGroups(leg index: Int, _ groups: Groups) -> [Int]? {
    guard let top = cube.finish.top, top.count > 0, cube.legs.count == 1, cube.column == nil,
      cube.finish.tests.isEmpty, cube.measures.allSatisfy({ $0.reference == nil }),
      groups.keys.count > top.count, let first = cube.measures.first
    else { return nil }
    var (key, descending) = (first.expression, top.largest)
    if let order = cube.finish.order {
      guard case .expression(let expression) = order.key else { return nil }
      (key, descending) = (expression, order.descending)
    }
    guard case .partial(index, let partial, let reading) = key else { return nil }
    let column = groups.columns[partial]
    switch (column.values, reading) {
    case (.counts(let counts), .count):
      return best(top.count, of: counts.count) { Turned(counts[$0], descending) }
    case (.scaled(let values, _, _), .sum), (.scaled(let values, _, _), .least),
      (.scaled(let values, _, _), .greatest):
      return best(top.count, of: values.count) { group in
        column.counted[group] == 0 ? nil : Turned(values[group], descending)
      }
    default:
      return best(top.count, of: column.rows.count) { group in
        evaluation.read(column, group, reading).figure.number.map { Turned($0, descending) }
      }
    }
  }

  /// The places of the best numbers, equals of the last one among them; nil where there are too few.
  private func best<Number: Comparable>(
    _ count: Int, of groups: Int, _ number: (Int) -> Turned<Number>?
  ) -> [Int]? {
    // The best so far, the worst of them last.
    var best: [Turned<Number>] = []
    for group in 0..<groups {
      guard let own = number(group) else { continue }
      if best.count == count {
        guard let worst = best.last, worst < own else { continue }
        best.removeLast()
      }
      let place = best.firstIndex { $0 < own } ?? best.count
      best.insert(own, at: place)
    }
    guard best.count == count, let worst = best.last else { return nil }
    return (0..<groups).filter { group in number(group).map { $0 >= worst } ?? false }
  }
}

/// A number, turned round where the least ones are the best.
private struct Turned<Number: Comparable>: Comparable {
  let number: Number
  let isAsItIs: Bool

  init(_ number: Number, _ isAsItIs: Bool) {
    self.number = number
    self.isAsItIs = isAsItIs
  }

  static func < (left: Turned, right: Turned) -> Bool {
    left.isAsItIs ? left.number < right.number : right.number < left.number
  }
}
