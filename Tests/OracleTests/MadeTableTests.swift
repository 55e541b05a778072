import InsynEngine
import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// Random questions over made-up tables: the engine, the naive source and SQLite must agree to the last digit.
@Suite struct MadeTableTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func allThreeAgree(seed: UInt64) throws {
    var tally = Tally()
    for (index, rows) in [0, 1, 7, 40, 300].enumerated() {
      try Round(seed: seed * 100 + UInt64(index), rows: rows, questions: 60).run(&tally)
    }
    print("seed \(seed): \(tally)")
    #expect(tally.answers > tally.errors)
  }
}

/// How many questions came out how.
struct Tally: CustomStringConvertible {
  var answers = 0
  var errors = 0
  var translated = 0
  var kinds: [String: (answers: Int, errors: Int)] = [:]

  mutating func count(_ question: Question, _ result: Result) {
    let isAnswer = if case .answer = result { true } else { false }
    if isAnswer { answers += 1 } else { errors += 1 }
    for kind in question.kinds {
      kinds[kind, default: (0, 0)].answers += isAnswer ? 1 : 0
      kinds[kind, default: (0, 0)].errors += isAnswer ? 0 : 1
    }
  }

  var description: String {
    let lines = kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.answers)/\($0.value.errors)" }
    return "\(answers) answers, \(errors) errors, \(translated) in SQL; answers/errors by kind: "
      + lines.joined(separator: ", ")
  }
}

/// Questions over one package.
struct Round {
  let seed: UInt64
  let rows: Int
  let questions: Int

  func run(_ tally: inout Tally) throws {
    let package = MadePackage(seed: seed, rows: rows)
    let (catalogue, base) = try openCatalogue(package.files)
    let session = Session(catalogue, tongue: .sv, base: base) { Rules.standing(for: $0) }
    let naive = NaiveSource(catalogue.store)
    let naiveSession = Session(
      catalogue, tongue: .sv, base: base, rules: { Rules.standing(for: $0) }) { _ in naive }
    var chance = QuestionChance(package, seed: seed)
    var asked: [Int: Question] = [:]
    var results: [Int: (line: String, result: Result)] = [:]
    for index in 0..<questions {
      let question = chance.next()
      let line = QuestionWriter(package: package, question: question).line
      let (result, expected) = (session.result(line), naiveSession.result(line))
      tally.count(question, result)
      #expect(
        result.isSame(as: expected),
        "seed \(seed), \(rows) rows, question \(index): \(line)\nengine:\n\(result.text)\nnaive:\n\(expected.text)")
      if case .answer = result {
        asked[index] = question
        results[index] = (line, result)
      }
    }
    let answers = SQLiteAnswers(asked, over: package)
    for (index, question) in asked.sorted(by: { $0.key < $1.key }) {
      guard let (line, result) = results[index], case .answer(let answer) = result else { continue }
      guard let expected = try answers.expected(index, question) else { continue }
      tally.translated += 1
      let found = Expected(answer)
      #expect(
        found == expected,
        "seed \(seed), \(rows) rows, question \(index): \(line)\nengine:\n\(found.text)\nsqlite:\n\(expected.text)")
    }
  }
}

extension Question {
  /// What a question asks for, in words to count by.
  var kinds: [String] {
    if listed != nil { return ["listing"] }
    var kinds = Set(measures.flatMap(\.kinds))
    if column != nil { kinds.insert("x") }
    if share != nil { kinds.insert("share") }
    if versus != nil { kinds.insert("mot") }
    if withTotal { kinds.insert("total") }
    if !results.isEmpty { kinds.insert("result test") }
    if order != nil { kinds.insert("sort") }
    if top != nil { kinds.insert("top") }
    if rows.contains(where: { if case .cut = $0 { true } else { false } }) { kinds.insert("cut") }
    kinds.insert("per \(rows.count)")
    return Array(kinds)
  }
}

extension Measure {
  fileprivate var kinds: [String] {
    switch self {
    case .count: ["antal"]
    case .countWhere: ["antal ()"]
    case .shareWhere: ["andel ()"]
    case .aggregate(let function, _): [function.rawValue]
    case .distinct: ["unika"]
    case .number: []
    case .binary(let sign, let left, let right): ["a \(sign.rawValue) b"] + left.kinds + right.kinds
    case .aside: ["( table: … )"]
    }
  }
}
