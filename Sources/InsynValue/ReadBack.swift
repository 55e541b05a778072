/// One part of the line that says how a question was read.
package enum ReadBackPart: Hashable, Sendable {
  case measure(Title)
  case per([Title])
  case cross(Title)
  case filter(Title)
  case fields([Title])
  case versus(VersusTitle)
  case share(Base)
  case withTotal
  case order(Title, descending: Bool)
  case top(Int, largest: Bool)
  /// The figures differ in these dimensions, which the line did not name.
  case alsoSplit([Title])
  /// A dimension in which all figures agree.
  case agreed(Title)
  case rows(Int)
  case synthetic
}

package enum VersusTitle: Hashable, Sendable {
  case previous
  case lastYear
  case named(Title)
}

/// A column that comes with `mot`, and can be tested and sorted by.
package enum VersusColumn: String, Hashable, Sendable, CaseIterable {
  case reference
  case difference
  case change
}

/// Whether an outcome reached its target.
package enum Attainment: String, Hashable, Sendable, CaseIterable {
  case met
  case missed
}

extension Attainment {
  /// Whether an outcome reached its target by the indicator's direction; equal is met.
  package init?(_ outcome: Exact, _ goal: Exact, direction: String) {
    switch direction {
    case "högre": self = outcome >= goal ? .met : .missed
    case "lägre": self = outcome <= goal ? .met : .missed
    default: return nil
    }
  }
}
