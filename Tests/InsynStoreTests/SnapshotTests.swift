import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// A store written as bytes and read back.
@Suite struct SnapshotTests {
  /// What the program holds is what its tables give when they are read, with every check, today.
  @Test func theProgramHoldsTheReports() throws {
    let folder = folderFiles("\(packageFolder)/Sources/CBundle/reports")
    let practice = folderFiles("\(packageFolder)/Sources/CBundle/practice")
    let store = try openPackage(folder, beside: [practice])
    #expect(store.tables.map(\.rowCount).reduce(0, +) > 2900)
    let held = bundledFiles.snapshot.map { $0() } ?? UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(
      store.snapshot() == Array(held),
      "swift run insyn-bundle Sources/CBundle/reports Sources/CBundle/practice Sources/CBundle/snapshot.insyn"
    )
    #expect(try Store(snapshot: Memory(lent: held)).snapshot() == Array(held))
    _ = try openRules(Files(read: folder.read), store.with(findings: []))
    for member in store.domains.flatMap(\.members) {
      #expect(Array(member.value.utf8) == Array(member.value.precomposed.utf8))
    }
  }

  /// Every kind of column, member and number, to the largest.
  @Test func everythingComesBack() throws {
    let store = try openPackage(
      Files(read: { SnapshotTests.package[$0].map { Array($0.utf8) } }))
    let bytes = store.snapshot()
    let back = try SnapshotTests.read(bytes).get()
    #expect(back.snapshot() == bytes)
    let (table, old) = (back.tables[0], store.tables[0])
    #expect(table.columns.map(\.name) == ["plats", "dag", "tal", "litet", "ja"])
    #expect(table.columns.map(\.role) == old.columns.map(\.role))
    #expect(table.columns.map(\.unit) == old.columns.map(\.unit))
    #expect(table.names == old.names && table.thing == old.thing)
    let numbers = (0..<3).map { back.figure(table, ColumnID(2), row: $0).0 }
    #expect(
      numbers == [
        .number(Exact(-999_999_999_999_999)), .missing,
        .number(Exact(scaled: 15, by: 1)),
      ])
    #expect(back.figure(table, ColumnID(2), row: 2).1.decimals == 4)
    let places = (0..<3).map { back.member(table, ColumnID(0), row: $0) }
    #expect(places.map { $0?.value } == ["Åby", "Öby", nil])
    #expect(places[0]?.aliases == ["åbyn"])
    #expect(places[0]?.successor == back.domains[0].code("Öby"))
    #expect(back.member(table, ColumnID(1), row: 0)?.period == Period(text: "2016-02-29"))
  }

  /// Any byte that is changed, and any end that is cut off, is told by what it is.
  @Test func damageIsTold() throws {
    let bytes = try openPackage(
      Files(read: { SnapshotTests.package[$0].map { Array($0.utf8) } })
    ).snapshot()
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x40
      let wanted: SnapshotDamage =
        switch place {
        case 0..<8: .foreign
        case 8..<12:
          .version(Int(SnapshotTests.number(damaged[8..<12])))
        case 16..<24 where SnapshotTests.number(damaged[16..<24]) > UInt64(bytes.count): .truncated
        default: .altered
        }
      #expect(SnapshotTests.damage(damaged) == wanted, "byte \(place)")
    }
    for length in bytes.indices {
      let found = SnapshotTests.damage(Array(bytes[..<length]))
      #expect(found == (length < 8 ? .foreign : .truncated), "\(length) bytes")
    }
    #expect(SnapshotTests.damage(bytes + [0]) == .altered)
    #expect(SnapshotTests.damage(Array("{\"resources\": []}".utf8)) == .foreign)
  }

  /// Even bytes with a right checksum, or one that nobody looks at, cannot lead outside.
  @Test func noDamageReachesOutside() throws {
    let bytes = try openPackage(
      Files(read: { SnapshotTests.package[$0].map { Array($0.utf8) } })
    ).snapshot()
    var random = SeededRandom(seed: 4711)
    for _ in 0..<4000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        damaged[Int.random(in: 32..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      switch SnapshotTests.read(damaged, isTrusted: true) {
      case .success(let store): #expect(store.tables.count <= bytes.count)
      case .failure(let damage): #expect(damage == .altered)
      }
    }
  }

  private static func read(
    _ bytes: [UInt8], isTrusted: Bool = false
  ) -> Result<Store, SnapshotDamage> {
    bytes.withUnsafeBytes { raw in
      Result { () throws(SnapshotDamage) -> Store in
        try Store(snapshot: Memory(lent: raw), isTrusted: isTrusted)
      }
    }
  }

  private static func damage(_ bytes: [UInt8]) -> SnapshotDamage? {
    if case .failure(let damage) = read(bytes) { damage } else { nil }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let package = [
    "datapackage.json": """
    {"resources": [{"name": "prov", "path": "t.csv", "schema": {"fields": [
      {"name": "plats", "type": "string"}, {"name": "dag", "type": "date"},
      {"name": "tal", "type": "number", "insyn": {"unit": "tkr"}},
      {"name": "litet", "type": "integer"}, {"name": "ja", "type": "boolean"}]}}],
     "insyn": {"dimensions": {"plats": {"role": "place", "bare": true, "codes": [
       {"value": "Öby"}, {"value": "Åby", "aliases": ["åbyn"], "successor": "Öby",
         "from": "2001-01-01"}, {"value": "länet", "parts": ["Åby", "Öby"]},
       {"value": "riket", "reference": true, "sv": "Riket", "en": "the country"}]}}}}
    """,
    "t.csv": """
    plats,dag,tal,litet,ja
    Åby,2016-02-29,-999999999999.999,1,true
    Öby,2017-01-01,,-128,false
    ,2017-01-01,0.0015,127,true

    """,
  ]
}
