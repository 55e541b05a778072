import InsynPlan
import InsynShell
import InsynStore
import InsynValue
import Testing

/// The files of a package held in memory.
private func files(_ contents: [String: String]) -> Files {
  Files(read: { name in contents[name].map { Array($0.utf8) } })
}

private let description = """
  {"name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [
    {"name": "plats", "type": "string", "insyn": {"kind": "dimension"}},
    {"name": "tal", "type": "number"}, {"name": "antal st", "type": "integer"},
    {"name": "dag", "type": "date"}, {"name": "sant", "type": "boolean"}]}}]}
  """

private func mistake(in contents: [String: String]) -> Diagnostic? {
  do throws(Diagnostic) {
    _ = try openPackage(files(contents))
    return nil
  } catch {
    return error
  }
}

@Suite struct PackageTests {
  @Test func cellsKeepTheirPrintedDecimals() throws {
    let csv = "plats,tal,antal st,dag,sant\nÖ,0.40,3,2016-02-29,true\nA,-1.5,,,\n"
    let store = try openPackage(files(["datapackage.json": description, "t.csv": csv]))
    let table = store.tables[0]
    let (figure, printing) = store.figure(table, ColumnID(1), row: 0)
    #expect(figure == .number(Exact(scaled: 4, by: 1)))
    #expect(printing.decimals == 2)
    #expect(store.figure(table, ColumnID(1), row: 1).0 == .number(Exact(scaled: -15, by: 1)))
    #expect(store.figure(table, ColumnID(2), row: 1).0 == .missing)
    #expect(store.member(table, ColumnID(0), row: 0)?.value == "Ö")
    #expect(store.domain(TableID(0), ColumnID(0))?.members.map(\.value) == ["A", "Ö"])
    #expect(store.member(table, ColumnID(3), row: 0)?.period?.kind == .day)
    #expect(store.member(table, ColumnID(4), row: 0)?.title.sv == "ja")
  }

  @Test func quotedCellsHoldCommasQuotesAndLines() throws {
    let csv = "plats,tal,antal st,dag,sant\r\n\"a, \"\"b\"\"\nc\",1,1,2016-01-01,false\r\n"
    let store = try openPackage(files(["datapackage.json": description, "t.csv": csv]))
    #expect(store.member(store.tables[0], ColumnID(0), row: 0)?.value == "a, \"b\"\nc")
  }

  @Test(arguments: [
    ("x,1,1,2016-01-01,maybe", "sant", 18, Wanted.truth),
    ("x,1;5,1,2016-01-01,true", "tal", 3, .number),
    ("x,1,1.5,2016-01-01,true", "antal st", 5, .integer),
    ("åäö,1,1,2016-02-30,true", "dag", 9, .date),
    ("x,12345678901234567890,1,2016-01-01,true", "tal", 3, .smallerNumber),
  ]) func wrongCellsAreNamed(row: String, field: String, letter: Int, wanted: Wanted) throws {
    let csv = "plats,tal,antal st,dag,sant\na,1,1,2016-01-01,true\n\(row)\n"
    let fault = try #require(mistake(in: ["datapackage.json": description, "t.csv": csv]))
    #expect(fault.place == FilePlace(file: "t.csv", line: 3, letter: letter, field: field))
    guard case .badCell(_, let found) = fault.fault else {
      Issue.record("a bad cell")
      return
    }
    #expect(found == wanted)
  }

  @Test func rowsOfAnotherWidthAndOpenQuotesAreNamed() throws {
    let head = "plats,tal,antal st,dag,sant\n"
    let short = try #require(
      mistake(in: ["datapackage.json": description, "t.csv": head + "a,1\n"]))
    #expect(short.fault == .badCell(found: "2", wanted: .fields(5)))
    #expect(short.place?.line == 2)
    let open = try #require(
      mistake(in: ["datapackage.json": description, "t.csv": head + "\n\"a,1\n"]))
    #expect(open.place?.line == 2)
  }

  @Test(arguments: [
    ("{\"resources\": [", 42, 1), ("{\n\"resources\": {}}", 43, 2), ("{\"name\": \"x\"}", 43, 1),
    ("{\"resources\": []}", 43, 1), ("{\n\n\"a\" 1}", 42, 3), ("{\"a\": \"\\q\"}", 42, 1),
    ("{\"resources\": [{\"name\": \"t\"}]}", 43, 1),
    (
      "{\"resources\": [{\"name\": \"t\", \"path\": \"t.csv\", \"schema\": {\"fields\": [{\"name\": \"a\", \"type\": \"geopoint\"}]}}]}",
      43, 1
    ),
  ]) func brokenDescriptionsAreNamed(json: String, code: Int, line: Int) throws {
    let fault = try #require(mistake(in: ["datapackage.json": json, "t.csv": "a\n1\n"]))
    #expect(fault.code.number == code)
    #expect(fault.place?.line == line)
  }

  @Test func missingFilesAndOtherBytesAreNamed() throws {
    #expect(mistake(in: [:])?.fault == .unreadable("datapackage.json"))
    #expect(mistake(in: ["datapackage.json": description])?.fault == .unreadable("t.csv"))
    let csv = "plats,tal,antal st,dag,sant\na,1,1,2016-01-01,true\n\u{0},1,1,,\n"
    let fault = try #require(mistake(in: ["datapackage.json": description, "t.csv": csv]))
    #expect(fault.fault == .notText(line: 3))
  }

  @Test func protectedTablesAreRefusedUnlessSynthetic() throws {
    let table = "\"path\": \"t.csv\", \"schema\": {\"fields\": [{\"name\": \"a\"}]}"
    let secret =
      "{\"resources\": [{\"name\": \"t\", \(table), \"insyn\": {\"protected\": true}}]}"
    #expect(mistake(in: ["datapackage.json": secret, "t.csv": "a\n1\n"])?.code == Code(46))
    let practice =
      "{\"resources\": [{\"name\": \"t\", \(table), \"insyn\": {\"protected\": true, \"synthetic\": true}}]}"
    #expect(mistake(in: ["datapackage.json": practice, "t.csv": "a\n1\n"]) == nil)
  }

  @Test func collationIsSwedish() {
    let labels = ["Öster", "Ängby", "Årsta", "zebra", "Zon", "Bromma", "älv"]
    #expect(
      labels.sorted { collates($0, before: $1) }
        == ["Bromma", "zebra", "Zon", "Årsta", "älv", "Ängby", "Öster"])
  }

  /// The bundled package opens with every definition bound, as a user's own would be.
  @Test func theReportsOpenWithEveryDefinitionBound() throws {
    var files = bundledFiles
    files.names = nil
    let (catalogue, _) = try openCatalogue(files)
    #expect(
      catalogue.store.tables.map(\.name).elementsEqual([
        "indikatorer", "nyckeltal", "ekonomi", "insatser", "mål", "aktiviteter", "källor",
        "hushåll", "hushållsmånader", "befolkning", "övningsinsatser", "fynd",
      ]))
    #expect(catalogue.definitions.count >= 100)
  }

  @Test func namesThatAreTakenAreRefused() {
    let json = """
      {"resources": [{"name": "antal", "path": "t.csv", "schema": {"fields": [{"name": "a"}]}}]}
      """
    do throws(Diagnostics) {
      _ = try openCatalogue(files(["datapackage.json": json, "t.csv": "a\n1\n"]))
      Issue.record("a table cannot be named like a keyword")
    } catch {
      #expect(error.all.map(\.code.number) == [45])
    }
  }
}
