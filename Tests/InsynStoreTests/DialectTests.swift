import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// A text in an encoding, with its mark if wanted.
private func encoded(_ text: String, _ encoding: TextEncoding, mark: Bool = false) -> [UInt8] {
  switch encoding {
  case .utf8: return (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
  case .windows1252:
    return text.unicodeScalars.map { scalar in
      switch scalar {
      case "–": 0x96
      case "€": 0x80
      default: UInt8(scalar.value)
      }
    }
  case .utf16LittleEndian:
    return (mark ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
  case .utf16BigEndian:
    return (mark ? [0xFE, 0xFF] : []) + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
  }
}

@Suite struct DialectTests {
  private static let fields = """
    {"fields": [{"name": "ort", "type": "string"}, {"name": "tal", "type": "number"},
      {"name": "andel", "type": "number", "insyn": {"unit": "procent"}}]}
    """

  private func cells(_ bytes: [UInt8], more: String = "") throws -> [[String]] {
    let store = try read(DialectTests.fields, bytes, more: more).get()
    let table = store.tables[0]
    return (0..<table.rowCount).map { row in
      table.columns.map { column in
        if let member = store.member(table, column.id, row: row) { return member.value }
        guard case .numbers(let numbers) = column.data, let value = numbers[row] else { return "" }
        return "\(value)e-\(numbers.scale).\(numbers.decimals(row))"
      }
    }
  }

  private static let semicolons =
    "ort;tal;andel\r\nÖrebro;1 234,50;0,4 %\r\nVäxjö;–3;12%\r\nLund – norr;−1\u{A0}000\u{202F}000,25;\r\nÅre;–;..\r\n"
  private static let wanted = [
    ["Örebro", "123450e-2.2", "4e-1.1"], ["Växjö", "-300e-2.0", "120e-1.0"],
    ["Lund – norr", "-100000025e-2.2", ""], ["Åre", "", ""],
  ]

  @Test(arguments: [
    (TextEncoding.utf8, false), (.utf8, true), (.utf16LittleEndian, true),
    (.utf16LittleEndian, false), (.utf16BigEndian, true), (.utf16BigEndian, false),
  ])
  func everyEncodingIsTold(encoding: TextEncoding, mark: Bool) throws {
    #expect(
      try cells(encoded(DialectTests.semicolons, encoding, mark: mark)) == DialectTests.wanted)
  }

  /// Windows-1252 has neither U+2212 nor U+202F.
  @Test func windowsIsTold() throws {
    let text = DialectTests.semicolons
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0 == "\u{2212}" ? "-" : $0 == "\u{202F}" ? "\u{A0}" : $0 }))
    #expect(try cells(encoded(plain, .windows1252)) == DialectTests.wanted)
  }

  @Test(arguments: [
    ("ort,tal,andel\nA,1.50,2\n", ["A", "150e-2.2", "2e-0.0"]),
    ("ort\ttal\tandel\nA\t1,5\t2\n", ["A", "15e-1.1", "2e-0.0"]),
    ("ort;tal;andel\nA;1.5;2\n", ["A", "15e-1.1", "2e-0.0"]),
    ("ort;tal;andel\nA,B;1050;2\n", ["A,B", "1050e-0.0", "2e-0.0"]),
    ("ort,tal,andel\n\"A;B\",\"1,5\",\"2,25 %\"\n", ["A;B", "15e-1.1", "225e-2.2"]),
    ("ort,tal,andel\nA,\"1,234,567.5\",2\n", ["A", "12345675e-1.1", "2e-0.0"]),
    ("ort,tal,andel\nA,\"0,125\",2\n", ["A", "125e-3.3", "2e-0.0"]),
    ("sep=;\r\nort;tal;andel\r\nA;1,5;2\r\n", ["A", "15e-1.1", "2e-0.0"]),
    ("ort;tal;andel\r\nA;1,5;2\r\n\r\n\r\n", ["A", "15e-1.1", "2e-0.0"]),
    ("ort,tal,andel\n A , 7 ,\t8\n", [" A ", "7e-0.0", "8e-0.0"]),
  ])
  func everyDialectIsTold(text: String, row: [String]) throws {
    #expect(try cells(Array(text.utf8)) == [row])
  }

  /// What the package says holds against what the file looks like.
  @Test func whatThePackageSaysHolds() throws {
    #expect(
      try cells(
        Array("ort|tal|andel\nA;'B'|1.234.567,5|2\n".utf8),
        more:
          ", \"dialect\": {\"delimiter\": \"|\", \"decimalChar\": \",\", \"groupChar\": \".\", \"quoteChar\": \"'\"}"
      ) == [["A;'B'", "12345675e-1.1", "2e-0.0"]])
    #expect(
      try cells(
        Array("ort;tal;andel\n'A;B';1;2\n\"x;3;4\n".utf8),
        more: ", \"dialect\": {\"quoteChar\": \"'\"}")
        == [["A;B", "1e-0.0", "2e-0.0"], ["\"x", "3e-0.0", "4e-0.0"]])
    // Two bytes that are a letter of UTF-8 are two letters of Windows-1252.
    #expect(
      try cells(
        Array("ort;tal;andel\nÅ;1;2\n".utf8), more: ", \"encoding\": \"windows-1252\"")[0][0]
        == "Ã…")
  }

  /// Beyond the first 256 kB a letter of Windows-1252 may be the first that is not ASCII.
  @Test func aLateLetterTellsTheEncoding() throws {
    let text =
      "ort;tal;andel\n" + String(repeating: "Lund;1,5;2\n", count: 40_000) + "Växjö;2,5;3\n"
    let rows = try cells(encoded(text, .windows1252))
    #expect(rows.count == 40_001 && rows[40_000] == ["Växjö", "25e-1.1", "3e-0.0"])
  }

  /// What is neither UTF-8 nor Windows-1252 is told, with its place.
  @Test func damageIsNoEncoding() throws {
    let text = Array("ort;tal;andel\nVäxjö;1;2\nA".utf8) + [0xE5] + Array(";1;2\n".utf8)
    guard case .failure(let mistake) = read(DialectTests.fields, text) else {
      Issue.record("a broken letter is read")
      return
    }
    #expect(mistake.fault == .notText(line: 3))
    #expect(mistake.place == FilePlace(file: "t.csv", line: 3, letter: 1, field: "ort"))
  }

  @Test(arguments: [
    ("1,5", Wanted.pointNumber), ("1 50", .number), ("12 345 6", .number), ("1.5.2", .number),
    ("5 kg", .number), ("5 %", .number), ("1e5", .number), ("--1", .number), ("0x10", .number),
    ("1234567890123456789", .smallerNumber), ("٣", .number),
  ])
  func whatIsNoNumberIsTold(text: String, wanted: Wanted) throws {
    let csv = "ort,tal,andel\nA,2.5,1\nB,\"\(text)\",2\n"
    guard case .failure(let mistake) = read(DialectTests.fields, Array(csv.utf8)) else {
      Issue.record("\(text) is read")
      return
    }
    #expect(mistake.fault == .badCell(found: text, wanted: wanted))
    #expect(mistake.place == FilePlace(file: "t.csv", line: 3, letter: 3, field: "tal"))
  }

  @Test(arguments: [
    ("\"dialect\": {\"delimiter\": \",,\"}", "delimiter", Wanted.oneSign),
    ("\"dialect\": {\"header\": false}", "header", .oneOf(["true"])),
    ("\"dialect\": {\"escapeChar\": \"\\\\\"}", "escapeChar", .end),
    ("\"dialect\": []", "dialect", .object),
  ])
  func dialectsThatAreNotReadAreTold(json: String, field: String, wanted: Wanted) throws {
    guard case .failure(let mistake) = read(DialectTests.fields, [], more: ", \(json)") else {
      Issue.record("\(json) is taken")
      return
    }
    #expect(mistake.fault == .badPackage(wanted: wanted))
    #expect(mistake.place?.field == field)
  }

  @Test func missingWordsAreThePackages() throws {
    let fields = """
      {"missingValues": ["-99", "NA"], "fields": [{"name": "ort", "type": "string"},
        {"name": "tal", "type": "integer"}, {"name": "i", "type": "number", "bareNumber": false}]}
      """
    let store = try read(fields, Array("ort,tal,i\nNA,-99,5 kg\n-,9,-99\n".utf8)).get()
    let table = store.tables[0]
    #expect(store.member(table, ColumnID(0), row: 0) == nil)
    #expect(store.member(table, ColumnID(0), row: 1)?.value == "-")
    #expect(store.integer(table, ColumnID(1), row: 0) == nil)
    #expect(store.integer(table, ColumnID(1), row: 1) == 9)
    #expect(store.figure(table, ColumnID(2), row: 0).0 == .number(Exact(5)))
    #expect(store.figure(table, ColumnID(2), row: 1).0 == .missing)
    guard case .failure(let mistake) = read(fields, Array("ort,tal,i\nA,-,1\n".utf8)) else {
      Issue.record("a word that the package does not name is missing")
      return
    }
    #expect(mistake.fault == .badCell(found: "-", wanted: .integer))
  }
}
