import InsynPlan
import InsynShell
import InsynStore
import InsynValue

/// The data of a run: household months of the practice data, and the population of the same places.
struct Dataset: Sendable {
  /// The same number makes the same rows.
  static let seed: UInt64 = 2016

  let catalogue: Catalogue

  /// So many household months, in the order of their making or in one of chance.
  init(rows: Int, isShuffled: Bool, threads: Int = machineThreads) throws(BenchError) {
    do throws(Diagnostic) {
      let practice = Practice(size: .months(rows), seed: Dataset.seed)
      var store = try openPackage(bundledFiles)
        .practised(practice, threads: threads, forBenchmark: true)
      if isShuffled { store = store.shuffled(seed: Dataset.seed) }
      catalogue = try Catalogue(store.with(findings: []))
    } catch {
      throw BenchError("the practice data cannot be made: \(error)")
    }
  }

  /// Those of a snapshot.
  init(snapshot path: String) throws(BenchError) {
    do throws(Diagnostic) {
      catalogue = try Catalogue(SnapshotFile.open(path).store.sharing().with(findings: []))
    } catch {
      throw BenchError("\(path) does not open: \(error)")
    }
  }

  /// Writes them as a snapshot.
  func keep(at path: String) throws(BenchError) {
    do throws(Diagnostic) {
      try SnapshotFile.write(catalogue.store.withoutFindings, files: [], to: path)
    } catch {
      throw BenchError("\(path) cannot be written: \(error)")
    }
  }

  func table(_ name: String) -> Table {
    guard let table = catalogue.store.tables.first(where: { $0.name == name }) else {
      preconditionFailure("there is a table \(name)")
    }
    return table
  }

  /// Writes the household months and the population into a folder, for the peers to load.
  func export(to folder: String) throws(BenchError) {
    let export = Export(store: catalogue.store, folder: folder)
    for name in ["hushållsmånader", "befolkning"] { try export.write(table(name)) }
  }

  /// The bytes that hold these columns of the household months.
  func bytes(_ names: [String]) -> Int {
    let table = table("hushållsmånader")
    return names.reduce(0) { bytes, name in
      guard let column = table.column(named: name) else {
        preconditionFailure("household months have the column \(name)")
      }
      return bytes + table[column].data.packed.bytes.count
    }
  }
}
