import InsynPlan

/// The groups of a level, and to which of them each group of each worker belongs.
struct Fold {
  let level: Level
  let keys: GroupKeys
  /// For each worker and each of its groups the level's group; −1 for none.
  let groupOf: [[Int32]]

  var count: Int { keys.count }

  /// Gathers the keys of all groups that have rows, in their order.
  init(_ grouping: Grouping, _ level: Level, _ workers: [GroupIDs], _ counts: [[Int64]]) {
    self.level = level
    let folded = zip(workers, counts).map { ids, counts in
      Fold.folded(grouping, level, ids, counts)
    }
    let (known, groupOf) = Fold.numbered(folded, grouping)
    var keys = GroupKeys(axes: grouping.axes.count)
    keys.reserveCapacity(known.count)
    let kept = grouping.axes.indices.map { grouping.keeps($0, level) ? grouping.axes[$0] : nil }
    for key in known {
      keys.append { axis in
        guard let own = kept[axis] else { return anyCode }
        return own.code(Int(key / grouping.strides[axis] % UInt64(own.slots)))
      }
    }
    if keys.count == 0, level == .grand || grouping.axes.isEmpty {
      // Nothing is still a count of nothing, where no axis asks for rows.
      keys.append(grouping.axes.map { _ in anyCode })
    }
    self.keys = keys
    self.groupOf = groupOf
  }

  /// The level's key of each group of a worker, nil where it has no rows.
  private static func folded(
    _ grouping: Grouping, _ level: Level, _ ids: GroupIDs, _ counts: [Int64]
  ) -> [UInt64?] {
    let isDetail = grouping.representative(level) == .detail
    var folded: [UInt64?] = [nil]
    folded.reserveCapacity(ids.count)
    for group in 1..<max(ids.count, 1) {
      let key = ids.key(group)
      folded.append(
        counts[group] == 0 ? nil : isDetail ? key : grouping.folded(key, level))
    }
    return folded
  }

  /// All keys in order, and the place of each worker's among them.
  private static func numbered(
    _ folded: [[UInt64?]], _ grouping: Grouping
  ) -> (keys: [UInt64], groupOf: [[Int32]]) {
    if grouping.isFlat {
      var places = [Int32](repeating: -1, count: Int(grouping.product))
      for keys in folded { for case let key? in keys { places[Int(key)] = 0 } }
      var known: [UInt64] = []
      for key in places.indices where places[key] == 0 {
        places[key] = Int32(known.count)
        known.append(UInt64(key))
      }
      return (known, folded.map { $0.map { key in key.map { places[Int($0)] } ?? -1 } })
    }
    let known = Set(folded.joined().compactMap { $0 }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(known, 0...))
    return (
      known, folded.map { $0.map { key in key.flatMap { places[$0] }.map(Int32.init) ?? -1 } }
    )
  }

  /// Adds up what each worker has for its groups.
  func merged<Number: FixedWidthInteger>(_ parts: [[Number]]) -> [Number] {
    var result = [Number](repeating: 0, count: count)
    for (worker, part) in zip(groupOf, parts) {
      for group in part.indices where worker[group] >= 0 {
        result[Int(worker[group])] &+= part[group]
      }
    }
    return result
  }
}
