/// Something true that an answer says below its figures.
package enum Note: Hashable, Sendable {
  case skippedMissing(measure: Title, count: Int)
  case keptMissing(field: Title, count: Int)
  case otherNumber(figure: String, number: Exact, Printing, document: String, line: Int)
  case remark(Title, label: String)
  case previousFromNewer(document: String)
  case targetOnlyOnTotal(Title, number: Exact, Printing)
  case partAgainstWhole(String, String)
  case shareMissing(count: Int, of: Int)
  /// A published figure with a name near to that of a computed count.
  case nearTwin(name: Title, figures: [String])
  /// A name typed without åäö.
  case readAs(String, typed: String)
  case synthetic
  /// Rows are things of a period each, and the answer counts over several.
  case countedEach(things: Title, period: Title)
  /// A figure of another table is the same in groups by which that table cannot be split.
  case notSplit(table: Title, by: [Title])
  case replacedDefinition(String)
  case defined([String])
  case saved(String, file: String)
  case emptied(by: Title?)
  /// A figure is taken as one member of a field, and its rows have only others.
  case withheld(field: Title, wanted: Title, present: [Title])
  /// A place without rows that became part of another, or was made of others, on a day.
  case becamePart(of: Title, place: Title, on: Day)
  case madeOf([Title], place: Title, on: Day)
  /// How a bare file was read.
  case readTable(TableReading)
  /// Checks that hold, by kind of rule.
  case checksHold([KindCount])
}

extension Note {
  /// True for what only says that a definition was taken.
  package var isOfDefinition: Bool {
    if case .defined = self { true } else { false }
  }
}

/// How many of a kind.
package struct KindCount: Hashable, Sendable {
  package let kind: Title
  package let count: Int

  package init(kind: Title, count: Int) {
    self.kind = kind
    self.count = count
  }
}
