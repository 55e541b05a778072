import Testing

@testable import insyn_bench

@Suite struct SheetTests {
  private let sheet = Sheet(head: ["ms", "insyn"], rows: [["antal på ö", "1.20"], ["b", "12"]])

  @Test func columnsStandInLine() {
    #expect(sheet.text == "ms          insyn\nantal på ö   1.20\nb              12")
  }

  @Test func markdownIsATable() {
    #expect(
      sheet.markdown == "| ms | insyn |\n| --- | --: |\n| antal på ö | 1.20 |\n| b | 12 |")
  }

  @Test(arguments: [
    (0, "0.00"), (0.000_061_4, "0.000061"), (0.0523, "0.052"), (0.996, "1.00"), (9.994, "9.99"),
    (9.996, "10.0"), (99.94, "99.9"), (99.96, "100"), (12_345.6, "12346"),
  ])
  func numbersHaveThreeDigits(number: Double, text: String) {
    #expect(digits(number) == text)
  }

  @Test func ratiosHaveAGeometricMean() {
    #expect(abs(geometricMean([2, 8]) - 4) < 1e-9)
  }

  @Test(arguments: [("10M", 10_000_000), ("5k", 5_000), ("123", 123)])
  func countsAreRead(text: String, value: Int) throws {
    let count = try #require(Count(argument: text))
    #expect(count.value == value)
    #expect(count.text == text)
  }

  @Test(arguments: ["", "M", "-5", "1.5M", "0", "ten"])
  func otherCountsAreNone(text: String) { #expect(Count(argument: text) == nil) }
}
