import Glibc
import InsynEngine
import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// Random questions over made-up tables: the engine, the naive source and SQLite must agree to the last
/// digit. `INSYN_QUESTIONS` asks so many, of tables of up to 20 000 rows; `INSYN_SEED` says of which seed.
@Suite struct MadeTableTests {
  private static let wanted = environment("INSYN_QUESTIONS").flatMap { Int($0) }
  /// Under a sanitizer a question takes ten times as long.
  private static let fewer = environment("INSYN_FEWER").flatMap { Int($0) } ?? 1

  @Test(arguments: [1, 2] as [UInt64])
  func smallTables(seed: UInt64) throws {
    var tally = Tally()
    for (index, rows) in [0, 1, 7, 40, 300].enumerated() {
      try Round(seed: seed * 100 + UInt64(index), rows: rows, questions: 80 / MadeTableTests.fewer)
        .run(&tally)
    }
    print("seed \(seed): \(tally)")
    #expect(tally.answers > 3 * tally.errors)
  }

  /// Rows enough for several zones, whose bounds are not those of the threads' parts.
  @Test func largeTable() throws {
    var tally = Tally()
    try Round(seed: 20_000, rows: 20_000, questions: max(2, 6 / MadeTableTests.fewer)).run(&tally)
    print("20 000 rows: \(tally)")
    #expect(tally.answers > 0)
  }

  @Test(.enabled(if: wanted != nil), arguments: 0..<machineThreads)
  func manyQuestions(part: Int) throws {
    let seed = environment("INSYN_SEED").flatMap { UInt64($0) } ?? 1
    var random = SeededRandom(seed: seed &+ UInt64(part) &* 1_000_003)
    var tally = Tally()
    let wanted = (MadeTableTests.wanted ?? 0) / machineThreads
    var told = 0
    while tally.asked < wanted, tally.failures < 5 {
      if tally.asked / 10_000 > told {
        told = tally.asked / 10_000
        print("part \(part): \(tally.asked) asked, \(tally.failures) failures")
        fflush(nil)
      }
      let chance = Int.random(in: 0..<100, using: &random)
      let rows =
        chance == 0
        ? 20_000 : chance < 10 ? 1000 : chance < 25 ? 300 : chance < 60 ? 40 : chance < 95 ? 7 : 0
      let questions = min(rows == 20_000 ? 50 : 100, wanted - tally.asked)
      try Round(seed: random.next() >> 32, rows: rows, questions: questions).run(&tally)
    }
    print("seed \(seed), part \(part): \(tally)")
  }
}

/// How many questions came out how.
struct Tally: CustomStringConvertible {
  var answers = 0
  var errors = 0
  var translated = 0
  var failures = 0
  var kinds: [String: (answers: Int, errors: Int)] = [:]

  var asked: Int { answers + errors }

  mutating func count(_ question: Question, isAnswer: Bool) {
    if isAnswer { answers += 1 } else { errors += 1 }
    for kind in question.kinds {
      kinds[kind, default: (0, 0)].answers += isAnswer ? 1 : 0
      kinds[kind, default: (0, 0)].errors += isAnswer ? 0 : 1
    }
  }

  var description: String {
    let lines = kinds.sorted { $0.key < $1.key }.map { kind, count in
      "\(kind) \(count.answers)/\(count.errors)"
    }
    return "\(answers) answers, \(errors) errors, \(translated) in SQL; answers/errors by kind: "
      + lines.joined(separator: ", ")
  }
}

/// Questions over one package.
struct Round {
  let seed: UInt64
  let rows: Int
  let questions: Int

  private struct Answered {
    let question: Question
    let line: String
    let found: Expected
  }

  func run(_ tally: inout Tally) throws {
    let package = MadePackage(seed: seed, rows: rows)
    let (catalogue, _) = try openCatalogue(package.files)
    let naive = NaiveSource(catalogue.store)
    var chance = QuestionChance(package, seed: seed)
    var answered: [Int: Answered] = [:]
    for index in 0..<questions {
      let question = chance.next()
      let line = QuestionWriter(package: package, question: question).line
      guard let plan = catalogue.plan(line).plan else {
        tally.count(question, isAnswer: false)
        continue
      }
      let expected = catalogue.result(plan, naive)
      for (name, source) in engines(catalogue.store) {
        let found = catalogue.result(plan, source)
        if found.isSame(as: expected) { continue }
        tally.failures += 1
        Issue.record(
          "\(place(index)): \(line)\n\(name):\n\(found.text)\nnaive:\n\(expected.text)")
      }
      if case .answer(let answer) = expected {
        answered[index] = Answered(question: question, line: line, found: Expected(answer))
        tally.count(question, isAnswer: true)
      } else {
        tally.count(question, isAnswer: false)
      }
    }
    try compare(answered, package, &tally)
  }

  private func compare(
    _ answered: [Int: Answered], _ package: MadePackage, _ tally: inout Tally
  ) throws {
    if SQLite.program == nil {
      print("sqlite3 is not on the path: its answers were not compared")
      return
    }
    let answers = SQLiteAnswers(answered.mapValues(\.question), over: package)
    for (index, one) in answered.sorted(by: { $0.key < $1.key }) {
      guard let expected = try answers.expected(index, one.question) else { continue }
      tally.translated += 1
      if one.found == expected { continue }
      tally.failures += 1
      Issue.record(
        "\(place(index)): \(one.line)\nnaive:\n\(one.found.text)\nsqlite:\n\(expected.text)")
    }
  }

  private func place(_ index: Int) -> String { "seed \(seed), \(rows) rows, question \(index)" }

  /// The engine in all its ways of going through rows.
  private func engines(_ store: Store) -> [(String, Engine)] {
    [
      ("one thread", Engine(store, Engine.Settings(threads: 1))),
      ("two threads", Engine(store, Engine.Settings(threads: 2))),
      ("stretches of five rows", Engine(store, Engine.Settings(threads: 2, stretch: 5))),
    ]
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
    case .binary(let sign, let left, let right):
      ["a \(sign.rawValue) b"] + left.kinds + right.kinds
    case .aside: ["( table: … )"]
    }
  }
}
