import InsynEditor
import InsynLanguage
import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// Questions of the corpus that have an answer, a line each.
private let questions: [String] = files(below: packageFolder + "/Tests/Corpus", ending: ".test")
  .flatMap { CorpusFile(path: $0).cases }
  .filter { $0.parts["error"] == nil && !$0.question.contains("\n") }
  .map(\.question)

private let lexicon = Reports.opened.catalogue.lexicon

/// True when a line can be read, or could be if something came at its end.
private func isPrefix(_ line: String) -> Bool {
  let source = Source(line)
  if parse(source, lexicon).line != nil { return true }
  do throws(Diagnostic) {
    let tokens = try lex(source)
    let prospect = Prospect(
      tokens, source, lexicon, at: 0...tokens.count, accented: { lexicon.accented })
    return prospect.asked[tokens.count] != nil
  } catch {
    return false
  }
}

@Suite struct CorpusPositions {
  @Test func thereAreHundredsOfQuestions() {
    #expect(questions.count >= 300)
  }

  /// Whatever is offered, a line with it inserted can be read so far, at seeded places in both languages.
  @Test(arguments: [Tongue.sv, .en]) func everyChoiceLeavesALineThatCanGoOn(tongue: Tongue) {
    let seed: UInt64 = tongue == .sv ? 20_161 : 20_162
    var random = SeededRandom(seed: seed)
    let guide = LanguageGuide(Reports.session(tongue), history: [])
    var tried = 0
    for _ in 0..<400 {
      let question = questions[Int.random(in: 0..<questions.count, using: &random)]
      let bytes = Array(question.utf8)
      var cut = Int.random(in: 0...bytes.count, using: &random)
      while cut < bytes.count, bytes[cut] & 0xC0 == 0x80 { cut += 1 }
      let head = String(decoding: bytes[..<cut], as: UTF8.self)
      let completion = guide.completion(head, at: cut)
      var choices = Array(completion.choices.prefix(3))
      for _ in 0..<3 {
        if let one = completion.choices.randomElement(using: &random) { choices.append(one) }
      }
      for choice in choices {
        let line =
          String(decoding: bytes[..<completion.replaced.lowerBound], as: UTF8.self) + choice.text
        tried += 1
        #expect(isPrefix(line), "[\(head)] + [\(choice.text)], seed \(seed)")
      }
    }
    #expect(tried >= 1000)
  }

  /// At each boundary of every question the word that comes next is among what is offered.
  @Test func whatComesNextIsOffered() {
    let guide = LanguageGuide(Reports.session(), history: [])
    var (asked, offered) = (0, 0)
    // Many questions begin alike.
    var known: [String: [String]] = [:]
    for question in questions {
      for place in places(of: question) {
        asked += 1
        let head = String(decoding: Array(question.utf8)[..<place.at], as: UTF8.self)
        let choices =
          known[head] ?? guide.completion(head, at: place.at).choices.map { fold($0.text) }
        known[head] = choices
        if choices.contains(fold(place.text)) || choices.contains(where: place.isMeant) {
          offered += 1
        } else {
          print("not offered: [\(head)] → [\(place.text)]")
        }
      }
    }
    #expect(asked >= 1500)
    // Every one of them, when this was written.
    #expect(offered * 1000 >= asked * 998)
  }

  private func places(of question: String) -> [NextWord] {
    let source = Source(question)
    do throws(Diagnostic) {
      let tokens = try lex(source)
      let glance = Glance(tokens, source, lexicon, accented: { lexicon.accented })
      if glance.furthest < tokens.count { return [] }
      return glance.taken.compactMap { taken in
        let first = tokens[taken.tokens.lowerBound].span
        let text = source[first.joined(tokens[taken.tokens.upperBound - 1].span)]
        if taken.kind == .period || taken.kind == .document { return nil }
        return NextWord(text: text, at: Int(first.start), kind: taken.kind)
      }
    } catch {
      return []
    }
  }
}

/// A keyword or a name of a question, and where it begins.
private struct NextWord {
  let text: String
  let at: Int
  let kind: Taken.Kind

  /// True when a folded choice means the same.
  func isMeant(_ other: String) -> Bool {
    let own = fold(text)
    if own == other || bare(own) == other { return true }
    let catalogue = Reports.opened.catalogue
    switch kind {
    case .keyword:
      return Keyword.allCases.contains { keyword in
        let all = keyword.spellings.sv + keyword.spellings.en
        return all.contains(other) && (all.contains(own) || all.map(bare).contains(own))
      }
    case .name:
      let full = catalogue.entries(own).isEmpty ? lexicon.accented[own] ?? own : own
      if !Set(catalogue.entries(full)).isDisjoint(with: catalogue.entries(other)) { return true }
      return catalogue.store.domains.indices.contains { index in
        let members = catalogue.members(of: DomainID(index))
        let code = members?.code(of: full)
        return code != nil && code == members?.code(of: other)
      }
    case .period, .document: return false
    }
  }
}
