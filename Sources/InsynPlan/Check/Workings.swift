import InsynStore
import InsynValue

/// The arithmetic of a finding as a person would write it: 153 + 128 + 143 = 424 ≠ 426.
enum Workings {
  private static func each(_ write: (Tongue) -> String) -> Title {
    Title(sv: write(.sv), en: write(.en))
  }

  /// A stated figure; its unit stands where it is not that of the figure beside it.
  static func written(_ stated: Stated, besides unit: Unit?) -> Title {
    each { tongue in
      let hasUnit = stated.printing.unit != unit && stated.printing.unit != .named("st")
      let figure = number(stated.value, stated.printing, tongue, withUnit: hasUnit)
      guard let hedge = stated.hedge else { return figure }
      return hedge.title[tongue] + " " + figure
    }
  }

  private static func sign(_ grade: Grade) -> String {
    switch grade {
    case .holds: " = "
    case .rounding: " ≈ "
    case .contradiction, .unclear, .otherBase: " ≠ "
    }
  }

  static func compared(_ left: Title, _ right: Title, _ grade: Grade) -> Title {
    each { left[$0] + sign(grade) + right[$0] }
  }

  static func equation(
    _ operation: Equation.Operation, _ terms: [Term], _ less: [Term], _ value: Exact,
    _ result: Stated, _ grade: Grade, _ relation: Equation.Relation
  ) -> Title {
    let unit = result.printing.unit
    return each { tongue in
      let left = self.left(operation, terms, less, unit, tongue)
      let stated = written(result, besides: nil)[tongue]
      let isBare = terms.count == 1 && less.isEmpty && terms[0].stated.count == 1
      let sign = relation == .equals ? self.sign(grade) : grade == .holds ? " ≤ " : " > "
      if isBare || grade == .holds && relation == .equals { return left + sign + stated }
      let computed = number(
        value, Printing(unit, decimals: decimals(value, result, operation)), tongue,
        withUnit: false)
      return left + " = " + computed + sign + stated
    }
  }

  private static func left(
    _ operation: Equation.Operation, _ terms: [Term], _ less: [Term], _ unit: Unit,
    _ tongue: Tongue
  ) -> String {
    func text(_ term: Term, isFactor: Bool) -> String {
      if term.stated.isEmpty { return number(term.value, plain, tongue, withUnit: false) }
      let figures = term.stated.map { stated in
        written(stated, besides: isFactor ? stated.printing.plainUnit : unit)[tongue]
      }
      let joined = figures.joined(separator: " + ")
      return isFactor && figures.count > 1 ? "(\(joined))" : joined
    }
    switch operation {
    case .sum:
      return terms.map { text($0, isFactor: false) }.joined(separator: " + ")
        + less.map { term in
          let sum = text(term, isFactor: false)
          return " − " + (term.stated.count > 1 ? "(\(sum))" : sum)
        }.joined()
    case .product, .ratio:
      return terms.map { text($0, isFactor: true) }.joined(separator: " × ")
        + less.map { " ÷ " + text($0, isFactor: true) }.joined()
    case .change:
      return (less + terms).map { text($0, isFactor: true) }.joined(separator: " → ")
    }
  }

  private static let plain = Printing(.none, decimals: 0)

  /// Sums are written whole; a quotient with one decimal more than the figure that it is held against.
  private static func decimals(
    _ value: Exact, _ result: Stated, _ operation: Equation.Operation
  ) -> Int {
    let printed = result.printing.unit.printed(value: value)
    if operation != .ratio, operation != .change, let whole = printed.terminatingDecimals(limit: 6)
    {
      return max(whole, result.printing.decimals)
    }
    return result.printing.decimals + 1
  }

  static func between(_ total: Stated, _ low: Stated, _ high: Stated, _ grade: Grade) -> Title {
    let (a, b, c) = (
      written(low, besides: total.printing.unit), written(total, besides: nil),
      written(high, besides: total.printing.unit)
    )
    if grade == .holds { return each { "\(a[$0]) ≤ \(b[$0]) ≤ \(c[$0])" } }
    return Title(
      sv: "\(b.sv) utanför \(a.sv)–\(c.sv)", en: "\(b.en) outside \(a.en)–\(c.en)")
  }

  static func status(
    _ outcome: Stated, _ target: Stated, _ attainment: Attainment, _ said: Title
  ) -> Title {
    let met = attainment == .met
    return each { tongue in
      let pair =
        written(outcome, besides: target.printing.unit)[tongue] + " "
        + Title(sv: "mot årsmålet", en: "against the target")[tongue] + " "
        + written(target, besides: nil)[tongue]
      let word = (met ? Title(sv: "uppfyllt", en: "met") : Title(sv: "missat", en: "missed"))[
        tongue]
      return "\(pair): \(word); \(said[tongue])"
    }
  }

  static func claim(_ said: Claim.Direction, _ from: Stated, _ to: Stated) -> Title {
    each { tongue in
      let figures =
        written(from, besides: to.printing.unit)[tongue] + " → " + written(to, besides: nil)[tongue]
      return Title(sv: "texten: \(said.title.sv); ", en: "the text: \(said.title.en); ")[tongue]
        + figures
    }
  }
}

extension Printing {
  /// The unit that goes without saying in a product: a bare count.
  fileprivate var plainUnit: Unit? {
    switch unit {
    case .none, .named: unit
    case .percent, .points, .money: nil
    }
  }
}
