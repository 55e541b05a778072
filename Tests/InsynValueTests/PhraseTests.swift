import InsynValue
import Testing

@Suite struct PhraseTests {
  @Test(arguments: [
    ("AR-utfall", "ar utfall"), ("Budget- och skuldrådgivning", "budget och skuldrådgivning"),
    ("OSA: platser", "osa platser"), ("  Östermalm ", "östermalm"), ("A\u{30A}R", "år"),
    ("ÅRSMÅL", "årsmål"), ("§ 12 Hem", "12 hem"), ("1–3 år", "1 3 år"), ("”Fritid”", "fritid"),
    ("É", "é"), ("a\u{AD}b", "ab"), ("", ""), ("—", ""), ("KF:s årsmål", "kf s årsmål"),
  ]) func namesAreComparedFolded(written: String, folded: String) {
    #expect(fold(written) == folded)
    #expect(fold(folded) == folded)
  }

  @Test(arguments: [
    ("visa fynd nu", "fynd", true), ("fynden", "fynd", false), ("nya fynd", "nya fynd", true),
    ("nya fynd", "ya fynd", false), ("fyndfynd fynd", "fynd", true), ("", "fynd", false),
    ("fynd", "", false), ("fynd nya", "fynd ny", false),
  ]) func wordsStandSideBySide(text: String, phrase: String, isThere: Bool) {
    #expect(hasWords(text, phrase) == isThere)
  }

  @Test(arguments: [
    ("östermalm", "ostermalm"), ("hushåll", "hushall"), ("müller é", "muller e"), ("abc", "abc"),
  ]) func bareFormsLoseTheirDots(folded: String, plain: String) {
    #expect(bare(folded) == plain)
  }

  @Test(arguments: [
    ("barn", "barn", 0), ("bran", "barn", 1), ("bar", "barn", 1), ("norrmlam", "norrmalm", 1),
    ("", "abc", 3), ("kön", "kon", 1),
  ]) func distanceCountsEditsAndSwaps(a: String, b: String, distance: Int) {
    #expect(editDistance(a, b, limit: 5) == distance)
    #expect(editDistance(b, a, limit: 5) == distance)
  }

  @Test func distanceBeyondTheLimitIsNone() {
    #expect(editDistance("kungsholmen", "norrmalm", limit: 3) == nil)
  }

  @Test func unitsConvertByTheirDimension() {
    #expect(
      Unit(word: "procent")?.value(printed: Exact(scaled: 6, by: 1)) == Exact(scaled: 6, by: 3))
    #expect(Unit(word: "mnkr")?.value(printed: Exact(scaled: 175, by: 1)) == Exact(17_500_000))
    #expect(Unit(word: "tkr")?.printed(value: Exact(67_334_000)) == Exact(67_334))
    #expect(Unit.money(exponent: 3).isLike(.money(exponent: 6)))
    #expect(!Unit.money(exponent: 3).isLike(.percent))
    #expect(Unit(word: "") == nil)
  }
}
