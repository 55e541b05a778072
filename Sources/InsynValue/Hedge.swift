/// How a source hedges a figure, by the closed list of data packages (*cirka*, *mer än*, *minst*,
/// *preliminär*), and what arithmetic makes of it (*mindre än*, *högst*).
package enum Hedge: String, Hashable, Sendable, CaseIterable {
  case about = "cirka"
  case moreThan = "mer än"
  case atLeast = "minst"
  case preliminary = "preliminär"
  case lessThan = "mindre än"
  case atMost = "högst"

  /// The word before a figure.
  package var title: Title {
    switch self {
    case .about: Title(sv: "cirka", en: "about")
    case .moreThan: Title(sv: "mer än", en: "more than")
    case .atLeast: Title(sv: "minst", en: "at least")
    case .preliminary: Title(sv: "preliminärt", en: "preliminarily")
    case .lessThan: Title(sv: "mindre än", en: "less than")
    case .atMost: Title(sv: "högst", en: "at most")
    }
  }

  /// The hedge of what grows as the hedged figure shrinks: a difference's other side, a denominator.
  package var turned: Hedge {
    switch self {
    case .moreThan: .lessThan
    case .lessThan: .moreThan
    case .atLeast: .atMost
    case .atMost: .atLeast
    case .about, .preliminary: self
    }
  }

  private var bound: Bound {
    switch self {
    case .moreThan, .atLeast: .below
    case .lessThan, .atMost: .above
    case .about, .preliminary: .none
    }
  }

  /// On which side of the true figure the printed one lies.
  private enum Bound {
    case below
    case above
    case none
  }

  /// The hedge of a figure made of two: bounds of one side stay a bound, strict if one of them is;
  /// anything else is only near.
  package static func joined(_ left: Hedge?, _ right: Hedge?) -> Hedge? {
    guard let left, let right else { return left ?? right }
    if left == right { return left }
    guard left.bound == right.bound else { return .about }
    switch left.bound {
    case .below: return .moreThan
    case .above: return .lessThan
    case .none: return .about
    }
  }
}
