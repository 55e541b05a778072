/// The stable code of a mistake, by which it is looked up and explained.
package struct Code: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let number: Int

  package init(_ number: Int) {
    self.number = number
  }

  /// `IN07` and the like; nil for anything else.
  package init?(text: String) {
    let folded = fold(text)
    guard folded.hasPrefix("in"), folded.utf8.count == 4, let number = Int(folded.dropFirst(2))
    else { return nil }
    self.number = number
  }

  package var description: String { number < 10 ? "IN0\(number)" : "IN\(number)" }

  package static func < (left: Code, right: Code) -> Bool { left.number < right.number }
}

/// Where in a line something was expected.
package enum Place: String, Hashable, Sendable {
  case start
  case measure
  case aggregate
  case clause
  case dimension
  case column
  case test
  case operand
  case comparison
  case value
  case fields
  case versus
  case share
  case number
  case text
  case definition
  case end
}

/// A habit from another language, which IN07 answers.
package enum Habit: String, Hashable, Sendable, CaseIterable {
  case select
  case doubleEqual
  case angles
  case like
  case limit
  case groupBy
  case sortBy
  case topBy
  case summarize
  case having
  case join
  case countIf
  case sumIf
  case pipe
}

/// A clause by its keyword, as messages name it.
package enum ClauseName: String, Hashable, Sendable {
  case rows
  case column
  case filter
  case fields
  case versus
  case share
  case total
  case order
  case top
  case display
}

/// What is wrong, with the facts that its message needs and no words of its own.
package enum Fault: Hashable, Sendable {
  /// `andel bran per stadsdel`
  case unknown(word: String, Place)
  /// `där stadsdel = Kungsholm`
  case unknownValue(String, of: Title)
  /// `utfall per period` in two tables.
  case severalTables(String, [Title])
  /// `AR-utfall per hushållstyp`
  case dimensionLacking(String, table: Title, has: [Title])
  /// `antal hushåll per`
  case nothingAfterPer
  /// `… x kön x period`
  case secondColumn
  /// `select * from indikatorer`
  case foreign(Habit, word: String)
  /// kr + procent
  case unlikeUnits(Unit, Unit)
  /// `hushåll: månader per stadsdel`
  case manyValues(field: String)
  /// `där kön = män eller antal hushåll > 3`
  case mixedTests
  /// `mot 1999`
  case periodWithoutData(String, present: [String])
  /// `mot årsmål` where the table has none.
  case noTarget(table: Title)
  /// `där värde = (1,2)`
  case listWithoutSpace(String)
  /// `som andel av raden` without `x`.
  case shareWithout(rows: Bool)
  /// No rows are left; the step that emptied them.
  case emptied(by: String?)
  /// `snitt "andel barn …"`
  case publishedAggregate(String)
  /// A loose line in a file.
  case looseLine
  /// A phrase with clauses beside another measure.
  case clausesAmongOthers(String)
  /// `antal hushåll med barn`
  case fieldsOnCount
  /// `mot` together with `x`.
  case versusWithColumns
  /// A bare value of two dimensions.
  case ambiguousValue(String, [Title])
  case unclosedQuote
  /// `$år` that nobody has given.
  case parameterWithoutValue(String)
  /// `topp fem`
  case countInWords(String)
  /// `2017-T1`
  case turnedPeriod(String)
  /// Two tables of a ratio without a shared dimension.
  case noSharedDimension(Title, Title)
  case clauseTwice(ClauseName)
  case protectedListing(Title)
  /// `indikatorer per stadsdel`
  case clauseOnListing(ClauseName)
  /// Something that cannot stand here; nil at the end of the line.
  case unexpected(String?, Place)
  /// `låt` with a name of the catalogue.
  case nameTaken(String)
  /// The exact result does not fit in 127 bits.
  case overflow
  /// Text compared with a number and the like.
  case wrongType(String, wanted: TypeName)
  /// `källa`, `spara` or a clause alone before any answer.
  case nothingAnswered
  /// A clause alone in a file.
  case refineInFile
  /// Two answers into one csv or json.
  case secondAnswer(format: String)
  /// A picture of an answer without figures.
  case nothingDrawn
  /// `där i fjol`
  case lastYearAsFilter
  /// `granska` where the data have no rules.
  case noRules
  /// A parameter of a wrong type or value, or a name that is a flag.
  case badParameter(String, wanted: Wanted)
  /// A file that cannot be read.
  case unreadable(String)
  /// Bytes that are no text; the 1-based line.
  case notText(line: Int)
  case badJSON(wanted: Wanted)
  case badPackage(wanted: Wanted)
  case badCell(found: String, wanted: Wanted)
  /// A phrase of the catalogue that equals a keyword, a reserved word or another name.
  case phraseTaken(String, by: String)
  case protectedTable(String)
  /// The line is read in far too many ways.
  case tooComplex
  /// An output file that cannot be written.
  case unwritable(String)
  /// A measure of another table outside parentheses.
  case otherTable(String, own: Title, other: Title)
  /// A file or input that holds nothing to answer.
  case noQuestions
  /// `.frmat csv`, or a command or flag that a later version will have.
  case unknownCommand(String, comesLater: Bool)
  /// `.watch snart`
  case badArgument(command: String, wanted: Wanted)
  /// Ctrl-C, and how far the work had come.
  case stopped(Reached)
  /// `.watch 5` in a script.
  case needsPrompt(command: String)
  /// A file that `.read` comes to while it is being read.
  case readsItself(String)
  /// `årsmål inte saknas`; how it is written.
  case turnedNot(String)
  /// A field that tells persons or households apart, used for anything but counting them.
  case onlyCounted(String)
  /// `skillnad` in a question without `mot`.
  case versusLacking(String)
  /// An answer that would not fit in memory: the megabytes that it needs, and those that are free.
  case tooLarge(needed: Int, free: Int)
  /// Data that would not fit in memory: the megabytes that they need, and those that are free.
  case noRoom(needed: Int, free: Int)
  /// A file that should be a snapshot.
  case badSnapshot(SnapshotDamage)
  /// A disk that has no room for a file.
  case diskFull(String)
}

/// What a file or a parameter should have held, as messages name it.
package enum Wanted: Hashable, Sendable {
  case value
  case quotedName
  case sign(String)
  case closingQuote
  case knownEscape
  case end
  case header
  case fields(Int)
  /// The names that a header line must have, in their order.
  case columns([String])
  case number
  case integer
  case date
  case period
  case year
  case percent
  case truth
  case text
  case list
  case object
  case oneOf([String])
  case resource
  case file(String)
  /// The name of any file, of any folder.
  case fileName
  case folderName
  /// A whole number above nothing.
  case seconds
  case field(String)
  case uniqueName
  case freeName
  case smallerNumber
  /// A number with decimal comma; with decimal point.
  case commaNumber
  case pointNumber
  /// A delimiter or line end behind a closing quote, on a line of the file.
  case endOfField(line: Int)
  /// A line end, sooner.
  case lineEnd
  /// One sign of ASCII.
  case oneSign
  /// A key that no other row has; the line of the file that has it.
  case uniqueKey(line: Int)
  /// A value that stands in another table.
  case valueOf(table: String)
  /// A line of the document, which has so many; nil when nobody says.
  case lineWithin(Int?)
}

/// A kind of value, as messages name it.
package enum TypeName: String, Hashable, Sendable {
  case number
  case text
  case period
  case truth
  case field
}

/// A place in a data file.
package struct FilePlace: Hashable, Sendable {
  package let file: String
  package let line: Int?
  /// The letter of the line, from 1.
  package let letter: Int?
  package let field: String?

  package init(file: String, line: Int? = nil, letter: Int? = nil, field: String? = nil) {
    self.file = file
    self.line = line
    self.letter = letter
    self.field = field
  }
}

/// A user's mistake: what, where, and what would run instead. Its words stand in InsynRender.
package struct Diagnostic: Error, Hashable, Sendable {
  package var fault: Fault
  package var span: Span?
  package var place: FilePlace?
  /// The one close phrase, as it is written.
  package var nearest: String?
  /// A line that runs.
  package var attempt: String?
  /// True when the line only shows how; it does not say what the user meant.
  package var isExample = false

  /// `attempt` is the user's own line, mended; `example` another one.
  package init(
    _ fault: Fault, _ span: Span? = nil, place: FilePlace? = nil, nearest: String? = nil,
    attempt: String? = nil, example: String? = nil
  ) {
    self.fault = fault
    self.span = span
    self.place = place
    self.nearest = nearest
    self.attempt = attempt ?? example
    isExample = attempt == nil && example != nil
  }

  /// The code by which `förklara` explains it.
  package var code: Code { Code(fault.number) }
}

/// All that is wrong with one statement.
package struct Diagnostics: Error, Hashable, Sendable {
  package var all: [Diagnostic]

  package init(_ all: [Diagnostic]) {
    self.all = all
  }

  package init(_ one: Diagnostic) {
    all = [one]
  }

  /// The whole statement, mended so that it runs; nil where there is only an example, or nothing.
  package var correction: String? {
    guard let attempt = all.first?.attempt else { return nil }
    return all.allSatisfy { $0.attempt == attempt && !$0.isExample } ? attempt : nil
  }
}

extension Fault {
  fileprivate var number: Int {
    switch self {
    case .unknown: 1
    case .unknownValue: 2
    case .severalTables: 3
    case .dimensionLacking: 4
    case .nothingAfterPer: 5
    case .secondColumn: 6
    case .foreign: 7
    case .unlikeUnits: 8
    case .manyValues: 9
    case .mixedTests: 10
    case .periodWithoutData: 11
    case .noTarget: 12
    case .listWithoutSpace: 13
    case .shareWithout: 14
    case .emptied: 15
    case .publishedAggregate: 16
    case .looseLine: 17
    case .clausesAmongOthers: 18
    case .fieldsOnCount: 19
    case .versusWithColumns: 20
    case .ambiguousValue: 21
    case .unclosedQuote: 22
    case .parameterWithoutValue: 23
    case .countInWords: 24
    case .turnedPeriod: 25
    case .noSharedDimension: 26
    case .clauseTwice: 27
    case .protectedListing: 28
    case .clauseOnListing: 29
    case .unexpected: 30
    case .nameTaken: 31
    case .overflow: 32
    case .wrongType: 33
    case .nothingAnswered: 34
    case .refineInFile: 35
    case .secondAnswer: 36
    case .nothingDrawn: 56
    case .lastYearAsFilter: 37
    case .noRules: 38
    case .badParameter: 39
    case .unreadable: 40
    case .notText: 41
    case .badJSON: 42
    case .badPackage: 43
    case .badCell: 44
    case .phraseTaken: 45
    case .protectedTable: 46
    case .tooComplex: 47
    case .unwritable: 48
    case .otherTable: 49
    case .noQuestions: 50
    case .unknownCommand: 51
    case .badArgument: 52
    case .stopped: 53
    case .needsPrompt: 54
    case .readsItself: 55
    case .versusLacking: 57
    case .turnedNot: 58
    case .tooLarge: 59
    case .onlyCounted: 60
    case .noRoom: 70
    case .badSnapshot: 71
    case .diskFull: 72
    }
  }
}
