/// The signs of arithmetic.
package enum Operator: String, Hashable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
}

/// The comparisons of a test; `contains` is for text.
package enum Comparison: String, Hashable, Sendable {
  case equal = "="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains
}

/// What a share is a share of.
package enum Base: Hashable, Sendable {
  case row
  case column
  case total
}

/// A picture of an answer.
package enum Display: Hashable, Sendable {
  case bars
  case line
}

/// How many rows of which end are kept.
package struct Top: Hashable, Sendable {
  package var count: Int
  package var largest: Bool

  package init(count: Int, largest: Bool) {
    self.count = count
    self.largest = largest
  }
}

extension Comparison {
  /// Whether the comparison holds of two numbers; text is never compared by it.
  package func holds<Number: Comparable>(_ left: Number, _ right: Number) -> Bool {
    switch self {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .contains: false
    }
  }
}
