import InsynValue
import Testing

/// What a printed figure may have been rounded from.
@Suite struct PrintedRangeTests {
  private func printed(_ mantissa: Int, _ decimals: Int) throws -> PrintedRange {
    try PrintedRange(
      Exact(scaled: Int128(mantissa), by: decimals), within: Exact(scaled: 5, by: decimals + 1))
  }

  @Test func coarseAndFineFormsOfOneValueMeet() throws {
    #expect(try printed(4, 1).meets(try printed(43, 2)))
    #expect(try printed(43, 2).meets(try printed(4, 1)))
    #expect(try !printed(4, 1).meets(try printed(46, 2)))
  }

  /// 0,35 was at least 0,345 and less than 0,355; 0,4 was at least 0,35.
  @Test func rangesThatOverlapByHalfAUnitMeet() throws {
    #expect(try printed(4, 1).meets(try printed(35, 2)))
    #expect(try !printed(4, 1).meets(try printed(34, 2)))
  }

  /// 153 + 128 + 143 was less than 425,5 and 426 at least that much.
  @Test func rangesThatOnlyTouchDoNotMeet() throws {
    var sum = PrintedRange(.zero)
    for part in [153, 128, 143] { sum = try sum + (try printed(part, 0)) }
    #expect(sum.low == Exact(scaled: 4225, by: 1) && sum.high == Exact(scaled: 4255, by: 1))
    #expect(!sum.meets(try printed(426, 0)))
    #expect(sum.meets(try printed(425, 0)))
  }

  @Test func exactCountsMeetOnlyThemselves() {
    #expect(PrintedRange(Exact(17)).meets(PrintedRange(Exact(17))))
    #expect(!PrintedRange(Exact(17)).meets(PrintedRange(Exact(18))))
  }

  @Test func openEndsReachFar() throws {
    let moreThanFive = PrintedRange(low: Exact(5), high: nil)
    #expect(moreThanFive.meets(PrintedRange(Exact(1000))))
    #expect(!moreThanFive.meets(PrintedRange(Exact(4))))
    let negated = -moreThanFive
    #expect(negated.high == Exact(-5) && negated.low == nil)
  }

  @Test func quotientsTakeTheWidestEnds() throws {
    let quotient = try printed(10, 0) / (try printed(4, 0))
    #expect(quotient.low == Exact(scaled: 95, by: 1).divided(by: Exact(scaled: 45, by: 1)))
    #expect(quotient.high == Exact(3))
    let byZero = try printed(10, 0) / PrintedRange(low: .zero, high: Exact(1))
    #expect(byZero.high == nil)
  }
}

extension Exact {
  fileprivate func divided(by other: Exact) -> Exact? {
    do {
      return try self / other
    } catch {
      return nil
    }
  }
}
