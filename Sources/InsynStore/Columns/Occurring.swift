extension Packed {
  /// Which of some numbers any row has; reads no further than to the last that is found.
  func occurring(_ wanted: Set<Code32>) -> Set<Code32> {
    let numbers = wanted.map(UInt64.init)
    guard let least = numbers.min(), let greatest = numbers.max() else { return [] }
    switch typed {
    case .one(let cells): return occurring(cells, numbers, least, greatest)
    case .two(let cells): return occurring(cells, numbers, least, greatest)
    case .four(let cells): return occurring(cells, numbers, least, greatest)
    case .eight(let cells): return occurring(cells, numbers, least, greatest)
    }
  }

  private func occurring<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ wanted: [UInt64], _ least: UInt64, _ greatest: UInt64
  ) -> Set<Code32> {
    var isSought = [Bool](repeating: false, count: Int(greatest - least) + 1)
    for number in wanted { isSought[Int(number - least)] = true }
    var found: Set<Code32> = []
    for (place, zone) in zones.zones.enumerated() {
      if zone.greatest < least || zone.lowest > greatest { continue }
      let rows = place * Zones.rows..<min((place + 1) * Zones.rows, count)
      for row in zone.isConstant ? rows.prefix(1) : rows {
        let number = UInt64(cells[row])
        guard number >= least, number <= greatest, isSought[Int(number - least)] else { continue }
        isSought[Int(number - least)] = false
        found.insert(Code32(truncatingIfNeeded: number))
        if found.count == wanted.count { return found }
      }
    }
    return found
  }
}
