import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

/// A cell as it is computed: its state, its looks and what it stands on.
struct Value: Hashable {
  var figure: Figure
  var printing: Printing
  /// Rows behind it: for a mean those that counted, for a share its base; nil where it is published.
  var base: Int64?
  var skipped: Int64 = 0
  /// True when no row at all stands behind it.
  var isEmpty = false
  var published: PublishedCell?
  /// The figures that took part beside it, for their sources.
  var beside: [PublishedCell] = []
  /// What the source's cell says when it is no number.
  var word: String?
  /// How sure the figure is, by its sources.
  var hedge: Hedge?

  init(_ figure: Figure, _ printing: Printing, base: Int64? = nil) {
    self.figure = figure
    self.printing = printing
    self.base = base
  }
}

/// The published figure that a cell shows.
struct PublishedCell: Hashable {
  let table: TableID
  var picked: Picked
}

/// A place in the answer: the codes of its row, those that joined it, and its column's code.
struct CellPlace: Hashable {
  var rows: [Code32]
  var joined: [Code32]
  var column: Code32?

  /// The order of the members, missing last; of one place the figures in their order.
  func precedes(_ other: CellPlace) -> Bool {
    for (a, b) in zip(rows, other.rows) where a != b { return b == 0 || a != 0 && a < b }
    for index in 0..<joined.count - 1 {
      let (a, b) = (joined[index], other.joined[index])
      if a != b { return b == 0 || a != 0 && a < b }
    }
    return (joined.last ?? 0) < (other.joined.last ?? 0)
  }
}

/// The figures of all legs, found by place.
struct Evaluation {
  let plan: Plan
  let cube: Cube
  let store: Store
  let released: [ReleasedCells]
  /// For each lookup leg, its figures by place; at the line's own rows and for the whole.
  var picks: [Int: [PickKey: Picked]] = [:]

  struct PickKey: Hashable {
    let figure: Int
    let place: CellPlace
  }

  /// The value of an expression at a place. Throws IN08 for unlike units, IN32 beyond the range.
  func value(
    _ expression: CellExpr, at place: CellPlace, _ level: Level
  ) throws(Diagnostic) -> Value {
    switch expression {
    case .constant(let value, let printing): return Value(.number(value), printing)
    case .partial(let leg, let index, let reading):
      return try partial(leg, index, reading, place, level)
    case .pick(let leg, let figure, let field): return pick(leg, figure, field, place)
    case .pickedSum(let leg, let figure): return try pickedSum(leg, figure, place)
    case .negated(let inner):
      var value = try value(inner, at: place, level)
      if let number = value.figure.number { value.figure = .number(-number) }
      value.hedge = value.hedge?.turned
      return value
    case .binary(let sign, let left, let right):
      return try combined(
        sign, try value(left, at: place, level), try value(right, at: place, level))
    }
  }

  // MARK: partials

  private func partial(
    _ leg: Int, _ index: Int, _ reading: CellExpr.Reading, _ place: CellPlace, _ level: Level
  ) throws(Diagnostic) -> Value {
    guard case .aggregate(let cells) = released[leg].cells,
      case .aggregate(let described) = cube.legs[leg], let groups = cells.levels[level]
    else { preconditionFailure("an aggregate leg gives groups at every level") }
    let column = groups.columns[index]
    guard let key = key(place, described, level), let group = groups.keys.find(key) else {
      return nothing(reading, column.printing)
    }
    var result = read(column, group, reading)
    result.isEmpty = column.rows[group] == 0
    return result
  }

  private func nothing(_ reading: CellExpr.Reading, _ printing: Printing) -> Value {
    var value =
      switch reading {
      case .count: Value(.number(.zero), printing, base: 0)
      case .share: Value(.notApplicable, Printing(.percent, decimals: 1), base: 0)
      case .sum, .mean, .median, .least, .greatest: Value(.missing, printing, base: 0)
      }
    value.isEmpty = true
    return value
  }

  /// The group's key in a leg: folded axes, and axes that the leg's table lacks, are "any".
  private func key(_ place: CellPlace, _ leg: AggregateLeg, _ level: Level) -> [Code32]? {
    var codes = place.rows + (place.column.map { [$0] } ?? [])
    if leg.hasColumn && place.column == nil { codes.append(anyCode) }
    let finest = leg.shift == .previous ? finestPeriod(place) : nil
    for index in codes.indices {
      let isColumn = leg.hasColumn && index == codes.count - 1
      guard let axis = leg.axes[index], isColumn ? level.keepsColumn : level.keepsRows else {
        codes[index] = anyCode
        continue
      }
      if let shift = leg.shift, let shifted = shifted(codes[index], axis, leg.table, shift, finest)
      {
        guard let code = shifted else { return nil }
        codes[index] = code
      }
    }
    return codes
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
    _ code: Code32, _ axis: Axis, _ table: TableID, _ shift: Shift, _ finest: Period?
  ) -> Code32?? {
    func moved(_ period: Period) -> Period {
      shift == .year ? period.yearBefore : (finest ?? period).previous
    }
    if let cut = axis.cut {
      return .some(cut.period(code).flatMap { cut.code(moved($0)) }.flatMap { $0 == 0 ? nil : $0 })
    }
    guard let domain = store.domain(table, axis.column), let period = domain[code]?.period else {
      return nil
    }
    let wanted = moved(period)
    return .some(domain.allCodes.first { domain[$0]?.period == wanted })
  }

  func read(_ column: PartialColumn, _ group: Int, _ reading: CellExpr.Reading) -> Value {
    let (counted, rows) = (column.counted[group], column.rows[group])
    var printing = column.printing
    guard let value = column.number(group) else {
      var missing = Value(.missing, printing, base: counted)
      missing.skipped = rows - counted
      return missing
    }
    switch reading {
    case .count: return Value(.number(value), printing, base: rows)
    case .share:
      return Value(divided(value, Exact(rows)), Printing(.percent, decimals: 1), base: rows)
    case .sum, .least, .greatest: break
    case .mean, .median: printing.decimals = max(1, printing.decimals)
    }
    var result = Value(
      reading == .mean ? divided(value, Exact(counted)) : .number(value), printing, base: counted)
    result.skipped = rows - counted
    return result
  }

  private func divided(_ left: Exact, _ right: Exact) -> Figure {
    do {
      return try (left / right).map(Figure.number) ?? .notApplicable
    } catch {
      preconditionFailure("a sum of rows divided by their number fits")
    }
  }

  // MARK: published figures

  private func pick(
    _ leg: Int, _ figure: Int, _ field: ColumnID?, _ place: CellPlace
  ) -> Value {
    guard case .lookup(let described) = cube.legs[leg] else {
      preconditionFailure("picks come from lookup legs")
    }
    let table = store[described.table]
    // What nobody has printed is not recorded; unlike a group without rows it is neither 0 nor nothing.
    guard let picked = picks[leg]?[PickKey(figure: figure, place: place)] else {
      return Value(.missing, Printing(.none, decimals: 0))
    }
    var column = field ?? described.figures[figure].value
    if picked.isPrevious, let previous = table.column(.previous) { column = previous }
    let (number, printing) = store.figure(table, column, row: picked.row)
    var value = Value(number, printing)
    value.published = PublishedCell(table: described.table, picked: picked)
    if column == described.figures[figure].value {
      value.hedge = store.hedge(table, row: picked.row)
    }
    if number == .missing, let word = table.wordColumn(of: column) {
      value.word = store.member(table, word, row: picked.row)?.value
    }
    return value
  }

  /// The sum over the parts of one dimension. Throws IN08 for shares and indices.
  private func pickedSum(
    _ leg: Int, _ figure: Int, _ place: CellPlace
  ) throws(Diagnostic) -> Value {
    guard case .lookup(let described) = cube.legs[leg],
      let picked = picks[leg]?[PickKey(figure: figure, place: place)]
    else { return Value(.missing, Printing(.none, decimals: 0)) }
    let table = store[described.table]
    let column = described.figures[figure].value
    var total = Value(.missing, Printing(.none, decimals: 0), base: 0)
    total.skipped = Int64(picked.summed.count)
    total.published = PublishedCell(table: described.table, picked: picked)
    var counted: Int64 = 0
    for row in picked.summed {
      let (number, printing) = store.figure(table, column, row: row)
      guard number.number != nil else { continue }
      if !printing.unit.isAdditive { throw Diagnostic(.unlikeUnits(printing.unit, printing.unit)) }
      var part = Value(number, printing)
      part.hedge = store.hedge(table, row: row)
      let sum = counted == 0 ? part : try combined(.plus, total, part)
      counted += 1
      (total.figure, total.printing, total.hedge) = (sum.figure, sum.printing, sum.hedge)
      total.base = counted
      total.skipped = Int64(picked.summed.count) - counted
    }
    return total
  }

  // MARK: arithmetic

  func combined(_ sign: Operator, _ left: Value, _ right: Value) throws(Diagnostic) -> Value {
    let printing = try printing(sign, left.printing, right.printing)
    var result = Value(.missing, printing)
    result.base = left.base
    result.skipped = left.skipped + right.skipped
    result.published = left.published ?? right.published
    result.beside = left.beside + right.beside
    if left.published != nil, let other = right.published { result.beside.append(other) }
    if case .divided = sign {
      if right.isEmpty {
        result.figure = .notApplicable
        return result
      }
      if left.isEmpty, right.figure.number != nil {
        var zero = left
        zero.figure = .number(.zero)
        result.figure = try joined(sign, zero, right)
        return result
      }
    }
    result.figure = try joined(sign, left, right)
    if result.figure.number != nil { result.hedge = hedge(sign, left, right) }
    return result
  }

  /// What is hedged in a term hedges the whole; a subtrahend and a denominator turn it. A bound holds
  /// for products and quotients of figures that are not negative, as published ones are.
  private func hedge(_ sign: Operator, _ left: Value, _ right: Value) -> Hedge? {
    switch sign {
    case .plus, .times: Hedge.joined(left.hedge, right.hedge)
    case .minus, .divided: Hedge.joined(left.hedge, right.hedge?.turned)
    }
  }

  private func joined(
    _ sign: Operator, _ left: Value, _ right: Value
  ) throws(Diagnostic) -> Figure {
    let figures = [left.figure, right.figure]
    if figures.contains(.hidden) { return .hidden }
    if figures.contains(.notApplicable) { return .notApplicable }
    guard let a = left.figure.number, let b = right.figure.number else { return .missing }
    do {
      switch sign {
      case .plus: return .number(try a + b)
      case .minus: return .number(try a - b)
      case .times:
        return .number(try Unit.product(a, left.printing.unit, b, right.printing.unit).value)
      case .divided: return try (a / b).map(Figure.number) ?? .notApplicable
      }
    } catch {
      throw Diagnostic(.overflow)
    }
  }

  /// Unit and decimals of a computed figure. Throws IN08 where units cannot be added.
  private func printing(
    _ sign: Operator, _ left: Printing, _ right: Printing
  ) throws(Diagnostic) -> Printing {
    let decimals = max(left.decimals, right.decimals)
    switch sign {
    case .plus, .minus:
      guard left.unit.isLike(right.unit) else {
        throw Diagnostic(.unlikeUnits(left.unit, right.unit))
      }
      let isDifference = sign == .minus && left.unit == .percent && right.unit == .percent
      return Printing(
        isDifference ? .points : left.unit == .none ? right.unit : left.unit, decimals: decimals)
    case .times:
      return Printing(left.unit.times(right.unit), decimals: min(decimals, 6))
    case .divided:
      if left.unit == right.unit || (left.unit.isLike(right.unit) && left.unit.isMoney) {
        return Printing(.percent, decimals: 1)
      }
      return Printing(left.unit, decimals: max(1, min(left.decimals, 2)))
    }
  }
}

extension Unit {
  var isMoney: Bool {
    if case .money = self { true } else { false }
  }
}
