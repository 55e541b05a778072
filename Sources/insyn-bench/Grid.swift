import InsynFinish
import InsynValue

/// An answer as numbers and words only, so that those of different engines can be compared.
struct Grid: Equatable, Sendable {
  enum Cell: Hashable, Sendable {
    case missing
    case text(String)
    case exact(Exact)
    /// What an engine computed in binary floating point.
    case inexact(Double)
  }

  var rows: [[Cell]]
}

extension Grid {
  /// An answer of insyn's own. What the peers do not give is left out: bases and what was skipped.
  init(_ answer: Answer, isCrosstab: Bool) {
    let kept = answer.columns.indices.filter { index in
      switch answer.columns[index].heading {
      case .base, .skipped: false
      default: true
      }
    }
    let wide = answer.rows.map { row in kept.map { Cell(row.cells[$0]) } }
    guard isCrosstab else {
      rows = wide
      return
    }
    let names = kept.map { Grid.head(answer.columns[$0]) }
    rows = wide.flatMap { row in
      zip(names, row).dropFirst().filter { $1 != .exact(.zero) }.map { [row[0], $0, $1] }
    }
  }

  /// A column of members, as the cell that it is to the peers.
  private static func head(_ column: AnswerColumn) -> Cell {
    switch column.heading {
    case .unknown: .missing
    case .total: .text(total)
    default: Cell(text: column.name)
    }
  }

  /// What stands where a total does not split.
  static let total = "*"
}

extension Grid.Cell {
  init(_ cell: AnswerCell) {
    switch cell {
    case .label(let title): self.init(text: title.sv)
    case .text(let text): self.init(text: text)
    case .figure(let shown): self = shown.figure.number.map { .exact($0) } ?? .missing
    case .line(let line): self = .exact(Exact(line))
    case .total: self = .text(Grid.total)
    case .unknown, .missing, .absent, .attainment: self = .missing
    }
  }

  /// As engines write cells: `12`, `-1/3`, `0.25`; nothing is missing, and all else is a word.
  init(text: String) {
    self = .text(text)
    if text.isEmpty { self = .missing }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int128($0) }
    switch parts.count {
    case 1: if let number = parts[0] { self = .exact(Exact(number)) }
    case 2:
      if let top = parts[0], let bottom = parts[1] { self = Grid.Cell(top, over: bottom) }
    default: break
    }
    if case .text = self, let first = text.utf8.first, first < 0x3A, let number = Double(text) {
      self = .inexact(number)
    }
  }

  private init(_ top: Int128, over bottom: Int128) {
    do throws(ArithmeticOverflow) {
      self = try (Exact(top) / Exact(bottom)).map { .exact($0) } ?? .missing
    } catch {
      preconditionFailure("a ratio of two counts fits")
    }
  }

  /// As `init(text:)` reads it.
  var text: String {
    switch self {
    case .missing: ""
    case .text(let text): text
    case .exact(let number):
      number.isInteger
        ? "\(number.numerator)" : "\(number.numerator)/\(number.denominator)"
    case .inexact(let number): "\(number)"
    }
  }
}
