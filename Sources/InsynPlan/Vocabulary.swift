import InsynStore
import InsynValue

/// A part of the calendar by which a table's period can be split.
package enum Cut: String, Hashable, Sendable, CaseIterable {
  case year
  case tertial
  case quarter
  case month

  package var names: Names {
    switch self {
    case .year: Names(sv: ["år", "året"], en: ["year"])
    case .tertial: Names(sv: ["tertial", "tertialet"], en: ["tertial"])
    case .quarter: Names(sv: ["kvartal", "kvartalet"], en: ["quarter"])
    case .month: Names(sv: ["månad", "månaden"], en: ["month"])
    }
  }

  /// The part of the calendar that holds the period whole, nil when the period is longer.
  package func containing(_ period: Period) -> Period? {
    guard let year = period.year else { return nil }
    let first = period.start.civil.month
    let cut: Period? =
      switch self {
      case .year: Period(year: year)
      case .tertial: Period(tertial: (first + 3) / 4, year: year)
      case .quarter: Period(quarter: (first + 2) / 3, year: year)
      case .month: Period(year: year, month: first, count: 1)
      }
    return cut.flatMap { period.isWithin($0) ? $0 : nil }
  }
}

extension VersusColumn {
  package var names: Names {
    switch self {
    case .reference: Names(sv: ["jämförelse"], en: ["reference"])
    case .difference: Names(sv: ["skillnad"], en: ["difference"])
    case .change: Names(sv: ["ändring"], en: ["change"])
    }
  }
}

extension Attainment {
  package var names: Names {
    switch self {
    case .met: Names(sv: ["uppfyllt", "uppfyllda", "uppnått"], en: ["met", "fulfilled"])
    case .missed: Names(sv: ["missat", "missade"], en: ["missed"])
    }
  }
}
