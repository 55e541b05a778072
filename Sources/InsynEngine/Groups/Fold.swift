import InsynPlan
import InsynStore

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
    let known: [UInt64]
    (known, groupOf) =
      grouping.isFlat
      ? Fold.flat(grouping, level, counts) : Fold.hashed(grouping, level, workers, counts)
    var keys = GroupKeys(
      count: known.count,
      codes: grouping.axes.indices.map { axis in
        grouping.keeps(axis, level)
          ? grouping.codes(axis, of: known) : [Code32](repeating: anyCode, count: known.count)
      })
    if keys.count == 0, level == .grand || grouping.axes.isEmpty {
      // Nothing is still a count of nothing, where no axis asks for rows.
      keys.append(grouping.axes.map { _ in anyCode })
    }
    self.keys = keys
  }

  /// The level's keys that have rows, in order, and their places, the same for all workers.
  private static func flat(
    _ grouping: Grouping, _ level: Level, _ counts: [[Int64]]
  ) -> (keys: [UInt64], groupOf: [[Int32]]) {
    let isDetail = grouping.representative(level) == .detail
    var groupOf = [Int32](repeating: -1, count: Int(grouping.product) + 1)
    for own in counts {
      // Without a choice to be made a row, so that many groups are gone through at a time.
      for group in 1..<own.count { groupOf[group] = own[group] == 0 ? groupOf[group] : 0 }
    }
    var known: [UInt64] = []
    known.reserveCapacity(isDetail ? groupOf.count : 0)
    if grouping.axes.indices.allSatisfy({ !grouping.keeps($0, level) }) {
      if groupOf.contains(0) { known = [0] }
    } else if isDetail {
      for group in groupOf.indices where groupOf[group] == 0 {
        groupOf[group] = Int32(known.count)
        known.append(UInt64(group - 1))
      }
    } else {
      var places = [Int32](repeating: -1, count: groupOf.count)
      let keys = groupOf.indices.map { group in
        groupOf[group] == 0 ? grouping.folded(UInt64(group - 1), level) : .max
      }
      for key in keys where key != .max { places[Int(key)] = 0 }
      for key in places.indices where places[key] == 0 {
        places[key] = Int32(known.count)
        known.append(UInt64(key))
      }
      for (group, key) in keys.enumerated() where key != .max { groupOf[group] = places[Int(key)] }
    }
    return (known, counts.map { _ in groupOf })
  }

  /// The same where each worker has groups of its own.
  private static func hashed(
    _ grouping: Grouping, _ level: Level, _ workers: [GroupIDs], _ counts: [[Int64]]
  ) -> (keys: [UInt64], groupOf: [[Int32]]) {
    let isDetail = grouping.representative(level) == .detail
    let folded = zip(workers, counts).map { ids, counts in
      (1..<ids.count).map { group -> UInt64? in
        let key = ids.key(group)
        return counts[group] == 0 ? nil : isDetail ? key : grouping.folded(key, level)
      }
    }
    let known = Set(folded.joined().compactMap { $0 }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(known, Int32(0)...))
    return (
      known, folded.map { keys in [-1] + keys.map { key in key.flatMap { places[$0] } ?? -1 } }
    )
  }

  /// Adds up what each worker has for its groups.
  func merged<Part: FixedWidthInteger>(_ parts: [[Part]]) -> [Part] {
    var result = [Part](repeating: 0, count: count)
    add(parts, to: &result)
    return result
  }

  /// Adds what each worker has for its groups to what there is.
  func add<Part: FixedWidthInteger, Sum: FixedWidthInteger>(_ parts: [[Part]], to sums: inout [Sum])
  {
    for (worker, part) in zip(groupOf, parts) {
      for group in part.indices where worker[group] >= 0 {
        sums[Int(worker[group])] &+= Sum(truncatingIfNeeded: part[group])
      }
    }
  }
}
