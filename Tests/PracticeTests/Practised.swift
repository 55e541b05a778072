import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue

/// Practice data as plain rows, for the tests' own arithmetic.
struct Practised {
  let store: Store

  init(_ practice: Practice, threads: Int = 2, forBenchmark: Bool = false) throws {
    store = try openPackage(bundledFiles)
      .practised(practice, threads: threads, forBenchmark: forBenchmark)
  }

  func table(_ name: String) -> Table {
    guard let table = store.tables.first(where: { $0.name == name }) else {
      preconditionFailure("there is a table \(name)")
    }
    return table
  }

  /// The values of a coded column, as the data hold them.
  func texts(_ table: String, _ column: String) -> [String] {
    let table = self.table(table)
    guard let id = table.column(named: column), case .coded(let codes, let domain) = table[id].data
    else { preconditionFailure("\(column) is a coded column of \(table.name)") }
    let members = store[domain].members.map(\.value)
    return codes.map { $0 == 0 ? "" : members[Int($0) - 1] }
  }

  /// The numbers of a numeric column.
  func numbers(_ table: String, _ column: String) -> [Int] {
    let table = self.table(table)
    guard let id = table.column(named: column), case .numbers(let numbers) = table[id].data else {
      preconditionFailure("\(column) is a numeric column of \(table.name)")
    }
    return (0..<table.rowCount).map { row in numbers[row].map(Int.init) ?? -1 }
  }

  /// A household's year with what the tests look at.
  struct Year: Hashable {
    var id = 0
    var place = ""
    var year = ""
    var kind = ""
    var obstacle = ""
    var children = 0
    var adults = 0
    var gender = ""
    var months = 0
    var amount = 0

    var people: Int { children + adults }
    var isLong: Bool { months >= 10 }
  }

  func households() -> [Year] {
    let texts = ["stadsdel", "år", "hushållstyp", "försörjningshinder", "kön"]
      .map { self.texts("hushåll", $0) }
    let numbers = ["hushållsid", "barn", "vuxna", "månader", "belopp"]
      .map { self.numbers("hushåll", $0) }
    return (0..<table("hushåll").rowCount).map { row in
      Year(
        id: numbers[0][row], place: texts[0][row], year: texts[1][row], kind: texts[2][row],
        obstacle: texts[3][row], children: numbers[1][row], adults: numbers[2][row],
        gender: texts[4][row], months: numbers[3][row], amount: numbers[4][row])
    }
  }

  /// Inhabitants that pass a test of place, year, gender and age.
  func inhabitants(_ isMeant: (String, String, String, String) -> Bool) -> Int {
    let texts = ["stadsdel", "år", "kön", "ålder"].map { self.texts("befolkning", $0) }
    let numbers = numbers("befolkning", "invånare")
    return numbers.indices
      .filter { isMeant(texts[0][$0], texts[1][$0], texts[2][$0], texts[3][$0]) }
      .reduce(0) { $0 + numbers[$1] }
  }
}
