import InsynLanguage
import InsynValue

extension Sum {
  /// The names whose table must be the sum's own; groups find theirs by themselves.
  var names: [Name] {
    switch self {
    case .number, .text, .parameter, .group: []
    case .name(let name): [name]
    case .aggregate(_, .name(let name), _): [name]
    case .aggregate(_, .pred(let pred), _): pred.names
    case .negated(let inner, _): inner.names
    case .binary(_, let left, let right): left.names + right.names
    }
  }

  /// True when it is computed for a group of rows: it holds an aggregate or a measure's name.
  func isMeasure(_ isMeasure: (Name) -> Bool) -> Bool {
    switch self {
    case .number, .text, .parameter: false
    case .name(let name): isMeasure(name)
    case .aggregate: true
    case .negated(let inner, _): inner.isMeasure(isMeasure)
    case .group(let table, let inner, let filter, _):
      table != nil || filter != nil || inner.isMeasure(isMeasure)
    case .binary(_, let left, let right): left.isMeasure(isMeasure) || right.isMeasure(isMeasure)
    }
  }
}

extension Pred {
  /// The tests that must all hold.
  var conjuncts: [Pred] {
    if case .and(let tests) = self { tests.flatMap(\.conjuncts) } else { [self] }
  }

  var names: [Name] {
    switch self {
    case .or(let tests), .and(let tests): tests.flatMap(\.names)
    case .not(let test, _): test.names
    case .name(let name): [name]
    case .compare(let left, _, .sum(let right), _): left.names + right.names
    case .compare(let left, _, _, _): left.names
    case .missing(let sum, _), .suppressed(let sum, _): sum.names
    }
  }

  /// Whether it tests rows, results, or both; both at once only under `och` at the top.
  func stage(_ isMeasure: (Name) -> Bool) -> (rows: Bool, results: Bool) {
    switch self {
    case .or(let tests), .and(let tests):
      tests.map { $0.stage(isMeasure) }.reduce((false, false)) {
        ($0.0 || $1.rows, $0.1 || $1.results)
      }
    case .not(let test, _): test.stage(isMeasure)
    case .name: (true, false)
    case .compare(let left, _, let right, _):
      if case .sum(let sum) = right, sum.isMeasure(isMeasure) {
        (false, true)
      } else {
        left.isMeasure(isMeasure) ? (false, true) : (true, false)
      }
    case .missing(let sum, _), .suppressed(let sum, _):
      sum.isMeasure(isMeasure) ? (false, true) : (true, false)
    }
  }
}

extension Filter {
  var names: [Name] {
    switch self {
    case .test(let pred): pred.names
    case .bare(let values):
      values.compactMap { if case .name(let name) = $0 { name } else { nil } }
    }
  }

  /// What remains of the filter where only some of its names fit: tests and values that hold of all.
  func parts(where fits: (Name) -> Bool) -> [Filter] {
    switch self {
    case .test(let pred):
      return pred.conjuncts.filter { $0.names.allSatisfy(fits) }.map(Filter.test)
    case .bare(let values):
      let own = values.filter { if case .name(let name) = $0 { fits(name) } else { true } }
      return own.isEmpty ? [] : [.bare(own)]
    }
  }
}

extension Sum {
  /// The first group in it, where a ratio of groups finds its main table.
  var firstGroup: Sum {
    switch self {
    case .binary(_, let left, _): left.firstGroup
    case .negated(let inner, _): inner.firstGroup
    default: self
    }
  }
}

extension CellExpr {
  /// True when it is made of published figures and constants alone.
  package var picksOnly: Bool {
    switch self {
    case .constant, .pick, .pickedSum: true
    case .partial: false
    case .negated(let inner): inner.picksOnly
    case .binary(_, let left, let right): left.picksOnly && right.picksOnly
    }
  }
}
