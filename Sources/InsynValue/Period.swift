/// A calendar day, counted from 1970-01-01 in the Gregorian calendar.
package struct Day: Hashable, Comparable, Sendable {
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// The day of a civil date; nil when there is no such date.
  /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.length(year, month) else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The days of a month.
  package static func length(_ year: Int, _ month: Int) -> Int {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Year, month and day. Source: the same, civil_from_days.
  package var civil: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

/// An interval of whole days, both ends included: a year, a tertial, a quarter, a month, a day, a range.
package struct Period: Hashable, Sendable {
  package let start: Day
  package let end: Day

  /// What the interval is in the calendar.
  package enum Kind: Hashable, Sendable {
    case year
    case tertial
    case quarter
    case month
    case day
    case months(Int)
    case days(Int)
  }

  package init(start: Day, end: Day) {
    self.start = start
    self.end = max(start, end)
  }

  /// `count` months from the first day of `month`; nil outside the calendar.
  package init?(year: Int, month: Int, count: Int) {
    let last = month - 1 + count - 1
    let (endYear, endMonth) = (year + last / 12, last % 12 + 1)
    guard count > 0, let start = Day(year, month, 1),
      let end = Day(endYear, endMonth, Day.length(endYear, endMonth))
    else { return nil }
    self.init(start: start, end: end)
  }

  /// A calendar year, 1…9999.
  package init(year: Int) {
    guard let period = Period(year: year, month: 1, count: 12) else {
      preconditionFailure("every year has twelve months")
    }
    self = period
  }

  /// The 1-based tertial (four months) of a year; nil outside 1…3.
  package init?(tertial: Int, year: Int) {
    guard (1...3).contains(tertial) else { return nil }
    self.init(year: year, month: tertial * 4 - 3, count: 4)
  }

  /// The 1-based quarter of a year; nil outside 1…4.
  package init?(quarter: Int, year: Int) {
    guard (1...4).contains(quarter) else { return nil }
    self.init(year: year, month: quarter * 3 - 2, count: 3)
  }

  /// From the first day of `first` to the last of `last`.
  package init(from first: Period, through last: Period) {
    self.init(start: min(first.start, last.start), end: max(first.end, last.end))
  }

  /// True when the interval lies within `other`.
  package func isWithin(_ other: Period) -> Bool { start >= other.start && end <= other.end }

  /// The days between the middles of two intervals, twice; then how much their lengths differ.
  package func distance(to other: Period) -> Int {
    let apart =
      Int(start.number) + Int(end.number) - Int(other.start.number) - Int(other.end.number)
    return abs(apart) * 1000 + min(999, abs(length - other.length))
  }

  /// The number of days.
  package var length: Int { Int(end.number - start.number) + 1 }

  /// The whole months, nil when the ends are not ends of months.
  package var months: Int? {
    let (a, b) = (start.civil, end.civil)
    guard a.day == 1, b.day == Day.length(b.year, b.month) else { return nil }
    return (b.year - a.year) * 12 + b.month - a.month + 1
  }

  package var kind: Kind {
    let first = start.civil
    guard let months else { return start == end ? .day : .days(length) }
    switch months {
    case 12 where first.month == 1: return .year
    case 4 where first.month % 4 == 1: return .tertial
    case 3 where first.month % 3 == 1: return .quarter
    case 1: return .month
    default: return .months(months)
    }
  }

  /// The year in which the interval lies, nil when it crosses a turn of the year.
  package var year: Int? {
    let (a, b) = (start.civil.year, end.civil.year)
    return a == b ? a : nil
  }

  /// The interval of the same kind just before: 2015 for 2016, T3 2016 for T1 2017.
  package var previous: Period { moved(months: -(months ?? 0), days: -length) }

  /// The same interval a year earlier, by calendar.
  package var yearBefore: Period { moved(months: -12, days: -365) }

  /// True when one is part of a year and the other a whole one, so that their figures do not compare directly.
  package func isUneven(_ other: Period) -> Bool {
    length < 300 && other.length >= 365 || length >= 365 && other.length < 300
  }

  private func moved(months shift: Int, days: Int) -> Period {
    let first = start.civil
    guard let count = months else {
      guard shift == -12, let a = Day(first.year - 1, first.month, min(first.day, 28)) else {
        return Period(
          start: Day(number: start.number + Int32(days)), end: Day(number: end.number + Int32(days))
        )
      }
      return Period(start: a, end: Day(number: a.number + Int32(length - 1)))
    }
    let index = first.year * 12 + first.month - 1 + shift
    return Period(year: index / 12, month: index % 12 + 1, count: count) ?? self
  }
}

extension Period: Comparable {
  /// By end, then by length: of two figures the later, then the longer, is the newer.
  package static func < (left: Period, right: Period) -> Bool {
    (left.end.number, left.length) < (right.end.number, right.length)
  }
}

extension Period: CustomStringConvertible {
  /// The form that the language reads: 2016, T1 2017, Q1 2017, 2016-03, 2016-03-15, a..b.
  package var description: String {
    let first = start.civil
    switch kind {
    case .year: return "\(first.year)"
    case .tertial: return "T\((first.month + 3) / 4) \(first.year)"
    case .quarter: return "Q\((first.month + 2) / 3) \(first.year)"
    case .month: return Period.month(first.year, first.month)
    case .day: return Period.day(start)
    case .months(let count) where first.month == 1 && count % 12 == 0:
      return "\(first.year)..\(end.civil.year)"
    case .months:
      return Period.month(first.year, first.month) + ".."
        + Period.month(end.civil.year, end.civil.month)
    case .days: return Period.day(start) + ".." + Period.day(end)
    }
  }

  private static func month(_ year: Int, _ month: Int) -> String { "\(year)-\(pad(month))" }

  private static func day(_ day: Day) -> String {
    let civil = day.civil
    return "\(civil.year)-\(pad(civil.month))-\(pad(civil.day))"
  }

  private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Period {
  /// The period that a text of a source or a literal means, nil when it is none.
  package init?(text: String) {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    if ends.count == 2 {
      guard let first = Period(text: String(ends[0])), let last = Period(text: String(ends[1]))
      else { return nil }
      self.init(from: first, through: last)
      return
    }
    let words = text.split(separator: " ")
    if words.count == 2, let year = Period.year(words[1]), let head = words[0].first,
      let number = Int(words[0].dropFirst())
    {
      let period: Period? =
        switch head {
        case "T", "t": Period(tertial: number, year: year)
        case "Q", "q": Period(quarter: number, year: year)
        default: nil
        }
      guard let period else { return nil }
      self = period
      return
    }
    self.init(date: words.count == 1 ? text : "")
  }

  private init?(date text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let head = parts.first, let year = Period.year(head) else { return nil }
    let rest = parts.dropFirst().map { $0.utf8.count == 2 ? Int($0) : nil }
    switch (rest.count, rest.first ?? nil, rest.last ?? nil) {
    case (0, _, _): self.init(year: year)
    case (1, let month?, _): self.init(year: year, month: month, count: 1)
    case (2, let month?, let day?):
      guard let date = Day(year, month, day) else { return nil }
      self.init(start: date, end: date)
    default: return nil
    }
  }

  private static func year(_ text: Substring) -> Int? {
    guard text.utf8.count == 4, let year = Int(text), (1900...2100).contains(year) else {
      return nil
    }
    return year
  }
}
