import InsynValue

/// A rule of a package: which figures must agree, and how; `granska` tries it on every place where it applies.
package struct Rule: Sendable {
  package let name: Title
  package let kind: RuleKind
  package let condition: Condition
  /// The grade of what does not hold, where somebody has read the documents and knows; nil: the arithmetic says.
  package let verdict: Verdict?
  package let exceptions: [RuleException]
}

/// What a rule is about; findings are counted by it.
package enum RuleKind: String, Sendable, CaseIterable {
  /// The same figure stated twice.
  case restated
  /// The parts of a dimension sum to the total.
  case parts
  /// A total share or mean lies between those of its parts.
  case between
  /// The columns of one row: budget − outcome = deviation.
  case row
  /// The lines of a table sum to its total line.
  case column
  /// Sums and differences of figures of several places.
  case sum
  /// A percentage or mean is one figure divided by another.
  case ratio
  /// A mean times a number is a sum.
  case product
  /// A part is no larger than the whole.
  case portion
  /// A change in percent is that of two figures.
  case change
  /// What a text says of a change that figures show.
  case claim
  /// The status said of a goal and the outcome of its indicators against their targets.
  case status

  package var title: Title {
    switch self {
    case .restated: Title(sv: "samma tal två gånger", en: "same figure twice")
    case .parts: Title(sv: "delar och total", en: "parts and total")
    case .between: Title(sv: "total mellan delar", en: "total between parts")
    case .row: Title(sv: "radens räkning", en: "row arithmetic")
    case .column: Title(sv: "kolumnens summa", en: "column sum")
    case .sum: Title(sv: "summa", en: "sum")
    case .ratio: Title(sv: "kvot", en: "ratio")
    case .product: Title(sv: "produkt", en: "product")
    case .portion: Title(sv: "del och helhet", en: "part and whole")
    case .change: Title(sv: "ändring i procent", en: "change in percent")
    case .claim: Title(sv: "text mot tal", en: "text against figures")
    case .status: Title(sv: "status mot mål", en: "status against target")
    }
  }
}

/// How what does not hold is graded.
package enum Grade: String, Sendable, CaseIterable {
  case contradiction
  case unclear
  case otherBase = "other base"
  case rounding
  case holds

  package var title: Title {
    switch self {
    case .contradiction: Title(sv: "motsägelse", en: "contradiction")
    case .unclear: Title(sv: "oklart", en: "unclear")
    case .otherBase: Title(sv: "annan bas", en: "other base")
    case .rounding: Title(sv: "avrundning", en: "rounding")
    case .holds: Title(sv: "håller", en: "holds")
    }
  }
}

extension Grade {
  /// What somebody may write who thinks of several.
  var plurals: [String] {
    switch self {
    case .contradiction: ["motsägelser", "contradictions"]
    case .unclear: ["oklarheter"]
    case .otherBase: ["andra baser", "other bases"]
    case .rounding: ["avrundningar", "roundings"]
    case .holds: ["hålla"]
    }
  }
}

/// A grade that a person has given, with her reason.
package struct Verdict: Sendable {
  package let grade: Grade
  package let reason: Title
}

/// A place where a rule's finding is graded by hand.
package struct RuleException: Sendable {
  package let document: String
  package let line: Int
  package let verdict: Verdict
}

/// A numeric field of a table.
package struct Field: Hashable, Sendable {
  package let table: TableID
  package let column: ColumnID

  package init(table: TableID, column: ColumnID) {
    self.table = table
    self.column = column
  }
}

/// Rows whose fields have one of the values, and the field whose figure is meant.
package struct Selector: Sendable {
  package let field: Field
  package let tests: [(column: ColumnID, values: Set<String>)]
  /// True when the figures of all rows are summed; else the rows state one figure.
  package let isEach: Bool
}

/// A term of an equation: a figure of the data, or a plain number such as the months of a year.
package enum RuleTerm: Sendable {
  case figure(Selector)
  case constant(Int)
}

/// What must hold.
package enum Condition: Sendable {
  case restated(Field)
  case parts(Field, over: ColumnID)
  case between(Field, over: ColumnID)
  case equation(Equation)
  case claim(Claim)
  case status(StatusRule)
}

/// Terms that must give a figure, for every combination of the fields they are aligned by.
package struct Equation: Sendable {
  package enum Operation: Sendable {
    /// The sum of `terms` less the sum of `less`.
    case sum
    case product
    /// The product of `terms` divided by that of `less`.
    case ratio
    /// The relative change from `less` to `terms`, one of each.
    case change
  }
  package enum Relation: Sendable {
    case equals
    /// In magnitude; the terms may be less.
    case atMost
  }
  package let operation: Operation
  package let relation: Relation
  package let terms: [RuleTerm]
  package let less: [RuleTerm]
  package let result: Selector
  package let alignment: Alignment
}

package enum Alignment: Sendable {
  /// The fields of one and the same row.
  case row
  /// Rows that agree in the fields of these names; none for a single set of places.
  case fields([String])
}

/// A sentence that says how a figure changed.
package struct Claim: Sendable {
  package enum Direction: String, Sendable, CaseIterable {
    case rises
    case falls
    /// The second figure is the larger one, of two that stand at the same time.
    case larger
    case unchanged

    package var title: Title {
      switch self {
      case .rises: Title(sv: "ökar", en: "rises")
      case .falls: Title(sv: "minskar", en: "falls")
      case .larger: Title(sv: "det senare är större", en: "the latter is larger")
      case .unchanged: Title(sv: "är oförändrat", en: "is unchanged")
      }
    }
  }
  package let document: String
  package let line: Int
  package let direction: Direction
  package let from: Selector
  package let to: Selector
}

/// Indicators that miss their target under a goal whose status says met. The goals that count are the
/// nearest ones at or below the indicator's own that have been assessed.
package struct StatusRule: Sendable {
  package let outcome: Field
  package let target: ColumnID
  /// The indicator's goal, by its text.
  package let goal: ColumnID
  package let goals: GoalTable
  /// The status that says met.
  package let met: String
  /// The statuses that say nothing.
  package let open: Set<String>
}

/// The table that holds the goal tree.
package struct GoalTable: Sendable {
  package let table: TableID
  package let text: ColumnID
  package let parent: ColumnID
  package let status: ColumnID
}

/// The rules of a package.
package struct Rules: Sendable {
  package let all: [Rule]
  /// Names of figures whose whole numbers are rounded means, not counts.
  package let rounded: Set<String>

  package init(_ all: [Rule], rounded: Set<String> = []) {
    self.all = all
    self.rounded = rounded
  }
}

extension Rules {
  /// The rules that need no words: the same figure twice, parts against totals of places and genders.
  package static func standing(for store: Store) -> Rules {
    var rules: [Rule] = []
    for table in store.tables where !table.isProtected {
      guard let value = table.published?.value else { continue }
      let field = Field(table: table.id, column: value)
      func add(_ kind: RuleKind, _ condition: Condition, _ column: ColumnID?) {
        let name = column.map { table[$0].names.title }
        rules.append(
          Rule(
            name: Title(
              sv: kind.title.sv + (name.map { " (\($0.sv))" } ?? ""),
              en: kind.title.en + (name.map { " (\($0.en))" } ?? "")),
            kind: kind, condition: condition, verdict: nil, exceptions: []))
      }
      add(.restated, .restated(field), nil)
      for role in [Role.place, .gender] {
        guard let column = table.column(role) else { continue }
        add(.parts, .parts(field, over: column), column)
        add(.between, .between(field, over: column), column)
      }
    }
    return Rules(rules)
  }
}
