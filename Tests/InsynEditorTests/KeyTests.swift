import Testing

@testable import InsynEditor

/// The keys of bytes, where `…` stands for a pause.
private func keys(_ text: String, vi: Bool = false, bound: [String: UInt8] = [:]) -> [Key] {
  var rest = Array(text.utf8)[...]
  var reader = KeyReader()
  (reader.hasViKeys, reader.bound) = (vi, bound)
  var keys: [Key] = []
  while true {
    let key = reader.next { milliseconds in
      guard let next = rest.first else { return milliseconds < 0 ? .gone : .nothing }
      if rest.starts(with: "…".utf8) {
        if milliseconds >= 0 { return .nothing }
        rest = rest.dropFirst(3)
        guard let byte = rest.popFirst() else { return .gone }
        return .byte(byte)
      }
      rest = rest.dropFirst()
      return .byte(next)
    }
    if key == .gone { return keys }
    if let key { keys.append(key) }
  }
}

@Suite struct KeyTests {
  @Test func lettersAreScalars() {
    #expect(keys("aå😀") == [.scalar("a"), .scalar("å"), .scalar("😀")])
  }

  @Test func sequencesAreKeys() {
    #expect(
      keys("\u{1B}[A\u{1B}OF\u{1B}[3~\u{1B}[1;5C\u{1B}[Z") == [
        .special(.up), .special(.end), .special(.delete), .special(.wordRight), .special(.backTab),
      ])
    #expect(keys("\u{1B}[99~\u{1B}[Ix") == [.none, .none, .scalar("x")])
  }

  @Test func aLoneEscapeIsAKeyAndInEmacsTheStartOfOne() {
    #expect(keys("\u{1B}…b") == [.special(.escape), .scalar("b")])
    #expect(keys("\u{1B}b") == [.scalar("\u{1B}"), .scalar("b")])
    #expect(keys("\u{1B}b", vi: true) == [.special(.escape), .scalar("b")])
    #expect(keys("\u{1B}O", vi: true) == [.special(.escape), .scalar("O")])
  }

  @Test func aPasteIsOneKey() {
    #expect(
      keys("\u{1B}[200~a\tb\r\nc\rd\u{1B}[A\u{7}\n\n\u{1B}[201~x")
        == [.paste("a\tb\nc\nd[A"), .scalar("x")])
  }

  @Test func aSequenceOfAnEditrcHasItsCode() {
    #expect(keys("\u{1B}[15~", bound: ["[15~": 0x90]) == [.bound(0x90)])
  }

  @Test func privateCodesCannotBeTyped() {
    #expect(keys("\u{80}\u{9F}é") == [.none, .none, .scalar("é")])
  }
}
