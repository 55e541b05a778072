import InsynStore

/// The group of each row of a stretch.
enum StretchGroups {
  /// All rows that pass are of one group.
  case one(Int)
  /// A group for each row, 0 where it does not pass.
  case each(UnsafePointer<UInt32>)
}

/// Rows of one step of a scan, with their groups.
struct Stretch {
  let rows: Range<Int>
  /// The zone that the rows are the whole of, where they are.
  let zone: Int?
  let groups: StretchGroups
  /// The rows that pass, where they are of one group and some do not.
  let mask: Mask?
  /// How many rows pass.
  let passing: Int

  var count: Int { rows.count }

  /// The group of one row, 0 where it does not pass.
  subscript(row: Int) -> Int {
    switch groups {
    case .one(let group): mask?[row] ?? 1 == 1 ? group : 0
    case .each(let groups): Int(groups[row])
    }
  }
}

/// Finds the group of each row; one thread's own.
final class GroupIDs {
  let grouping: Grouping
  private let ids: UnsafeMutablePointer<UInt32>
  private let keys: UnsafeMutablePointer<UInt64>?
  private var table = KeyTable()
  /// What the zone looked at last makes of the axes.
  private var open = OpenAxes(zone: -1)

  /// The axes in which the rows of a zone differ, and the key that the others make.
  private struct OpenAxes {
    let zone: Int?
    var base: UInt64 = 0
    var axes: [(axis: SlotAxis, stride: UInt64)] = []
  }

  init(_ grouping: Grouping, capacity: Int) {
    self.grouping = grouping
    ids = UnsafeMutablePointer.allocate(capacity: capacity)
    keys = grouping.isFlat ? nil : UnsafeMutablePointer.allocate(capacity: capacity)
  }

  deinit {
    ids.deallocate()
    keys?.deallocate()
  }

  /// Groups there may be so far, that of the rows that do not pass among them.
  var count: Int { grouping.isFlat ? Int(grouping.product) + 1 : table.keys.count + 1 }

  /// The key of a group from 1 up.
  func key(_ group: Int) -> UInt64 {
    grouping.isFlat ? UInt64(group - 1) : table.keys[group - 1]
  }

  /// True where all rows of a zone are of one group.
  func isOneGroup(_ zone: Int) -> Bool {
    grouping.axes.allSatisfy { axis in axis.map { $0.constantSlot(zone) != nil } ?? true }
  }

  /// The groups of the rows of a stretch; a nil mask lets all pass. `zone` is the one they lie in.
  func groups(_ rows: Range<Int>, zone: Int?, _ mask: Mask?) -> StretchGroups {
    if open.zone != zone { open = openAxes(zone) }
    let (base, open) = (open.base, open.axes)
    if open.isEmpty {
      return .one(grouping.isFlat ? Int(base) + 1 : table.group(base))
    }
    if grouping.isFlat {
      mix(open, base + 1, rows, into: ids)
      if let mask { for index in 0..<rows.count { ids[index] &= 0 &- UInt32(mask[index]) } }
    } else if let keys {
      mix(open, base, rows, into: keys)
      for index in 0..<rows.count {
        ids[index] = mask?[index] == 0 ? 0 : UInt32(table.group(keys[index]))
      }
    }
    return .each(UnsafePointer(ids))
  }

  private func openAxes(_ zone: Int?) -> OpenAxes {
    var open = OpenAxes(zone: zone)
    for (axis, stride) in zip(grouping.axes, grouping.strides) {
      guard let axis else { continue }
      if let slot = zone.flatMap(axis.constantSlot) {
        open.base += UInt64(slot) * stride
      } else {
        open.axes.append((axis, stride))
      }
    }
    return open
  }

  private func mix<Key: PackedCell>(
    _ axes: [(axis: SlotAxis, stride: UInt64)], _ base: UInt64, _ rows: Range<Int>,
    into keys: UnsafeMutablePointer<Key>
  ) {
    if axes.isEmpty { keys.update(repeating: Key(base), count: rows.count) }
    for (index, (axis, stride)) in axes.enumerated() {
      let first = index == 0 ? Key(base) : nil
      switch axis.cells.typed {
      case .one(let cells): add(cells + rows.lowerBound, axis, Key(stride), first, rows.count, keys)
      case .two(let cells): add(cells + rows.lowerBound, axis, Key(stride), first, rows.count, keys)
      case .four(let cells):
        add(cells + rows.lowerBound, axis, Key(stride), first, rows.count, keys)
      case .eight(let cells):
        add(cells + rows.lowerBound, axis, Key(stride), first, rows.count, keys)
      }
    }
  }

  /// Adds an axis' part to each key; the first axis sets it.
  private func add<Cell: PackedCell, Key: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ axis: SlotAxis, _ stride: Key, _ first: Key?, _ count: Int,
    _ keys: UnsafeMutablePointer<Key>
  ) {
    guard let slotOf = axis.slotOf else {
      if let first {
        for row in 0..<count { keys[row] = first &+ Key(truncatingIfNeeded: cells[row]) &* stride }
      } else {
        for row in 0..<count { keys[row] &+= Key(truncatingIfNeeded: cells[row]) &* stride }
      }
      return
    }
    slotOf.withUnsafeBufferPointer { slots in
      for row in 0..<count {
        let part = Key(truncatingIfNeeded: slots[Int(cells[row])]) &* stride
        keys[row] = (first ?? keys[row]) &+ part
      }
    }
  }
}

/// Groups by their keys, numbered from 1 as they come: open addressing, at most half full.
struct KeyTable {
  private(set) var keys: [UInt64] = []
  private var places = [UInt32](repeating: 0, count: 1024)

  /// The group of a key, a new one where it has none yet.
  mutating func group(_ key: UInt64) -> Int {
    var place = self.place(key)
    while places[place] != 0 {
      let group = Int(places[place])
      if keys[group - 1] == key { return group }
      place = (place + 1) & (places.count - 1)
    }
    keys.append(key)
    places[place] = UInt32(keys.count)
    if 2 * keys.count > places.count { grow() }
    return keys.count
  }

  private func place(_ key: UInt64) -> Int {
    // The high half of a product mixes all bits of the key.
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (places.count - 1)
  }

  private mutating func grow() {
    places = [UInt32](repeating: 0, count: 2 * places.count)
    for (index, key) in keys.enumerated() {
      var place = self.place(key)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = UInt32(index + 1)
    }
  }
}
