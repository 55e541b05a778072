import InsynValue

/// How the answer of a peer stands to insyn's.
struct Comparison: Equatable, Sendable {
  /// The first row that is not the same, nil when the answers agree.
  var difference: String?
  /// The floats that are not the nearest to the exact number.
  var inexact = 0
  /// The floats that were compared.
  var floats = 0
}

/// Compares what a peer answered with what insyn did. Rows may come in any order; whole numbers and
/// ratios must be the same, and a float within a billionth.
func compare(_ own: Grid, _ peer: Grid, _ question: Question) -> Comparison {
  var comparison = Comparison()
  let (left, right) = (comparable(own, question), comparable(peer, question))
  if left.count != right.count {
    comparison.difference = "\(left.count) rows against \(right.count)"
    return comparison
  }
  for (mine, theirs) in zip(left, right) where !comparison.agree(mine, theirs) {
    comparison.difference = "\(line(mine)) against \(line(theirs))"
    return comparison
  }
  return comparison
}

/// The rows in one order. Of a list that was cut, those at the cut differ by how equals are ordered:
/// of them only the number is kept by which they are ordered.
private func comparable(_ grid: Grid, _ question: Question) -> [[Grid.Cell]] {
  var rows = grid.rows
  if question.isTop, let last = rows.last?.last {
    rows = rows.map { $0.last == last ? [last] : $0 }
  }
  return rows.map { (key: line($0), row: $0) }.sorted { $0.key < $1.key }.map(\.row)
}

private func line(_ row: [Grid.Cell]) -> String {
  row.map(\.text).joined(separator: " · ")
}

extension Comparison {
  fileprivate mutating func agree(_ mine: [Grid.Cell], _ theirs: [Grid.Cell]) -> Bool {
    guard mine.count == theirs.count else { return false }
    for (left, right) in zip(mine, theirs) where !agree(left, right) { return false }
    return true
  }

  private mutating func agree(_ mine: Grid.Cell, _ theirs: Grid.Cell) -> Bool {
    guard case .inexact(let float) = theirs, case .exact(let number) = mine else {
      return mine == theirs
    }
    let nearest = Double(number.numerator) / Double(number.denominator)
    floats += 1
    if float == nearest { return true }
    inexact += 1
    return abs(float - nearest) <= abs(nearest) * 1e-9
  }
}
