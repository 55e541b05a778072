import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

// Values, periods, parameters and numbers that may stand at a place.

extension LinePlace {
  /// The dictionaries of a field in the tables of the line.
  private func domains(of field: String) -> [DomainID] {
    var found: [DomainID] = []
    for entry in catalogue.entries(field) {
      guard case .column(let table, let column) = entry, scene.fits(entry, catalogue),
        let domain = store[table][column].domain, !store[table][column].isCalendar
      else { continue }
      if !found.contains(domain) { found.append(domain) }
    }
    return found
  }

  func members(of field: String) -> [Candidate] {
    domains(of: field).flatMap(index.values).map { Candidate($0, 0) }
  }

  private var left: [Column] {
    (begun.last.map { catalogue.entries($0.phrase) } ?? []).compactMap { entry in
      guard case .column(let table, let column) = entry, scene.fits(entry, catalogue) else {
        return nil
      }
      return store[table][column]
    }
  }

  var isNumericLeft: Bool { left.isEmpty || left.contains(where: \.isNumeric) }

  var isCalendarLeft: Bool {
    left.contains(where: \.isCalendar)
      || (begun.last.map { catalogue.entries($0.phrase) } ?? []).contains {
        if case .cut = $0 { true } else { false }
      }
  }

  func literals(_ literals: Literals, _ place: Place) -> [Candidate] {
    var all: [Candidate] = []
    if literals.contains(.parameter) {
      all += parameters.map {
        Candidate("$" + $0, 40, gloss: Title(sv: "parameter", en: "parameter"))
      }
    }
    if literals.contains(.number), place == .number {
      all += ["5", "10", "3"].map {
        Candidate($0, 0, gloss: Title(sv: "antal rader", en: "number of rows"))
      }
    }
    let isAfterComparison = place == .value && clause == .filter && begun.last != nil
    if literals.contains(.period), !isAtStart || hasAnswer, !isAfterComparison || isCalendarLeft {
      all += periods(place)
    }
    if literals.contains(.document), place != .value || begun.last == nil, !isAtStart || hasAnswer {
      all += documents
    }
    return all
  }

  private func periods(_ place: Place) -> [Candidate] {
    if begun.isListing, place == .versus { return [] }
    var found: [Period] = []
    for table in scene.tables.flatMap({ $0 }).sorted() {
      for period in index.periods(of: table) where !found.contains(period) { found.append(period) }
    }
    let gloss = Title(sv: "period", en: "period")
    return found.sorted(by: >).map { Candidate("\($0)", place == .versus ? 3 : 28, gloss: gloss) }
  }

  private var documents: [Candidate] {
    let tables = scene.tables.flatMap { $0 }.sorted()
    let domain = tables.lazy.compactMap { id in
      store[id].column(.document).flatMap { store[id][$0].domain }
    }.first
    guard let domain else { return [] }
    // A bare document is read by its sign, VB or VP, and never by its other names.
    return index.values(of: domain).filter { ["vb ", "vp "].contains(fold($0.title.sv).prefix(3)) }
      .map { Candidate($0.title.sv, 35, gloss: $0.gloss(nil, catalogue)) }
  }
}
