import InsynPlan
import InsynShell
import InsynStore
import InsynValue

extension Dataset {
  /// Writes the household months and the population into a folder, for the peers to load.
  func export(to folder: String) throws(BenchError) {
    let export = Export(store: catalogue.store, folder: folder)
    for table in catalogue.store.tables.prefix(2) { try export.write(table) }
  }

  /// The bytes that hold these columns of the household months.
  func bytes(_ names: [String]) -> Int {
    guard let table = catalogue.store.tables.first(where: { $0.name == "hushållsmånader" }) else {
      preconditionFailure("there are household months")
    }
    return names.reduce(0) { bytes, name in
      guard let column = table.columns.first(where: { $0.name == name }) else {
        preconditionFailure("household months have the column \(name)")
      }
      return switch column.data {
      case .coded(let codes, _): bytes + codes.packed.bytes.count
      case .numbers(let numbers): bytes + numbers.raw.bytes.count
      }
    }
  }
}

/// The data of a run: household months, and the population of the same places and years.
struct Dataset: Sendable {
  let catalogue: Catalogue
  let base: UInt32
  let rules: RuleSource

  /// The same rows for the same number, always.
  init(rows: Int, isShuffled: Bool) throws(BenchError) {
    let files = PracticeFiles(rows: rows, isShuffled: isShuffled).files
    do throws(Diagnostics) {
      (catalogue, base) = try openCatalogue(files)
      rules = try ruleSource(files, catalogue.store)
    } catch {
      throw BenchError("the practice data do not open: \(error)")
    }
  }
}
