import InsynPlan
import InsynStore
import InsynValue

/// The groups of one leg, found by the places of the answer; one thread's own.
final class LegGroups {
  private let leg: AggregateLeg
  private let cube: Cube
  private let store: Store
  /// The groups of every level, by its index.
  private let levels: [Groups]
  /// The group found last at every level: places are asked for in the order of the keys.
  private var last: [Int]
  private var periods: [ColumnID: [Period: Code32]] = [:]
  /// The key that is looked for.
  private var key: [Code32] = []

  init(_ leg: AggregateLeg, _ cells: AggregateCells, _ cube: Cube, _ store: Store) {
    (self.leg, self.cube, self.store) = (leg, cube, store)
    levels = Level.all.map { level in
      guard let groups = cells.levels[level] else {
        preconditionFailure("an aggregate leg gives groups at every level")
      }
      return groups
    }
    last = Level.all.map { _ in 0 }
  }

  /// The values of a partial at a level.
  func column(_ partial: Int, _ level: Level) -> PartialColumn {
    levels[level.index].columns[partial]
  }

  /// The group of a place, nil where no row is of it.
  func group(_ place: CellPlace, _ level: Level) -> Int? {
    guard setKey(place, level) else { return nil }
    let index = level.index
    guard let group = levels[index].keys.find(key, near: last[index]) else { return nil }
    last[index] = group
    return group
  }

  /// The group's key: folded axes, and axes that the leg's table lacks, are "any". False where there is
  /// no such key.
  private func setKey(_ place: CellPlace, _ level: Level) -> Bool {
    key.removeAll(keepingCapacity: true)
    key += place.rows
    if let column = place.column {
      key.append(column)
    } else if leg.hasColumn {
      key.append(anyCode)
    }
    let finest = leg.shift == .previous ? finestPeriod(place) : nil
    for index in key.indices {
      let isColumn = leg.hasColumn && index == key.count - 1
      guard let axis = leg.axes[index], isColumn ? level.keepsColumn : level.keepsRows else {
        key[index] = anyCode
        continue
      }
      if let shift = leg.shift, let shifted = shifted(key[index], axis, shift, finest) {
        guard let code = shifted else { return false }
        key[index] = code
      }
    }
    return true
  }

  /// The shortest of the periods of a row: of Q2 2016 in 2016, what comes before is Q1 2016. A leg whose
  /// table has only the year goes back by the quarter too.
  private func finestPeriod(_ place: CellPlace) -> Period? {
    zip(place.rows, cube.rows).compactMap { code, dimension in
      if code == anyCode { return nil }
      return dimension.cut.map { $0.period(code) } ?? store[dimension.domain][code]?.period
    }.min { $0.length < $1.length }
  }

  /// The code a period earlier; nil outside for an axis without periods, nil inside when there is none.
  private func shifted(
    _ code: Code32, _ axis: Axis, _ shift: Shift, _ finest: Period?
  ) -> Code32?? {
    func moved(_ period: Period) -> Period {
      shift == .year ? period.yearBefore : (finest ?? period).previous
    }
    if let cut = axis.cut {
      return .some(cut.period(code).flatMap { cut.code(moved($0)) }.flatMap { $0 == 0 ? nil : $0 })
    }
    guard let period = store.domain(leg.table, axis.column)?[code]?.period else { return nil }
    return .some(codes(of: axis.column)[moved(period)])
  }

  /// The code of each period that a column knows.
  private func codes(of column: ColumnID) -> [Period: Code32] {
    if let known = periods[column] { return known }
    var codes: [Period: Code32] = [:]
    if let domain = store.domain(leg.table, column) {
      for code in domain.allCodes {
        if let period = domain[code]?.period, codes[period] == nil { codes[period] = code }
      }
    }
    periods[column] = codes
    return codes
  }
}
