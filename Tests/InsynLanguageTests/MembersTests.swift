import InsynLanguage
import InsynValue
import Testing

@Suite struct MembersTests {
  private let ids = Members(first: 0, count: 12) { [] }

  @Test func wholeNumbersAreFoundByCounting() {
    #expect(ids.code("0") == 1)
    #expect(ids.code("11") == 12)
    #expect(ids.written(12) == "11")
    let late = Members(first: 2_015, count: 3) { [] }
    #expect((late.code("2015"), late.code("2017")) == (1, 3))
    #expect(late.written(2) == "2016")
  }

  @Test(arguments: ["12", "-1", "007", "1,0", "", "ett", "99999999999999999999"])
  func otherWordsAreNoMembers(phrase: String) { #expect(ids.code(phrase) == nil) }

  @Test func aFieldKnowsThem() {
    var lexicon = Lexicon()
    lexicon.add(members: ids, of: ["hushållsid", "household id"])
    #expect(lexicon.isMember("7", of: "household id"))
    #expect(!lexicon.isMember("12", of: "hushållsid"))
    #expect(lexicon.written("7") == "7")
  }
}
