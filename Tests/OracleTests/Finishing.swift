import InsynValue

/// A cell as the test's own arithmetic makes it.
struct MadeValue {
  var figure: Figure
  var unit = Unit.none
  /// The rows that it stands on.
  var base: Int64 = 0
  var skipped: Int64 = 0
  /// True where there is no row at all.
  var isEmpty = false
}

/// An answer as a reader sees it, all looks left out.
struct Expected: Equatable {
  enum Cell: Equatable {
    case label(String)
    case figure(Figure)
    case nothing
  }
  var rows: [[Cell]]
}

/// What the probes found → the answer, by the rules of the language's reference.
struct Finishing {
  let prepared: Prepared
  let found: [Found]

  var question: Question { prepared.question }
  var splits: [Question.Split] { question.rows + (question.column.map { [$0] } ?? []) }
  var hasColumn: Bool { question.column != nil }

  /// A row of the answer: its keys, its values by measure and column, the references beside them.
  struct Draft {
    var keys: [String?]
    var values: [[MadeValue]]
    var references: [MadeValue]
    var isTotal = false
  }

  // MARK: values

  func value(
    _ formula: Formula, _ keys: [String?], _ column: String??, _ depth: Probe.Depth
  ) throws -> MadeValue {
    switch formula {
    case .number(let number): return MadeValue(figure: .number(number))
    case .binary(let sign, let left, let right):
      return try combined(
        sign, try value(left, keys, column, depth), try value(right, keys, column, depth))
    case .reading(let index, let reading, let scale):
      let probe = prepared.probes[index]
      // Without a column there are two depths only.
      let own = probe.hasColumn ? depth : depth.keepsRows ? .detail : .whole
      let isBackward = prepared.backward.contains(index)
      guard let key = key(probe, keys, column, own, isBackward),
        let group = found[index].groups[own]?[key]
      else { return nothing(reading, scale) }
      return try read(group, reading, scale)
    }
  }

  private func key(
    _ probe: Probe, _ keys: [String?], _ column: String??, _ depth: Probe.Depth,
    _ isBackward: Bool
  ) -> [String?]? {
    var all = keys
    if probe.hasColumn { all.append(column ?? "*") }
    let finest = isBackward ? finestSpan(keys) : nil
    for (index, kept) in probe.keys(depth).enumerated() {
      if kept == nil {
        all[index] = "*"
      } else if isBackward, let back = prepared.looksBack {
        guard let moved = moved(all[index], splits[index], finest, back) else { return nil }
        all[index] = moved
      }
    }
    return all
  }

  /// What a key is of, as a span; nil for what is no part of time.
  private func span(_ key: String?, _ split: Question.Split) -> Span? {
    switch split {
    case .cut(let cut):
      key.flatMap { Int($0) }.map { Span.months($0 / 12, $0 % 12 + 1, cut.months) }
    case .field(let field):
      prepared.package.tables[question.table].fields[field].isSpan
        ? key.flatMap(Finishing.span) : nil
    }
  }

  /// The shortest span of a row: a month in its year.
  private func finestSpan(_ keys: [String?]) -> Span? {
    zip(keys, splits).compactMap { span($0, $1) }.min {
      ($0.months?.count ?? 0) < ($1.months?.count ?? 0)
    }
  }

  /// The key of an earlier period; nil outside where there is none, nil inside for a missing member.
  private func moved(
    _ key: String?, _ split: Question.Split, _ finest: Span?, _ back: (Int) -> Int
  ) -> String?? {
    guard let own = span(key, split) else {
      if case .cut = split { return .none }
      return .some(key)
    }
    let count = finest?.months?.count ?? 0
    // A year before is so of every part; what comes before is so of the shortest.
    let from = back(1) == 12 ? own : finest ?? own
    guard let earlier = from.earlier(back(count)) else { return .none }
    guard case .cut(let cut) = split else { return .some(earlier.last + " " + earlier.first) }
    guard let (year, month, length) = earlier.months else { return .none }
    let first = (year * 12 + month - 1) / cut.months * cut.months
    return first + cut.months >= year * 12 + month - 1 + length ? .some("\(first)") : .none
  }

  /// The span of a key: its last day, then its first.
  static func span(_ key: String) -> Span? {
    let days = key.split(separator: " ").map(String.init)
    guard days.count == 2 else { return nil }
    let bare = Span(text: days[1], first: days[1], last: days[0])
    guard let (year, month, count) = bare.months else { return bare }
    return Span.months(year, month, count)
  }

  private func nothing(_ reading: Formula.Reading, _ scale: Formula.Scale) -> MadeValue {
    switch reading {
    case .count: MadeValue(figure: .number(.zero), isEmpty: true)
    case .share: MadeValue(figure: .notApplicable, unit: .percent, isEmpty: true)
    case .sum, .mean, .median, .least, .greatest:
      MadeValue(figure: .missing, unit: scale.unit, isEmpty: true)
    }
  }

  private func read(
    _ group: Found.Group, _ reading: Formula.Reading, _ scale: Formula.Scale
  ) throws -> MadeValue {
    let first = group.values[0] ?? 0
    switch reading {
    case .count:
      return MadeValue(
        figure: .number(Exact(first)), base: group.rows, isEmpty: group.rows == 0)
    case .share:
      let share = try Exact(first) / Exact(group.rows)
      return MadeValue(
        figure: share.map(Figure.number) ?? .notApplicable, unit: .percent, base: group.rows,
        isEmpty: group.rows == 0)
    case .sum, .mean, .median, .least, .greatest:
      var value = MadeValue(
        figure: .missing, unit: scale.unit, base: first, skipped: group.rows - first,
        isEmpty: group.rows == 0)
      if first > 0 { value.figure = .number(try scaled(group.values, reading, scale)) }
      return value
    }
  }

  private func scaled(
    _ values: [Int64?], _ reading: Formula.Reading, _ scale: Formula.Scale
  ) throws -> Exact {
    func number(_ index: Int) -> Int128 { Int128(values[index] ?? 0) }
    let sum = number(1) * 1_000_000_000 + (values.count > 2 ? number(2) : 0)
    var exact =
      switch reading {
      case .mean: try Exact(sum) / Exact(number(0)) ?? .zero
      case .least: Exact(number(3))
      case .greatest: Exact(number(4))
      case .median: try Exact(number(1) + number(2)) / Exact(2) ?? .zero
      case .sum, .count, .share: Exact(sum)
      }
    exact = try exact / Exact(scale.by) ?? .zero
    let power = Exact(Exact.powerOfTen(abs(scale.exponent)))
    return scale.exponent < 0 ? try exact / power ?? .zero : try exact * power
  }

  // MARK: arithmetic of cells

  func combined(
    _ sign: Operator, _ left: MadeValue, _ right: MadeValue
  ) throws -> MadeValue {
    var result = MadeValue(figure: .missing, unit: unit(sign, left.unit, right.unit))
    result.base = left.base
    if sign == .divided {
      if right.isEmpty {
        result.figure = .notApplicable
        return result
      }
      if left.isEmpty, right.figure.number != nil {
        result.figure = try joined(sign, .number(.zero), right.figure)
        return result
      }
    }
    result.figure = try joined(sign, left.figure, right.figure)
    return result
  }

  private func joined(_ sign: Operator, _ left: Figure, _ right: Figure) throws -> Figure {
    if left == .notApplicable || right == .notApplicable { return .notApplicable }
    guard let a = left.number, let b = right.number else { return .missing }
    switch sign {
    case .plus: return .number(try a + b)
    case .minus: return .number(try a - b)
    case .times: return .number(try a * b)
    case .divided: return try (a / b).map(Figure.number) ?? .notApplicable
    }
  }

  private func unit(_ sign: Operator, _ left: Unit, _ right: Unit) -> Unit {
    switch sign {
    case .plus, .minus:
      if sign == .minus, left == .percent, right == .percent { return .points }
      return left == .none ? right : left
    case .times: return left.times(right)
    case .divided:
      if left == right { return .percent }
      if case .money = left, case .money = right { return .percent }
      return left
    }
  }

  /// Value, reference → the difference and the change in percent.
  func compared(_ value: MadeValue, _ reference: MadeValue) throws -> (MadeValue, MadeValue) {
    var difference = MadeValue(
      figure: [value.figure, reference.figure].contains(.notApplicable)
        ? .notApplicable : .missing, unit: value.unit)
    if value.figure.number != nil, reference.figure.number != nil {
      difference = try combined(.minus, value, reference)
    }
    var distance = reference
    if let number = reference.figure.number { distance.figure = .number(number.magnitude) }
    distance.isEmpty = false
    var change = try combined(.divided, difference, distance)
    change.unit = .percent
    return (difference, change)
  }
}
