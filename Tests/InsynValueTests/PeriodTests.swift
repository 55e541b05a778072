import InsynValue
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    "2016", "T1 2017", "T3 2016", "Q2 2017", "2017-04", "2016-02-29", "2017-01..2017-05",
    "2015..2017", "2016-12-24..2017-01-06",
  ]) func writtenFormIsReadAgain(text: String) throws {
    #expect(try #require(Period(text: text)).description == text)
  }

  @Test(arguments: ["2016-13", "2015-02-29", "T4 2016", "Q5 2016", "1899", "201", "2016-1", "x"])
  func otherTextIsNoPeriod(text: String) {
    #expect(Period(text: text) == nil)
  }

  @Test(arguments: [
    ("2016", "2015", "2015"), ("T1 2017", "T3 2016", "T1 2016"), ("Q1 2017", "Q4 2016", "Q1 2016"),
    ("2017-01", "2016-12", "2016-01"), ("2017-01..2017-05", "2016-08..2016-12", "2016-01..2016-05"),
    ("2016-03-15", "2016-03-14", "2015-03-15"),
  ]) func earlierPeriodsAreByCalendar(text: String, previous: String, yearBefore: String) throws {
    let period = try #require(Period(text: text))
    #expect(period.previous.description == previous)
    #expect(period.yearBefore.description == yearBefore)
  }

  @Test func orderIsByEndThenLength() throws {
    let periods = ["2016", "T3 2016", "T1 2017", "2017-04", "2017"].compactMap { Period(text: $0) }
    #expect(
      periods.sorted().map(\.description) == ["T3 2016", "2016", "2017-04", "T1 2017", "2017"])
  }

  @Test func withinIsContainment() throws {
    let year = try #require(Period(text: "2017"))
    #expect(try #require(Period(text: "T1 2017")).isWithin(year))
    #expect(!year.isWithin(try #require(Period(text: "T1 2017"))))
    #expect(!(try #require(Period(text: "2016-12-24..2017-01-06"))).isWithin(year))
  }

  /// Every day of four centuries against counting one by one.
  @Test func daysCountOneByOne() {
    var number: Int32 = -25_567
    for year in 1900...2100 {
      for month in 1...12 {
        for day in 1...Day.length(year, month) {
          #expect(Day(year, month, day)?.number == number)
          let civil = Day(number: number).civil
          #expect(civil.year == year && civil.month == month && civil.day == day)
          number += 1
        }
      }
    }
  }
}
