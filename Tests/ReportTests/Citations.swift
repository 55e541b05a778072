import InsynPlan
import InsynStore
import InsynTestSupport
import InsynValue

/// A number of the package with the line that it cites.
struct Citation: Hashable {
  let table: String
  let line: Int
  /// As `Token.digits`.
  let number: String
  /// True for the number that the row is about, which stands on the very line.
  let isMain: Bool
  /// The word that the document has in the number's place: `i ord: fyra` in the remark.
  let word: String?
}

/// How far from its row's line a further number of a table's row may stand, where the OCR broke the row.
let reach = 6

/// The numbers of the package that stand in a document.
func citations(_ document: String) -> [Citation] {
  let store = Reports.opened.catalogue.store
  return ["nyckeltal", "indikatorer", "ekonomi"].flatMap { name -> [Citation] in
    guard let table = store.tables.first(where: { $0.name == name }),
      let documents = table.column(.document), let lines = table.column(.line)
    else { return [] }
    let figures = table.columns.filter { $0.isNumeric && $0.role != .line }
    return (0..<table.rowCount).flatMap { row -> [Citation] in
      guard store.member(table, documents, row: row)?.value == document,
        let line = store.integer(table, lines, row: row)
      else { return [] }
      let word = table.column(.note).flatMap { store.member(table, $0, row: row)?.value }
        .flatMap(wordInstead)
      let printed = figures.compactMap { column -> (String, String)? in
        number(store, table, column, row).map { (column.name, $0) }
      }
      return distinct(printed).enumerated().map { index, number in
        Citation(table: name, line: line, number: number, isMain: index == 0, word: word)
      }
    }
  }
}

/// The net of a budget line is printed once and stands in two fields.
private func distinct(_ printed: [(field: String, number: String)]) -> [String] {
  let net = printed.first { $0.field == "netto" }?.number
  return printed.filter {
    $0.field != "netto" || !printed.contains { $0.field != "netto" && $0.number == net }
  }
  .map(\.number)
}

private func number(_ store: Store, _ table: Table, _ column: Column, _ row: Int) -> String? {
  guard case .numbers(let numbers) = column.data, let number = numbers[row] else { return nil }
  var digits = "\(number.magnitude)"
  while digits.count <= numbers.scale { digits = "0" + digits }
  return normal(digits.dropLast(numbers.scale) + "." + digits.suffix(numbers.scale))
}

/// The word after `i ord:`.
private func wordInstead(_ remark: String) -> String? {
  let parts = remark.split(separator: " ")
  for (first, second) in zip(parts, parts.dropFirst()) where first == "i" && second == "ord:" {
    guard let index = parts.firstIndex(of: "ord:"), index + 1 < parts.count else { return nil }
    return parts[index + 1].filter { $0.isLetter }.lowercased()
  }
  return nil
}
