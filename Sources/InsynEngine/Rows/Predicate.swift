import InsynPlan
import InsynStore
import InsynValue

/// A test of rows, made ready for whole stretches of packed numbers.
indirect enum Predicate: Sendable {
  case constant(Bool)
  /// The raw number lies within; 0 is missing.
  case range(Packed, ClosedRange<UInt64>)
  /// The raw number's own entry says so: 1 or 0.
  case lookup(Packed, [UInt8])
  case all([Predicate])
  case any([Predicate])
  case not(Predicate)
  /// Two expressions of a row's numbers, in whole numbers.
  case comparison(RowComparison)
  /// Row by row, in exact numbers.
  case slow(RowTest)

  /// Whether the rows of a zone can pass.
  enum Verdict {
    case none
    case some
    case all
  }
}

// MARK: making

extension Predicate {
  init(_ tests: [RowTest], _ table: Table, _ store: Store) {
    self = Predicate(.all(tests), table, store).inOrder
  }

  private init(_ test: RowTest, _ table: Table, _ store: Store) {
    switch test {
    case .always(let truth): self = .constant(truth)
    case .all(let tests): self = .all(tests.map { Predicate($0, table, store) })
    case .any(let tests): self = .any(tests.map { Predicate($0, table, store) })
    case .not(let test): self = .not(Predicate(test, table, store))
    case .codes(let column, let codes):
      guard case .coded(let cells, let domain) = table[column].data else {
        preconditionFailure("codes stand in coded columns only")
      }
      self = .codes(codes, cells.packed, count: store[domain].count)
    case .isMissing(.column(let column)): self = .range(table[column].data.packed, 0...0)
    case .printed(.column(let column), let comparison, let number):
      self =
        if case .numbers(let numbers) = table[column].data {
          .printed(numbers, comparison, number)
        } else { .constant(comparison == .unequal) }
    case .printed(let expression, let comparison, let number):
      let unit = table.unit(of: expression) ?? .none
      let printed = RowExpr.constant(unit.value(printed: number), unit)
      self = .compare(expression, comparison, printed, table) ?? .slow(test)
    case .compare(let left, let comparison, let right):
      self = .compare(left, comparison, right, table) ?? .slow(test)
    case .isMissing, .attained: self = .slow(test)
    }
  }

  private static func compare(
    _ left: RowExpr, _ comparison: Comparison, _ right: RowExpr, _ table: Table
  ) -> Predicate? {
    RowComparison(left, comparison, right, table).map(Predicate.comparison)
  }

  private static func codes(_ codes: Set<Code32>, _ cells: Packed, count: Int) -> Predicate {
    guard let least = codes.min(), let greatest = codes.max() else { return .constant(false) }
    if Int(greatest - least) + 1 == codes.count {
      return .range(cells, UInt64(least)...UInt64(greatest))
    }
    var entries = [UInt8](repeating: 0, count: count + 1)
    for code in codes where Int(code) <= count { entries[Int(code)] = 1 }
    return .lookup(cells, entries)
  }

  /// The printed number against a bare number, as raw numbers: exact, since both are whole once scaled.
  private static func printed(
    _ numbers: Numbers, _ comparison: Comparison, _ number: Exact
  ) -> Predicate {
    let limit = number.scaledLimit(numbers.scale)
    // The raw number of a scaled one, held within what a column can have.
    func raw(_ scaled: Int128) -> UInt64 {
      let raw = scaled - Int128(numbers.base) + 1
      return raw < 1 ? 0 : raw > Int128(UInt64.max) ? .max : UInt64(raw)
    }
    func within(_ least: Int128?, _ greatest: Int128?) -> Predicate {
      let first = least.map { max(1, raw($0)) } ?? 1
      let last = greatest.map(raw) ?? .max
      let isBeyond = least.map { $0 - Int128(numbers.base) + 1 > Int128(UInt64.max) } ?? false
      return first > last || isBeyond ? .constant(false) : .range(numbers.raw, first...last)
    }
    switch comparison {
    case .equal: return limit.isWhole ? within(limit.floor, limit.floor) : .constant(false)
    case .unequal:
      return limit.isWhole ? .not(within(limit.floor, limit.floor)) : .constant(true)
    case .less: return within(nil, limit.isWhole ? limit.floor - 1 : limit.floor)
    case .lessOrEqual: return within(nil, limit.floor)
    case .greater: return within(limit.floor + 1, nil)
    case .greaterOrEqual: return within(limit.isWhole ? limit.floor : limit.floor + 1, nil)
    case .contains: return .constant(false)
    }
  }

  /// The same tests, the cheap ones first; what one excludes the dear ones need not look at.
  private var inOrder: Predicate {
    switch self {
    case .all(let parts):
      let flat = parts.map(\.inOrder).flatMap { part in
        if case .all(let inner) = part { inner } else { [part] }
      }
      return .all(
        flat.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
          .map(\.element))
    case .any(let parts): return .any(parts.map(\.inOrder))
    case .not(let part): return .not(part.inOrder)
    case .constant, .range, .lookup, .comparison, .slow: return self
    }
  }

  private var cost: Int {
    switch self {
    case .constant: 0
    case .range(let cells, _): cells.width.rawValue
    case .lookup(let cells, _): 2 * cells.width.rawValue
    case .all(let parts), .any(let parts): 1 + parts.map(\.cost).reduce(0, +)
    case .not(let part): 1 + part.cost
    case .comparison: 100
    case .slow: 1000
    }
  }

  /// True where nothing is taken apart row by row, so that no row can make it fail.
  var isFast: Bool {
    switch self {
    case .constant, .range, .lookup, .comparison: true
    case .all(let parts), .any(let parts): parts.allSatisfy(\.isFast)
    case .not(let part): part.isFast
    case .slow: false
    }
  }

  /// True where every row passes.
  var isAlways: Bool {
    switch self {
    case .constant(let truth): truth
    case .all(let parts): parts.allSatisfy(\.isAlways)
    case .range, .lookup, .any, .not, .comparison, .slow: false
    }
  }
}

extension Exact {
  /// The greatest whole number that is no more than self × 10^scale, and whether it is that number. Held
  /// within 100 bits, far beyond what a column can have.
  fileprivate func scaledLimit(_ scale: Int) -> (floor: Int128, isWhole: Bool) {
    let (top, overflow) = numerator.multipliedReportingOverflow(by: Exact.powerOfTen(scale))
    let bound: Int128 = 1 << 100
    if overflow { return (isNegative ? -bound : bound, false) }
    let (whole, rest) = top.quotientAndRemainder(dividingBy: denominator)
    let floor = rest < 0 ? whole - 1 : whole
    return (min(max(floor, -bound), bound), rest == 0)
  }
}

// MARK: zones

extension Predicate {
  /// What the zones alone say of the rows of one zone.
  func verdict(_ zone: Int) -> Verdict {
    switch self {
    case .constant(let truth): return truth ? .all : .none
    case .range(let cells, let wanted): return cells.zones.zones[zone].verdict(wanted)
    case .lookup(let cells, let entries):
      let zone = cells.zones.zones[zone]
      return zone.isConstant ? (entries[Int(zone.greatest)] == 1 ? .all : .none) : .some
    case .all(let parts):
      var result = Verdict.all
      for part in parts {
        switch part.verdict(zone) {
        case .none: return .none
        case .some: result = .some
        case .all: continue
        }
      }
      return result
    case .any(let parts):
      var result = Verdict.none
      for part in parts {
        switch part.verdict(zone) {
        case .all: return .all
        case .some: result = .some
        case .none: continue
        }
      }
      return result
    case .not(let part):
      switch part.verdict(zone) {
      case .all: return .none
      case .some: return .some
      case .none: return .all
      }
    case .comparison, .slow: return .some
    }
  }
}

extension Zone {
  fileprivate func verdict(_ wanted: ClosedRange<UInt64>) -> Predicate.Verdict {
    if wanted.contains(lowest) && wanted.contains(greatest) { return .all }
    let meetsMissing = missing > 0 && wanted.contains(0)
    let meetsNumbers = greatest > 0 && least <= wanted.upperBound && greatest >= wanted.lowerBound
    return meetsMissing || meetsNumbers ? .some : .none
  }
}
