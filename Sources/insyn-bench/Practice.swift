import InsynPlan
import InsynShell
import InsynStore
import InsynValue

/// The data of a run: household months, and the population of the same places and years.
struct Practice: Sendable {
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
