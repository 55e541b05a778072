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
    let (snapshot, names) = try bundle([folder, practice])
    #expect(store.tables.map(\.rowCount).reduce(0, +) > 2900)
    let held = bundledFiles.snapshot.map { $0() } ?? UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(
      snapshot == Array(held) && names == bundledFiles.names.map { Array($0()) },
      "swift run insyn-bundle Sources/CBundle/reports Sources/CBundle/practice Sources/CBundle/snapshot.insyn"
    )
    #expect(try HeldStore(snapshot: Memory(lent: held)).store.snapshot() == Array(held))
    _ = try openRules(Files(read: folder.read), store.with(findings: []))
    for member in store.domains.flatMap(\.members) {
      #expect(Array(member.value.utf8) == Array(member.value.precomposed.utf8))
    }
  }

  /// Every kind of column, member and number, to the largest.
  @Test func everythingComesBack() throws {
    let store = try SnapshotTests.small
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

  /// Any byte that is changed, and any end that is cut off, is told by what it is: of the description when
  /// it is opened, of a run when it is read.
  @Test func damageIsTold() throws {
    let bytes = try SnapshotTests.small.snapshot(files: [("catalogue.iq", Array("# inget".utf8))])
    let described = Int(SnapshotTests.number(bytes[24..<32])) + 40
    #expect(described < bytes.count)
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
      if case .success = SnapshotTests.read(damaged) {
        #expect(place >= described, "byte \(place) is of the description")
      }
    }
    for length in bytes.indices {
      let found = SnapshotTests.damage(Array(bytes[..<length]))
      #expect(found == (length < 8 ? .foreign : .truncated), "\(length) bytes")
    }
    #expect(SnapshotTests.damage(bytes) == nil)
    #expect(SnapshotTests.damage(bytes + [0]) == .altered)
    #expect(SnapshotTests.damage(Array("{\"resources\": []}".utf8)) == .foreign)
  }

  /// The same of runs of several megabytes, of texts and of numbers; a run that is altered reads as zeros.
  @Test func damageOfLargeRunsIsTold() throws {
    let store = try SnapshotTests.large
    let bytes = store.snapshot()
    #expect(bytes.count > 4 << 20)
    let back = try SnapshotTests.read(bytes).get()
    #expect(back.snapshot() == bytes)
    #expect(back.domains[0].members.elementsEqual(store.domains[0].members))
    var random = SeededRandom(seed: 1016)
    let described = Int(SnapshotTests.number(bytes[24..<32])) + 40
    for _ in 0..<40 {
      var damaged = bytes
      let place = Int.random(in: described..<bytes.count, using: &random)
      damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      #expect(SnapshotTests.damage(damaged) == .altered, "byte \(place)")
      let broken = try SnapshotTests.read(damaged).get()
      #expect(!broken.isDamaged, "nothing is read when it is opened")
      let row = Int.random(in: 0..<broken.tables[0].rowCount, using: &random)
      // Whatever is read lies within its dictionary.
      for column in broken.tables[0].columns {
        _ = broken.member(broken.tables[0], column.id, row: row)
      }
    }
  }

  /// Even bytes with a right checksum, or one that nobody looks at, cannot lead outside.
  @Test func noDamageReachesOutside() throws {
    let bytes = try SnapshotTests.small.snapshot()
    var random = SeededRandom(seed: 4711)
    for _ in 0..<4000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        damaged[Int.random(in: 40..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      switch SnapshotTests.read(damaged, isTrusted: true) {
      case .success(let store): #expect(store.tables.count <= bytes.count)
      case .failure(let damage): #expect(damage == .altered)
      }
    }
  }

  private static var small: Store {
    get throws { try openPackage(Files(read: { package[$0].map { Array($0.utf8) } })) }
  }

  /// Many texts and numbers, so that their runs have several pieces.
  private static var large: Store {
    get throws {
      var csv = "id,tal,plats\n"
      for row in 0..<150_000 { csv += "nr \(row * 7919 % 150_001),\(row * 104_729).5,\(row % 5)\n" }
      let fields = """
        {"fields": [{"name": "id", "type": "string"}, {"name": "tal", "type": "number"},
          {"name": "plats", "type": "string"}]}
        """
      return try InsynStoreTests.read(fields, Array(csv.utf8)).get()
    }
  }

  private static func read(
    _ bytes: [UInt8], isTrusted: Bool = false
  ) -> Result<Store, SnapshotDamage> {
    let memory = Memory(byteCount: bytes.count)
    memory.bytes.copyBytes(from: bytes)
    return Result { () throws(SnapshotDamage) -> Store in
      try HeldStore(snapshot: memory, isTrusted: isTrusted).store
    }
  }

  /// What is found when the bytes are opened, and every cell and text is read.
  private static func damage(_ bytes: [UInt8]) -> SnapshotDamage? {
    switch read(bytes) {
    case .failure(let damage): return damage
    case .success(let store):
      for table in store.tables {
        for column in table.columns {
          _ = column.data.packed.typed
          if case .numbers(let numbers) = column.data { _ = numbers.decimals?.typed }
        }
      }
      for domain in store.domains { _ = domain.members.first }
      return store.isDamaged ? .altered : nil
    }
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
