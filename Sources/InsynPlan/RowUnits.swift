import InsynStore
import InsynValue

extension Table {
  /// The unit of an expression over a row's numbers, nil where the rows say it themselves.
  package func unit(of expression: RowExpr) -> Unit? {
    switch expression {
    case .constant(_, let unit): return unit
    case .column(let column):
      return self[column].isNumeric && self[column].unitColumn == nil ? self[column].unit : nil
    case .negated(let inner): return unit(of: inner)
    case .change: return .percent
    case .binary(let sign, let left, let right):
      guard let own = unit(of: left), let other = unit(of: right) else { return nil }
      switch sign {
      case .plus, .minus: return own
      case .times: return own.times(other)
      case .divided: return own.isLike(other) ? Unit.none : own
      }
    }
  }
}
