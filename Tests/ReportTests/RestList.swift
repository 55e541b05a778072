import InsynShell
import InsynTestSupport

/// Numbers of a document that are no figure, by hand: the line, the place in it and what the number is.
/// The number itself is not written down.
struct RestList {
  /// What a number may be that no row accounts for.
  static let kinds: Set<String> = [
    "årtal", "datum", "sidnummer", "avsnittsnummer", "telefonnummer", "diarienummer", "lagrum",
    "namn", "period", "adress", "uttryck", "samma tal",
  ]

  struct Place: Hashable {
    let line: Int
    let place: String
  }
  let kinds: [Place: String]

  init(_ document: String) {
    let path = "\(packageFolder)/Tests/ReportTests/Rest/\(document).csv"
    var kinds: [Place: String] = [:]
    let text = String(decoding: contents(of: path) ?? [], as: UTF8.self)
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      guard cells.count == 3, let number = Int(cells[0]) else { continue }
      kinds[Place(line: number, place: String(cells[1]))] = String(cells[2])
    }
    self.kinds = kinds
  }
}
