import InsynPlan
import InsynStore
import InsynValue

/// An answer, ready to be written in any format. Only this target makes it.
package struct Answer: Sendable {
  /// How the question was read.
  package internal(set) var readBack: [ReadBackPart]
  package internal(set) var columns: [AnswerColumn]
  package internal(set) var rows: [AnswerRow]
  package internal(set) var notes: [Note]
  /// Where the figures stand.
  package internal(set) var sources: [SourceLine]
  package internal(set) var display: Display?
  /// True when synthetic practice data had a part in it.
  package internal(set) var isSynthetic: Bool

  init(readBack: [ReadBackPart], columns: [AnswerColumn], rows: [AnswerRow]) {
    self.readBack = readBack
    self.columns = columns
    self.rows = rows
    notes = []
    sources = []
    display = nil
    isSynthetic = false
  }

  /// Adds a note below the figures.
  package mutating func append(_ note: Note) { notes.append(note) }

  /// Gives each column of figures its unit where all its figures have one.
  mutating func setUnits() {
    for index in columns.indices where columns[index].kind == .figure {
      var unit: Unit?
      var isOne = true
      for row in rows where isOne {
        guard case .figure(let shown) = row.cells[index], shown.figure.number != nil else {
          continue
        }
        isOne = unit == nil || unit == shown.printing.unit
        unit = shown.printing.unit
      }
      columns[index].unit = isOne ? unit : nil
    }
  }

  /// Gives all figures of a column that have one unit as many decimals as those of them with the most.
  mutating func alignDecimals(column: Int) {
    var most: [Unit: Int] = [:]
    var last: Printing?
    var isEven = true
    for row in rows {
      guard case .figure(let shown) = row.cells[column], shown.printing != last else { continue }
      let (unit, decimals) = (shown.printing.unit, shown.printing.decimals)
      isEven = isEven && (most[unit] ?? decimals) == decimals
      most[unit] = max(most[unit] ?? 0, decimals)
      last = shown.printing
    }
    if isEven { return }
    for row in rows.indices {
      if case .figure(var shown) = rows[row].cells[column] {
        shown.printing.decimals = most[shown.printing.unit] ?? shown.printing.decimals
        rows[row].cells[column] = .figure(shown)
      }
    }
  }

  package func _checkInvariants() {
    #if DEBUG
      for row in rows {
        precondition(row.cells.count == columns.count, "every row has a cell for every column")
      }
    #endif
  }
}

/// What stands at the head of a column.
package enum Heading: Hashable, Sendable {
  /// A name of the catalogue, or of the line.
  case title(Title)
  /// A member of the column dimension, of a measure when there are several.
  case member(Title, measure: Title?)
  /// The column for rows whose column dimension is missing.
  case unknown(measure: Title?)
  case total(measure: Title?)
  case versus(VersusColumn, measure: Title?)
  /// The reference, by what it is.
  case reference(VersusTitle, measure: Title?)
  case attainment
  case share(Base, measure: Title?)
  /// What a share is of, or the rows that a mean is of.
  case base
  /// The rows that a mean had to leave out, since their figure is not recorded.
  case skipped
  case property
  case content
  case document
  case line
  case remark
  case step
  case rowsLeft
}

package struct AnswerColumn: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case label
    case figure
    case text
  }
  package var heading: Heading
  /// The name that exports use.
  package var name: String
  package var kind: Kind
  /// The unit of all its figures, nil when they differ or there are none.
  package var unit: Unit?
  /// How much the reader would miss it where there is no room for all; the least goes first.
  package var weight: Int

  package init(_ heading: Heading, name: String, kind: Kind, weight: Int = 3) {
    self.weight = weight
    self.heading = heading
    self.name = name
    self.kind = kind
    unit = nil
  }
}

package struct AnswerRow: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case part
    case total
  }
  package var kind: Kind
  package var cells: [AnswerCell]
  /// Where the row's own figures stand; empty where only the whole answer has sources.
  package var sources: [SourceLine]

  package init(_ kind: Kind, _ cells: [AnswerCell], sources: [SourceLine] = []) {
    self.kind = kind
    self.cells = cells
    self.sources = sources
  }
}

/// What the label of a total row says of itself.
package enum TotalLabel: Hashable, Sendable {
  /// Of how many of what: Totalt (3 stadsdelar).
  case recomputed(count: Int, of: Title)
  case published(Title)
  /// Several published totals of one place, added.
  case sumOfTotals(Title, count: Int)
  case sumOfRows(Title, count: Int)
  case base
}

package enum AnswerCell: Hashable, Sendable {
  case label(Title)
  /// A group whose member is missing.
  case unknown
  /// A row's own member that is not recorded.
  case missing
  /// A line of a document.
  case line(Int)
  case total(TotalLabel)
  case text(String)
  case figure(Shown)
  case attainment(Attainment?)
  /// No row.
  case absent
}

/// A figure with its looks.
package struct Shown: Hashable, Sendable {
  package var figure: Figure
  package var printing: Printing
  /// cirka, minst …
  package var hedge: Hedge?
  /// What the source's cell says when it is no number.
  package var word: String?
  /// The rows it was computed from, nil for published figures.
  package var count: Int?

  package init(_ figure: Figure, _ printing: Printing) {
    self.figure = figure
    self.printing = printing
  }
}

/// A line of a document on which a figure stands.
package struct SourceLine: Hashable, Sendable {
  package let document: String
  package let line: Int?
  package let title: String?
  package let remark: String?

  package init(document: String, line: Int?, title: String?, remark: String?) {
    self.document = document
    self.line = line
    self.title = title
    self.remark = remark
  }
}
