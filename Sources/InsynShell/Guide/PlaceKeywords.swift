import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

// Keywords and signs that may stand at a place: only those that the line can still take.

extension LinePlace {
  func candidate(_ keyword: Keyword, _ offset: Int, _ place: Place) -> Candidate? {
    if Keyword.aggregates.contains(keyword) { return aggregate(keyword, offset, place) }
    switch place {
    case .start:
      return keyword == .param || !isAtStart ? nil : Candidate(keyword, 10)
    case .clause where keyword == .ascending || keyword == .descending: return Candidate(keyword, 8)
    case .clause: return clauseBegins(keyword)
    case .test: return Candidate(keyword, 4)
    case .versus:
      if begun.isListing, keyword == .lastYear { return nil }
      return Candidate(keyword, keyword == .lastYear ? 1 : 2)
    case .share:
      if keyword == .ofRow, !begun.clauses.contains(.column) { return nil }
      if keyword == .ofColumn, !begun.clauses.contains(.rows) { return nil }
      return Candidate(keyword, offset)
    case .comparison:
      if keyword == .contains { return isNumericLeft ? nil : Candidate(keyword, 1) }
      return Candidate(keyword, 2)
    case .measure, .aggregate, .dimension, .column, .operand, .value, .fields, .number, .text,
      .definition, .end:
      return nil
    }
  }

  private func aggregate(_ keyword: Keyword, _ offset: Int, _ place: Place) -> Candidate? {
    switch place {
    case .measure, .operand:
      if clause == .filter, !isNumericLeft || begun.isListing { return nil }
      if clause == .versus, begun.isListing { return nil }
      return Candidate(keyword, clause == nil ? 5 : 6)
    case .test:
      if begun.isListing { return nil }
      return Candidate(keyword, 5, mark: Title(sv: "efter gruppering", en: "after grouping"))
    default: return nil
    }
  }

  /// A clause that the line does not have yet and that can stand beside what it has.
  private func clauseBegins(_ keyword: Keyword) -> Candidate? {
    let used = begun.clauses
    let isPublished = scene.tables.allSatisfy { $0.contains { store[$0].published != nil } }
    let isListing = begun.isListing || begun.verb == .check
    let stands: Bool =
      switch keyword {
      case .per: !used.contains(.rows) && !isListing
      case .cross: !used.contains(.column) && !isListing && !used.contains(.versus)
      case .with: !used.contains(.fields) && (isListing || isPublished && !begun.isComputed)
      case .versus:
        !used.contains(.versus) && !used.contains(.column) && (!isListing || hasReference)
      case .shareOf: !used.contains(.share) && !isListing
      case .withTotal: !used.contains(.total) && !isListing
      case .sort: !used.contains(.order)
      case .top, .bottom: !used.contains(.top)
      case .asBars, .asLine: !used.contains(.display) && !isListing
      case .and, .or: begun.last != nil
      default: true
      }
    if !stands { return nil }
    guard let offset = ranked.firstIndex(of: keyword) else { return nil }
    if keyword == .and, clause != .filter {
      return Candidate(.and, offset, gloss: Sign.comma.gloss)
    }
    if begun.isRefining, begun.clauses.isEmpty, isAtStart {
      return hasAnswer
        ? Candidate(keyword, 15 + offset, mark: Title(sv: "fortsätt", en: "continue")) : nil
    }
    return Candidate(keyword, offset)
  }

  private var hasReference: Bool {
    scene.tables.allSatisfy { tables in
      tables.contains { store[$0].column(.target) != nil || store[$0].column(.previous) != nil }
    }
  }

  /// Clauses in the order in which they are likeliest.
  private var ranked: [Keyword] {
    let joints: [Keyword] = [.and, .or]
    let clauses: [Keyword] = [
      .per, .filter, .versus, .cross, .withTotal, .with, .sort, .top, .bottom, .shareOf, .asBars,
      .asLine, .within,
    ]
    return clause == .filter ? joints + clauses : clauses + joints
  }

  /// Nil for a sign that would make no sense here.
  func rank(_ sign: Sign, _ place: Place) -> Int? {
    switch sign {
    case .open:
      switch place {
      case .aggregate: return begun.aggregate == .share ? 0 : begun.aggregate == .count ? 5 : nil
      case .value: return 20
      default: return 7
      }
    case .close: return begun.isInside || clause == .filter || clause == nil ? 14 : nil
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual:
      if place == .definition { return 0 }
      let isOrdered = isNumericLeft || isCalendarLeft
      return sign == .equal || sign == .unequal || isOrdered ? 0 : nil
    case .plus, .minus, .times, .divided:
      if begun.isListing || clause != nil && !isNumericLeft || clause == .versus { return nil }
      return 22
    case .comma:
      return begun.isListing && clause == nil ? nil : 21
    case .colon, .range, .bar: return 25
    case .percent, .doubleEqual, .angles: return nil
    }
  }
}
