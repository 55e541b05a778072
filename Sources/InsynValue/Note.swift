/// Something true that an answer says below its figures.
package enum Note: Hashable, Sendable {
  case skippedMissing(measure: Title, count: Int)
  case keptMissing(field: Title, count: Int)
  case otherNumber(figure: String, number: Exact, Printing, document: String, line: Int)
  case remark(String, label: String)
  case previousFromNewer(document: String)
  case targetOnlyOnTotal(Title, number: Exact, Printing)
  case partAgainstWhole(String, String)
  case shareMissing(count: Int, of: Int)
  case nearTwin(name: Title, figures: [String])
  case countsHouseholdsPerYear
  case synthetic
  case replacedDefinition(String)
  case defined([String])
  case saved(String, file: String)
  case emptied(by: Title?)
  case otherPeriods(document: String)
  case totalOfSeveral(place: Title, count: Int)
}
