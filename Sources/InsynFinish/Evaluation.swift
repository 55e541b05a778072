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
  private var origin = Origin.rows

  init(_ figure: Figure, _ printing: Printing, base: Int64? = nil) {
    self.figure = figure
    self.printing = printing
    self.base = base
  }

  /// What documents print of it; nil where it was computed from rows alone.
  var printed: Printed? {
    get { if case .documents(let printed) = origin { printed } else { nil } }
    set { origin = newValue.map(Origin.documents) ?? .rows }
  }

  var published: PublishedCell? { printed?.published }
  var word: String? { printed?.word }
  var hedge: Hedge? { printed?.hedge }
}

/// What documents print of a value.
struct Printed: Hashable {
  var published: PublishedCell?
  /// The figures that took part beside it, for their sources.
  var beside: [PublishedCell] = []
  /// What the source's cell says when it is no number.
  var word: String?
  /// How sure the figure is, by its sources.
  var hedge: Hedge?
}

/// What stands behind a value. Most values are of rows and should be small.
private indirect enum Origin: Hashable {
  case rows
  case documents(Printed)
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
final class Evaluation {
  let cube: Cube
  let store: Store
  /// For each lookup leg, its figures by place; at the line's own rows and for the whole.
  var picks: [Int: [PickKey: Picked]] = [:]
  /// The groups of each leg that has groups.
  private let legs: [LegGroups?]

  convenience init(_ cube: Cube, _ store: Store, _ released: [ReleasedCells]) {
    let legs = zip(cube.legs, released).map { leg, released -> LegGroups? in
      guard case .aggregate(let leg) = leg, case .aggregate(let cells) = released.cells else {
        return nil
      }
      return LegGroups(leg, cells, cube, store)
    }
    self.init(cube, store, legs)
  }

  private init(_ cube: Cube, _ store: Store, _ legs: [LegGroups?]) {
    (self.cube, self.store, self.legs) = (cube, store, legs)
  }

  /// The same groups with other published figures.
  func with(_ picks: [Int: [PickKey: Picked]]) -> Evaluation {
    let other = Evaluation(cube, store, legs)
    other.picks = picks
    return other
  }

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
      let hedge = value.hedge?.turned
      value.printed?.hedge = hedge
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
    guard let leg = legs[leg] else {
      preconditionFailure("an aggregate leg gives groups at every level")
    }
    let column = leg.column(index, level)
    guard let group = leg.group(place, level) else { return nothing(reading, column.printing) }
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
    var printed = Printed(published: PublishedCell(table: described.table, picked: picked))
    if column == described.figures[figure].value {
      printed.hedge = store.hedge(table, row: picked.row)
    }
    if number == .missing, let word = table.wordColumn(of: column) {
      printed.word = store.member(table, word, row: picked.row)?.value
    }
    value.printed = printed
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
    total.printed = Printed(published: PublishedCell(table: described.table, picked: picked))
    var counted: Int64 = 0
    for row in picked.summed {
      let (number, printing) = store.figure(table, column, row: row)
      guard number.number != nil else { continue }
      if !printing.unit.isAdditive { throw Diagnostic(.unlikeUnits(printing.unit, printing.unit)) }
      var part = Value(number, printing)
      part.printed = Printed(hedge: store.hedge(table, row: row))
      let sum = counted == 0 ? part : try combined(.plus, total, part)
      counted += 1
      (total.figure, total.printing) = (sum.figure, sum.printing)
      total.printed?.hedge = sum.hedge
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
    result.printed = behind(left.printed, right.printed)
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
    if result.figure.number != nil { result.printed?.hedge = hedge(sign, left, right) }
    return result
  }

  /// What documents print of two figures together; the first of them is the one shown.
  private func behind(_ left: Printed?, _ right: Printed?) -> Printed? {
    guard let first = left ?? right else { return nil }
    var both = Printed(published: first.published, beside: first.beside)
    if let left, let right {
      both.published = left.published ?? right.published
      both.beside += right.beside
      if left.published != nil, let other = right.published { both.beside.append(other) }
    }
    return both
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
