import InsynValue

/// A part of the calendar by which a period can be split.
enum MadeCut: String, CaseIterable {
  case year = "år"
  case tertial = "tertial"
  case quarter = "kvartal"
  case month = "månad"

  /// How many months a part has.
  var months: Int {
    switch self {
    case .year: 12
    case .tertial: 4
    case .quarter: 3
    case .month: 1
    }
  }
}

/// A question over made-up tables, part by part: what is written as a line, translated to SQL and
/// finished by the test's own arithmetic.
struct Question {
  /// The place of its table in the package.
  var table: Int
  var measures: [Measure] = []
  var rows: [Split] = []
  var column: Split?
  var filters: [RowCondition] = []
  /// A period that stands bare.
  var period: Span?
  var versus: MadeVersus?
  var share: Base?
  var withTotal = false
  var results: [ResultCondition] = []
  var order: (key: OrderKey, descending: Bool?)?
  var top: (count: Int, largest: Bool)?
  /// The fields of a listing; nil for a count.
  var listed: [Int]?

  /// What rows or columns are split by.
  enum Split: Hashable {
    case field(Int)
    case cut(MadeCut)
  }

  enum MadeVersus {
    case lastYear
    case previous
    case span(Span)
  }

  enum OrderKey {
    case measure(Int)
    case split(Int)
    case field(Int)
    /// `jämförelse`, `skillnad`, `ändring`
    case versus(String)
  }
}

/// A number that is computed for a group of rows.
indirect enum Measure {
  case count
  case countWhere(RowCondition)
  case shareWhere(RowCondition)
  case aggregate(Function, RowNumber)
  case distinct(Int)
  case number(Literal)
  case binary(Operator, Measure, Measure)
  /// `( befolkning: … där … )`
  case aside(table: Int, Measure, RowCondition?)

  enum Function: String {
    case sum = "summa"
    case mean = "snitt"
    case median
    case least = "minst"
    case greatest = "störst"
  }
}

/// A number of a row.
indirect enum RowNumber {
  case field(Int)
  /// `belopp per månad`, which the package defines as `belopp / månader`.
  case amountPerMonth
  case binary(Operator, RowNumber, RowNumber)
}

/// A number as a line writes it: `mantissa` ÷ 10^`decimals`.
struct Literal {
  var mantissa: Int64
  var decimals: Int

  var exact: Exact { Exact(scaled: Int128(mantissa), by: decimals) }

  var text: String {
    decimal(mantissa, scale: decimals, decimals: decimals, sign: ",")
  }
}

/// A condition of a row.
indirect enum RowCondition {
  case all([RowCondition])
  case any([RowCondition])
  case not(RowCondition)
  /// `hinder = Sjuk`, `hinder != (Sjuk, Övrigt)`
  case members(Int, isEqual: Bool, [Int])
  case memberRange(Int, isEqual: Bool, Int, Int)
  case memberOrder(Int, Comparison, Int)
  case contains(Int, String)
  case missing(Int)
  case spans(Int, isEqual: Bool, [Span])
  case spanRange(Int, isEqual: Bool, Span, Span)
  case spanOrder(Int, Comparison, Span)
  /// `slut > period`
  case spanFields(Int, Comparison, Int)
  case cut(MadeCut, Comparison, Span)
  case number(RowNumber, Comparison, Literal)
  case numbers(Int, isEqual: Bool, [Literal])
  case numberRange(Int, isEqual: Bool, Literal, Literal)
  /// `belopp > 5 tkr`
  case inUnit(Int, Comparison, Literal, Unit)
  case compare(Int, Comparison, RowNumber)
  case missingNumber(RowNumber)
  /// `stora hushåll`
  case manyChildren
  /// `skuldsatta`
  case indebted
}

/// A condition of a row of the answer.
struct ResultCondition {
  /// The place of the measure.
  var measure: Int
  var comparison: Comparison
  var limit: Literal
  var isNegated: Bool
}
