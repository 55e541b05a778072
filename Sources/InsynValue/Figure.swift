/// The four states of a cell that exists; the fifth state, no row, is the absence of a cell.
package enum Figure: Hashable, Sendable {
  /// A number in the base of its unit, zero included.
  case number(Exact)
  /// Not recorded.
  case missing
  /// Held back by disclosure control.
  case hidden
  /// Cannot be: a division by zero, a share of nothing.
  case notApplicable

  /// The number, nil in every other state.
  package var number: Exact? {
    if case .number(let value) = self { value } else { nil }
  }
}

/// How a figure is printed: its unit and the decimals that its source, or its computation, gives.
package struct Printing: Hashable, Sendable {
  package var unit: Unit
  package var decimals: Int

  package init(_ unit: Unit, decimals: Int) {
    self.unit = unit
    self.decimals = decimals
  }
}

/// A name in both languages.
package struct Title: Hashable, Sendable {
  package var sv: String
  package var en: String

  package init(sv: String, en: String) {
    self.sv = sv
    self.en = en
  }

  /// One word for both languages: a stadsdel, a document.
  package init(_ both: String) {
    sv = both
    en = both
  }

  package subscript(tongue: Tongue) -> String { tongue == .sv ? sv : en }
}

/// The two languages that insyn reads and writes.
package enum Tongue: String, Sendable, CaseIterable {
  case sv
  case en
}
