import InsynValue

/// A name as it stands in a line: the folded phrase that was recognised and where.
package struct Name: Hashable, Sendable {
  package let phrase: String
  package let span: Span
  package let quoted: Bool
  /// What the phrase may be, of the kinds that may stand here.
  package let kinds: NameKinds

  package init(phrase: String, span: Span, quoted: Bool, kinds: NameKinds) {
    self.phrase = phrase
    self.span = span
    self.quoted = quoted
    self.kinds = kinds
  }
}

/// A number as typed, with the unit that follows it.
package struct Literal: Hashable, Sendable {
  package let number: Exact
  package let decimals: Int
  package let unit: Unit?
  package let span: Span

  package init(number: Exact, decimals: Int, unit: Unit?, span: Span) {
    self.number = number
    self.decimals = decimals
    self.unit = unit
    self.span = span
  }
}

/// A value right of a comparison, or bare.
package indirect enum Value: Hashable, Sendable {
  case number(Literal)
  case text(String, Span)
  case period(Period, Span)
  /// `VB 2016`: a document, never the period.
  case document(String, Span)
  case name(Name)
  case parameter(String, Span)
}

/// An aggregate's word.
package enum Aggregate: Hashable, Sendable {
  case count
  case sum
  case average
  case median
  case least
  case greatest
  case share
  case distinct
}

/// An expression: `sum`, `prod`, `unary` and `operand` of the grammar.
package indirect enum Sum: Hashable, Sendable {
  case number(Literal)
  case text(String, Span)
  case parameter(String, Span)
  case name(Name)
  case aggregate(Aggregate, Operand, Span)
  case negated(Sum, Span)
  case binary(Operator, Sum, Sum)
  /// `( [TABLE ":"] sum [WHERE pred] )`
  case group(table: Name?, Sum, filter: Pred?, Span)
}

/// What an aggregate stands before.
package indirect enum Operand: Hashable, Sendable {
  case name(Name)
  case pred(Pred)
}

package indirect enum Right: Hashable, Sendable {
  case list([Value], Span)
  case value(Value)
  case range(Value, Value)
  case sum(Sum)
}

package indirect enum Pred: Hashable, Sendable {
  case or([Pred])
  case and([Pred])
  case not(Pred, Span)
  /// A segment, or a bare value that means `dim = value`.
  case name(Name)
  case compare(Sum, Comparison, Right, Span)
  case missing(Sum, Span)
  case suppressed(Sum, Span)
}

package struct Measure: Hashable, Sendable {
  package enum Body: Hashable, Sendable {
    /// A table's name alone lists its rows.
    case listing(Name)
    case sum(Sum)
  }
  package struct Label: Hashable, Sendable {
    package let text: String
    package let span: Span
  }
  package var label: Label?
  package var body: Body
  package var span: Span

  package init(label: Label? = nil, _ body: Body, _ span: Span) {
    self.label = label
    self.body = body
    self.span = span
  }
}

package enum Versus: Hashable, Sendable {
  case previous
  case lastYear
  case period(Period)
  case sum(Sum)
}

package enum Filter: Hashable, Sendable {
  case test(Pred)
  /// `2016, 2017`, `Kungsholmen och Norrmalm`.
  case bare([Value])
}

/// Something of a line with its place.
package struct Placed<Content: Hashable & Sendable>: Hashable, Sendable {
  package var content: Content
  package var span: Span

  package init(_ content: Content, _ span: Span) {
    self.content = content
    self.span = span
  }
}

package struct Order: Hashable, Sendable {
  package var key: Sum
  package var descending: Bool
}

/// The clauses of a question, each once; filters many.
package struct Clauses: Hashable, Sendable {
  package var rows: Placed<[Name]>?
  package var column: Placed<Name>?
  package var filters: [Placed<Filter>] = []
  package var fields: Placed<[Name]>?
  package var versus: Placed<Versus>?
  package var share: Placed<Base>?
  package var total: Placed<Bool>?
  package var order: Placed<Order>?
  package var top: Placed<Top>?
  package var display: Placed<Display>?

  package init() {}

  /// These clauses with those of another line in their place where it has them; filters are left to
  /// the caller, who knows which of them replace each other.
  package func replaced(by other: Clauses) -> Clauses {
    var merged = self
    merged.rows = other.rows ?? rows
    merged.column = other.column ?? column
    merged.fields = other.fields ?? fields
    merged.versus = other.versus ?? versus
    merged.share = other.share ?? share
    merged.total = other.total ?? total
    merged.order = other.order ?? order
    merged.top = other.top ?? top
    merged.display = other.display ?? display
    return merged
  }

  /// True when nothing but filters stands here.
  package var areFiltersOnly: Bool {
    rows == nil && column == nil && fields == nil && versus == nil && share == nil && total == nil
      && order == nil && top == nil && display == nil
  }
}

/// A question as it was read.
package struct Query: Hashable, Sendable {
  package var table: Name?
  package var measures: [Measure]
  package var clauses: Clauses
  package var span: Span

  package init(table: Name?, measures: [Measure], clauses: Clauses, span: Span) {
    self.table = table
    self.measures = measures
    self.clauses = clauses
    self.span = span
  }
}

/// `param $år: år = 2016 "vilket år"`.
package struct ParameterLine: Hashable, Sendable {
  package let name: String
  package let span: Span
  package let type: String
  package let typeSpan: Span
  package let value: Value?
  package let text: String?
}

/// `låt "NAME" | "ALIAS" = …`: a question, or a test for a segment.
package struct DefinitionLine: Hashable, Sendable {
  package enum Body: Hashable, Sendable {
    case query(Query)
    case test(table: Name?, Pred)
  }
  package let names: [String]
  package let nameSpan: Span
  package let body: Body
  package let span: Span
}

/// What `förklara` and `källa` are asked about.
package enum Subject: Hashable, Sendable {
  case lastAnswer
  case query(Query)
  case name(String, Span)
}

/// One statement.
package enum Line: Hashable, Sendable {
  case parameter(ParameterLine)
  case definition(DefinitionLine)
  case query(Query)
  case refine(Clauses, Span)
  case explain(Subject)
  case source(Subject)
  case show(String?, Span)
  case save(String, Span)
  case check(Clauses, Span)
}

extension Value {
  package var span: Span {
    switch self {
    case .number(let literal): literal.span
    case .text(_, let span), .period(_, let span), .document(_, let span), .parameter(_, let span):
      span
    case .name(let name): name.span
    }
  }
}

extension Sum {
  package var span: Span {
    switch self {
    case .number(let literal): literal.span
    case .text(_, let span), .parameter(_, let span), .aggregate(_, _, let span),
      .negated(_, let span), .group(_, _, _, let span):
      span
    case .name(let name): name.span
    case .binary(_, let left, let right): left.span.joined(right.span)
    }
  }
}

extension Pred {
  package var span: Span {
    switch self {
    case .or(let tests), .and(let tests):
      tests.dropFirst().reduce(tests[0].span) { $0.joined($1.span) }
    case .not(_, let span), .compare(_, _, _, let span), .missing(_, let span),
      .suppressed(_, let span):
      span
    case .name(let name): name.span
    }
  }
}
