import InsynStore

/// The least or the greatest raw number of each group; 0 where there is none.
final class Extremes {
  let numbers: Numbers
  let wantsLeast: Bool
  // The least is kept less one, so that missing, 0, wraps to the largest and never is it.
  private var found: [UInt64] = []

  init(_ numbers: Numbers, wantsLeast: Bool) {
    self.numbers = numbers
    self.wantsLeast = wantsLeast
  }

  func reserve(_ groups: Int) {
    found.grow(to: groups, with: wantsLeast ? .max : 0)
  }

  func take(_ stretch: Stretch) {
    if let index = stretch.zone, case .one(let group) = stretch.groups {
      let zone = numbers.raw.zones.zones[index]
      keep(group, wantsLeast ? zone.least &- 1 : zone.greatest)
      return
    }
    let first = stretch.rows.lowerBound
    switch numbers.raw.typed {
    case .one(let cells): take(cells + first, stretch)
    case .two(let cells): take(cells + first, stretch)
    case .four(let cells): take(cells + first, stretch)
    case .eight(let cells): take(cells + first, stretch)
    }
  }

  private func keep(_ group: Int, _ number: UInt64) {
    found[group] = wantsLeast ? min(found[group], number) : max(found[group], number)
  }

  private func take<Cell: PackedCell>(_ cells: UnsafePointer<Cell>, _ stretch: Stretch) {
    switch stretch.groups {
    case .one(let group):
      var (least, greatest): (Cell, Cell) = (.max, 0)
      if let mask = stretch.mask {
        for row in 0..<stretch.count {
          // A row that does not pass is as one without a number.
          let cell = cells[row] & (0 &- Cell(mask[row]))
          least = min(least, cell &- 1)
          greatest = max(greatest, cell)
        }
      } else {
        for row in 0..<stretch.count {
          least = min(least, cells[row] &- 1)
          greatest = max(greatest, cells[row])
        }
      }
      if greatest > 0 { keep(group, UInt64(wantsLeast ? least : greatest)) }
    case .each(let groups):
      found.withUnsafeMutableBufferPointer { found in
        guard let found = found.baseAddress else { return }
        if wantsLeast {
          for row in 0..<stretch.count {
            let group = Int(groups[row])
            found[group] = min(found[group], UInt64(truncatingIfNeeded: cells[row]) &- 1)
          }
        } else {
          for row in 0..<stretch.count {
            let group = Int(groups[row])
            found[group] = max(found[group], UInt64(truncatingIfNeeded: cells[row]))
          }
        }
      }
    }
  }

  var byteCount: Int { 24 * found.count }

  /// The raw number of every group, 0 where it has none.
  var totals: [UInt64] { wantsLeast ? found.map { $0 &+ 1 } : found }
}
