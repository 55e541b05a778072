import InsynPlan
import InsynStore

/// An axis as it is counted by: a slot for each row, from 0 up in the order of the codes.
final class SlotAxis: Sendable {
  let cells: Packed
  /// The slot of each raw code; nil where the code is the slot.
  let slotOf: [UInt32]?
  /// The code of each slot; nil where the slot is the code.
  let codeOf: [Code32]?
  let slots: Int

  init(_ axis: Axis, _ table: Table, _ store: Store) {
    guard case .coded(let codes, let id) = table[axis.column].data else {
      preconditionFailure("only coded columns are axes")
    }
    cells = codes.packed
    let domain = store[id]
    guard let cut = axis.cut else {
      (slotOf, codeOf, slots) = (nil, nil, domain.count + 1)
      return
    }
    let cuts = [0] + domain.members.map { cut.code($0.period) }
    let distinct = Set(cuts).sorted()
    let slotOfCut = Dictionary(uniqueKeysWithValues: zip(distinct, 0...))
    slotOf = cuts.map { UInt32(slotOfCut[$0] ?? 0) }
    codeOf = distinct
    slots = distinct.count
  }

  /// The slot that all rows of a zone have, nil where they differ.
  func constantSlot(_ zone: Int) -> Int? {
    let zone = cells.zones.zones[zone]
    guard zone.isConstant else { return nil }
    return slotOf.map { Int($0[Int(zone.greatest)]) } ?? Int(zone.greatest)
  }
}

/// How the rows of a leg fall into groups: the slots of its axes, mixed into one number, the first axis
/// counting most. Group 0 is for the rows that do not pass.
struct Grouping: Sendable {
  /// Nil where the table lacks the dimension.
  let axes: [SlotAxis?]
  let hasColumn: Bool
  /// How much one slot more of an axis counts in a key.
  let strides: [UInt64]
  /// All keys are below it.
  let product: UInt64
  /// True where each key is a group of its own, without looking which occur.
  let isFlat: Bool

  /// True where groups are so few that each can have several counters.
  var isSmall: Bool { isFlat && product <= 1 << 14 }

  /// Keys that may be groups of their own, whatever the rows.
  private static let flatAlways: UInt64 = 1 << 16

  /// Throws when there are more combinations than 64 bits tell apart.
  init(_ leg: AggregateLeg, _ table: Table, _ store: Store) throws(ExecutionError) {
    axes = leg.axes.map { axis in axis.map { SlotAxis($0, table, store) } }
    hasColumn = leg.hasColumn
    var strides = [UInt64](repeating: 0, count: axes.count)
    var product: UInt64 = 1
    for index in axes.indices.reversed() {
      guard let axis = axes[index] else { continue }
      strides[index] = product
      let (next, overflow) = product.multipliedReportingOverflow(by: UInt64(axis.slots))
      if overflow { throw .overflow }
      product = next
    }
    (self.strides, self.product) = (strides, product)
    isFlat = product <= max(Grouping.flatAlways, UInt64(table.rowCount)) && product < 1 << 28
  }

  func keeps(_ index: Int, _ level: Level) -> Bool {
    axes[index] != nil
      && (hasColumn && index == axes.count - 1 ? level.keepsColumn : level.keepsRows)
  }

  /// The codes of an axis in keys.
  func codes(_ index: Int, of keys: [UInt64]) -> [Code32] {
    guard let axis = axes[index] else { return keys.map { _ in anyCode } }
    let (stride, slots) = (strides[index], UInt64(axis.slots))
    if let codeOf = axis.codeOf { return keys.map { codeOf[Int($0 / stride % slots)] } }
    return keys.map { Code32($0 / stride % slots) }
  }

  /// The key with the axes that a level folds at their first slot.
  func folded(_ key: UInt64, _ level: Level) -> UInt64 {
    var result: UInt64 = 0
    for index in axes.indices where keeps(index, level) {
      guard let axis = axes[index] else { continue }
      result += key / strides[index] % UInt64(axis.slots) * strides[index]
    }
    return result
  }

  /// The levels that differ, each with those that are the same.
  var distinctLevels: [Level] {
    var seen: Set<[Bool]> = []
    return Level.all.filter { level in
      seen.insert(axes.indices.map { keeps($0, level) }).inserted
    }
  }

  /// The first level that folds the same axes.
  func representative(_ level: Level) -> Level {
    let own = axes.indices.map { keeps($0, level) }
    return distinctLevels.first { other in own == axes.indices.map { keeps($0, other) } } ?? level
  }
}
