import InsynValue
import Testing

@Suite struct ExactTests {
  @Test func sumsAndProductsAreExact() throws {
    let third = try #require(try Exact.one / Exact(3))
    #expect(try third + third + third == .one)
    #expect(try Exact(scaled: 4, by: 3) * Exact(250) == .one)
    #expect(try Exact(7) / .zero == nil)
    #expect(try Exact(scaled: -25, by: 1) - Exact(scaled: 25, by: 1) == Exact(-5))
  }

  @Test func comparisonReachesBeyondInt128() throws {
    let large = Exact(Int128.max)
    let ratio = try #require(try large / Exact(3))
    let other = try #require(try Exact(Int128.max - 1) / Exact(3))
    #expect(other < ratio)
    #expect(!(ratio < other))
    #expect(-ratio < -other)
  }

  @Test func resultsOutOfRangeAreThrown() {
    #expect(throws: ArithmeticOverflow.self) { _ = try Exact(Int128.max) + Exact(1) }
    #expect(throws: ArithmeticOverflow.self) { _ = try Exact(Int128.max) * Exact(2) }
  }

  @Test(arguments: [
    (283, 3, 1, 3), (285, 3, 1, 3), (235, 3, 2, 24), (245, 3, 2, 25), (-245, 3, 2, -25),
    (5, 1, 0, 1), (-5, 1, 0, -1), (49, 2, 0, 0), (15, 0, 2, 1500),
  ]) func roundsHalfAwayFromZero(mantissa: Int, scale: Int, decimals: Int, rounded: Int) {
    #expect(
      Exact(scaled: Int128(mantissa), by: scale).rounded(decimals: decimals) == Int128(rounded))
  }

  @Test func terminatingDecimalsAreTheFewest() throws {
    #expect(Exact(scaled: 1250, by: 3).terminatingDecimals() == 2)
    #expect(Exact(12).terminatingDecimals() == 0)
    #expect(try Exact(15) / Exact(53) == Exact(15) / Exact(53))
    #expect(try #require(try Exact(15) / Exact(53)).terminatingDecimals() == nil)
  }

  /// Laws over a few thousand small rationals, against cross multiplication in Int.
  @Test func arithmeticAgreesWithCrossProducts() throws {
    for a in -6...6 {
      for b in 1...5 {
        for c in -6...6 {
          for d in 1...5 {
            let x = try #require(try Exact(a) / Exact(b))
            let y = try #require(try Exact(c) / Exact(d))
            #expect((x < y) == (a * d < c * b))
            #expect(try x + y == Exact(a * d + c * b) / Exact(b * d))
            #expect(try x * y == Exact(a * c) / Exact(b * d))
          }
        }
      }
    }
  }
}
