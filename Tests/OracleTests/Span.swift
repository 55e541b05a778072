extension Span {
  /// `2016-03-05`
  static func day(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(year)-\(padded(month))-\(padded(day))"
  }

  static func year(_ year: Int) -> Span { months(year, 1, 12) }

  /// So many months from the first day of a month, written as the language writes them.
  static func months(_ year: Int, _ month: Int, _ count: Int) -> Span {
    let end = year * 12 + month - 1 + count - 1
    let (lastYear, lastMonth) = (end / 12, end % 12 + 1)
    let text =
      switch count {
      case 12 where month == 1: "\(year)"
      case 4 where month % 4 == 1: "T\(month / 4 + 1) \(year)"
      case 3 where month % 3 == 1: "Q\(month / 3 + 1) \(year)"
      case 1: "\(year)-\(padded(month))"
      case _ where month == 1 && count % 12 == 0: "\(year)..\(lastYear)"
      default: "\(year)-\(padded(month))..\(lastYear)-\(padded(lastMonth))"
      }
    return Span(
      text: text, first: day(year, month, 1),
      last: day(lastYear, lastMonth, days(lastYear, lastMonth)))
  }

  /// Year and month of the first day, and how many months; nil for days.
  var months: (year: Int, month: Int, count: Int)? {
    let (a, b) = (Span.parts(first), Span.parts(last))
    guard a.day == 1, b.day == Span.days(b.year, b.month) else { return nil }
    return (a.year, a.month, (b.year - a.year) * 12 + b.month - a.month + 1)
  }

  /// So many months earlier; nil for days.
  func earlier(_ shift: Int) -> Span? {
    guard let (year, month, count) = months else { return nil }
    let index = year * 12 + month - 1 - shift
    return Span.months(index / 12, index % 12 + 1, count)
  }

  /// From the first day of one to the last of the other, whichever comes first.
  func through(_ other: Span) -> Span {
    let both = Span(
      text: "\(text)..\(other.text)", first: min(first, other.first), last: max(last, other.last))
    return both.months.map { Span.months($0.year, $0.month, $0.count) } ?? both
  }

  static func parts(_ day: String) -> (year: Int, month: Int, day: Int) {
    let parts = day.split(separator: "-").map { Int($0) ?? 0 }
    return (parts[0], parts[1], parts[2])
  }

  private static func days(_ year: Int, _ month: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
