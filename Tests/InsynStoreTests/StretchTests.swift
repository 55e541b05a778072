import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// A package of one table, read with a pace; its store as bytes, or what is wrong.
func read(
  _ fields: String, _ csv: [UInt8], more: String = "", pace: ReadingPace = ReadingPace()
) -> Result<Store, Diagnostic> {
  let description =
    "{\"resources\": [{\"name\": \"t\", \"path\": \"t.csv\"\(more), \"schema\": \(fields)}]}"
  let files = Files(read: { $0 == "t.csv" ? csv : Array(description.utf8) })
  return Result { () throws(Diagnostic) -> Store in try openPackage(files, pace: pace) }
}

/// Files are read in stretches by several threads; where a stretch begins shows in nothing.
@Suite struct StretchTests {
  private static let fields = """
    {"fields": [{"name": "plats", "type": "string"}, {"name": "tal", "type": "number"},
      {"name": "antal st", "type": "integer"}, {"name": "dag", "type": "date"}]}
    """

  /// Everything that makes it hard to see where a row begins.
  private static let nasty =
    "plats,tal,antal st,dag\r\n"
    + "\"a, \"\"b\"\"\nc,1.5,2,2016-01-01\n\",1.50,2,2016-01-01\r\n"
    + "å,-0.125,,\n" + "\"\",\"\",\"7\",\"2016-02-29\"\r" + ",,,\n"
    + "\"\r\n\r\n\",10,3,\n" + "en längre text än elva byte,99999999999999.9,-5,2017-12-31\n"
    + "\"\"\"\",1,1,\r\n" + "👍🏽,+3,0,\n" + "\",,,\n,,,\n\",0.000,9,2016-01-01\n"
    + "a\"b,4.0,8,2016-01-01\n" + "sist,5,6,2016-03-01"

  @Test func aStretchMayBeginAnywhere() throws {
    let bytes = Array(StretchTests.nasty.utf8)
    let whole = try read(StretchTests.fields, bytes, pace: ReadingPace(block: 1 << 20, threads: 1))
      .get()
    let table = whole.tables[0]
    #expect(table.rowCount == 11)
    let places = (0..<11).map { whole.member(table, ColumnID(0), row: $0)?.value }
    #expect(
      places == [
        "a, \"b\"\nc,1.5,2,2016-01-01\n", "å", nil, nil, "\r\n\r\n", "en längre text än elva byte",
        "\"", "👍🏽", ",,,\n,,,\n", "a\"b", "sist",
      ])
    #expect(whole.figure(table, ColumnID(1), row: 1).1.decimals == 3)
    let snapshot = whole.snapshot()
    for block in 1...bytes.count + 1 {
      for threads in [1, 2, 3] {
        let store = try read(
          StretchTests.fields, bytes, pace: ReadingPace(block: block, threads: threads)
        ).get()
        #expect(store.snapshot() == snapshot, "stretches of \(block), \(threads) threads")
      }
    }
  }

  /// The same mistake is told of the same place, however the file is cut.
  @Test(arguments: [
    ("fel,ett,1,\n", "ett", Wanted.number, 19, 5), ("a,1,1\n", "3", .fields(4), 19, 6),
    ("a,1,1,,\n", "5", .fields(4), 19, 8), ("a,1,x,\nb,y,1,\n", "x", .integer, 19, 5),
    ("a,\"1\nb,2,1,\n", "\"", .closingQuote, 19, 3),
    ("a,\"1\nb,\"2,1,\n", "2", .endOfField(line: 20), 19, 3),
    ("a,1,1,2016-13-01\n", "2016-13-01", .date, 19, 7),
    ("a,1234567890123456789,1,\n", "1234567890123456789", .smallerNumber, 19, 3),
    ("a,0.000001,1,\n", "99999999999999.9", .smallerNumber, 11, 29),
  ])
  func aMistakeHasOnePlace(
    row: String, found: String, wanted: Wanted, line: Int, letter: Int
  ) {
    let bytes = Array((StretchTests.nasty + "\n" + row + "u,1,1,2016-01-01\n").utf8)
    for block in [1, 2, 3, 5, 7, 11, 64, 100, 150, 1 << 20] {
      for threads in [1, 2] {
        let pace = ReadingPace(block: block, threads: threads)
        guard case .failure(let mistake) = read(StretchTests.fields, bytes, pace: pace) else {
          Issue.record("\(row) is read")
          continue
        }
        #expect(mistake.fault == .badCell(found: found, wanted: wanted), "stretches of \(block)")
        #expect(mistake.place?.line == line && mistake.place?.letter == letter, "\(mistake)")
      }
    }
  }

  /// Blank lines at the end are nothing, wherever a stretch ends among them; others are rows too short.
  @Test func blankLinesAtTheEndAreNothing() throws {
    for end in ["\n\n", "\r\n\r\n\r\n", "\n\n\n\n\n\n\n\n\n"] {
      let bytes = Array((StretchTests.nasty + end).utf8)
      for block in 1...40 {
        let store = try read(
          StretchTests.fields, bytes, pace: ReadingPace(block: block, threads: 2)
        ).get()
        #expect(store.tables[0].rowCount == 11)
      }
    }
    let bytes = Array((StretchTests.nasty + "\n\n\nA,1,1,\n").utf8)
    guard case .failure(let mistake) = read(StretchTests.fields, bytes) else {
      Issue.record("a blank line is no row")
      return
    }
    #expect(mistake.fault == .badCell(found: "1", wanted: .fields(4)))
    #expect(mistake.place?.line == 19)
  }

  /// Texts that only a wrong guess has met are not among the values.
  @Test func noValueComesOfAWrongGuess() throws {
    var csv = "plats,tal,antal st,dag\n"
    for row in 0..<300 { csv += "\"rad \(row % 7)\nfalsk \(row),1,1,\nsann\",1,1,\n" }
    for threads in [1, 2] {
      let store = try read(
        StretchTests.fields, Array(csv.utf8), pace: ReadingPace(block: 97, threads: threads)
      ).get()
      #expect(store.tables[0].rowCount == 300)
      let values = store.domains[0].members.map(\.value)
      #expect(values.count == 300 && values.allSatisfy { $0.hasSuffix("sann") })
    }
  }

  /// Many different texts lie in one run, in Swedish order, and are found in it.
  @Test func manyTextsLieInARun() throws {
    var random = SeededRandom(seed: 40)
    var values: Set<String> = []
    while values.count < 5000 {
      values.insert(
        (0..<Int.random(in: 1...14, using: &random)).map { _ in
          ["a", "B", "å", "Ä", "ö", "z", "1", "-", " x", "é"].randomElement(using: &random) ?? ""
        }.joined())
    }
    let rows = Array(values).shuffled(using: &random)
    let csv = Array(("plats\n" + rows.joined(separator: "\n") + "\n").utf8)
    let fields = "{\"fields\": [{\"name\": \"plats\", \"type\": \"string\"}]}"
    var bytes: [[UInt8]] = []
    for (block, threads) in [(1 << 20, 1), (4096, 2)] {
      let store = try read(fields, csv, pace: ReadingPace(block: block, threads: threads)).get()
      let domain = store.domains[0]
      guard case .texts = domain.members else {
        Issue.record("the members lie in a run")
        return
      }
      #expect(domain.members.map(\.value) == rows.sorted { collates($0, before: $1) })
      for (row, value) in rows.enumerated() {
        #expect(store.member(store.tables[0], ColumnID(0), row: row)?.value == value)
        #expect(domain.code(value).flatMap { domain[$0]?.value } == value)
      }
      #expect(domain.code("finns inte") == nil && domain.code("") == nil)
      bytes.append(store.snapshot())
    }
    #expect(bytes[0] == bytes[1])
  }

  /// A stop that is wished while the file is read leaves nothing behind.
  @Test func aStopIsHeeded() {
    let csv = Array(("plats,tal,antal st,dag\n" + String(repeating: "a,1,1,\n", count: 4000)).utf8)
    for threads in [1, 2] {
      let stop = Cancellation()
      let effort = Effort(stop) { if $0.work == .kilobytes, $0.done >= 8 { stop.wish() } }
      let files = Files(read: { name in
        name == "t.csv"
          ? csv
          : Array(
            "{\"resources\": [{\"name\": \"t\", \"path\": \"t.csv\", \"schema\": \(StretchTests.fields)}]}"
              .utf8)
      })
      do throws(Diagnostic) {
        _ = try openPackage(files, effort, pace: ReadingPace(block: 1024, threads: threads))
        Issue.record("the file is read to its end")
      } catch {
        guard case .stopped(let reached) = error.fault else {
          Issue.record("\(error)")
          return
        }
        #expect(reached.work == .kilobytes && reached.all == csv.count >> 10)
        #expect(reached.done >= 8 && reached.done < reached.all)
      }
    }
  }

  /// What would not fit in memory is told before it is taken.
  @Test func whatDoesNotFitIsTold() {
    let csv = Array(
      ("plats,tal,antal st,dag\n" + String(repeating: "a,1,1,\n", count: 40_000)).utf8)
    for threads in [1, 2] {
      let pace = ReadingPace(block: 4096, threads: threads, budget: 60_000)
      guard case .failure(let mistake) = read(StretchTests.fields, csv, pace: pace) else {
        Issue.record("more is held than there is room for")
        return
      }
      guard case .noRoom(_, free: 0) = mistake.fault else {
        Issue.record("\(mistake)")
        return
      }
    }
    let pace = ReadingPace(block: 4096, threads: 2, budget: 1 << 20)
    guard case .success = read(StretchTests.fields, csv, pace: pace) else {
      Issue.record("what fits is read")
      return
    }
  }
}
