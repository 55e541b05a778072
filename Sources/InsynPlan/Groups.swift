import InsynStore
import InsynValue

/// The keys of groups: a code for each axis, `anyCode` where it is folded; in ascending order.
package struct GroupKeys: Sendable {
  package let axes: Int
  package private(set) var count = 0
  /// The codes of every group, axis by axis.
  private var codes: [[Code32]]

  package init(axes: Int) {
    self.axes = axes
    codes = [[Code32]](repeating: [], count: axes)
  }

  /// So many keys, by the codes of each axis.
  package init(count: Int, codes: [[Code32]]) {
    axes = codes.count
    self.count = count
    self.codes = codes
    precondition(codes.allSatisfy { $0.count == count }, "a key has a code for each axis")
  }

  /// Adds a key above all others.
  package mutating func append(_ key: [Code32]) {
    precondition(key.count == axes, "a key has a code for each axis")
    for axis in 0..<axes { codes[axis].append(key[axis]) }
    count += 1
  }

  package subscript(group: Int) -> [Code32] { codes.map { $0[group] } }

  /// One code of a key.
  package func code(_ group: Int, _ axis: Int) -> Code32 { codes[axis][group] }

  /// The group of a key, nil where it has none. Looked for first at `near` and behind it, where it is
  /// found at once by who asks in order.
  package func find(_ key: [Code32], near: Int) -> Int? {
    for group in near..<min(near + 2, count) where isAt(group, key) { return group }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle, key) { low = middle + 1 } else { high = middle }
    }
    return low < count && isAt(low, key) ? low : nil
  }

  private func isAt(_ group: Int, _ key: [Code32]) -> Bool {
    for axis in 0..<axes where code(group, axis) != key[axis] { return false }
    return true
  }

  private func isBefore(_ group: Int, _ key: [Code32]) -> Bool {
    for axis in 0..<axes where code(group, axis) != key[axis] {
      return code(group, axis) < key[axis]
    }
    return false
  }

  var isAscending: Bool { (1..<max(count, 1)).allSatisfy { isBefore($0 - 1, self[$0]) } }
}

/// The groups of one level: their keys, and one column for each partial.
package struct Groups: Sendable {
  package let keys: GroupKeys
  package let columns: [PartialColumn]

  package init(keys: GroupKeys, columns: [PartialColumn]) {
    self.keys = keys
    self.columns = columns
    _checkInvariants()
  }

  package func _checkInvariants() {
    #if DEBUG
      precondition(keys.isAscending, "the keys of groups ascend")
      for column in columns {
        precondition(column.count == keys.count, "a partial has a value for every group")
      }
    #endif
  }
}

/// One partial's values, group by group.
package struct PartialColumn: Sendable {
  package enum Values: Sendable {
    case counts([Int64])
    /// Sums and picks of order of scaled numbers in one unit, as they are printed; those that no row
    /// counted for are nothing.
    case scaled([Int128], by: Int, Unit)
    /// The same where they are no scaled numbers: nil where no row counted.
    case exact([Exact?])
  }
  package let values: Values
  /// Rows that entered the value; for counts the rows of the group.
  package let counted: [Int64]
  /// All rows of the group, missing included.
  package let rows: [Int64]
  package let printing: Printing

  package init(values: Values, counted: [Int64], rows: [Int64], printing: Printing) {
    self.values = values
    self.counted = counted
    self.rows = rows
    self.printing = printing
  }

  var count: Int { rows.count }

  /// The number of a group, nil where no row counted for it.
  package func number(_ group: Int) -> Exact? {
    switch values {
    case .counts(let counts): return Exact(counts[group])
    case .scaled(let values, let scale, let unit):
      if counted[group] == 0 { return nil }
      return unit.value(printed: Exact(scaled: values[group], by: scale))
    case .exact(let values): return values[group]
    }
  }
}
