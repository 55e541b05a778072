import InsynValue

/// What the fields of a bare file are, told from its first rows. Whoever reads the rest widens what was
/// too narrow.
struct Inference {
  let style: NumberStyle
  let table: String
  /// True for a name that the language uses for something else.
  let isTaken: @Sendable (String) -> Bool

  /// The fields of a heading, in its order.
  func fields(_ opening: Opening) -> [FieldDescription] {
    var fields: [FieldDescription] = []
    var hasPeriod = false
    for (column, heading) in opening.header.enumerated() {
      let number = column + 1
      var name = heading.trimmed.isEmpty ? "kolumn \(number)" : heading.trimmed
      if fields.contains(where: { fold($0.name) == fold(name) }) { name += " \(number)" }
      let (type, unit) = type(of: opening.sample.lazy.map { $0[column] }, name)
      let isPeriod = !hasPeriod && (type == .period || type == .date)
      hasPeriod = hasPeriod || isPeriod
      let isNumeric = type == .number || type == .integer
      fields.append(
        FieldDescription(
          name: name, line: 1, type: type, kind: isNumeric ? .measure : .dimension,
          names: names(name, number), role: isPeriod ? .period : nil, unit: unit, unitField: nil,
          isBare: false, isOrdinal: false, codes: [], isShared: false))
    }
    return fields
  }

  /// The names by which a field is asked for: its own, unless it is a word of the language.
  private func names(_ name: String, _ number: Int) -> Names {
    if fold(name).isEmpty { return Names(sv: ["kolumn \(number)"], en: ["column \(number)"]) }
    return isTaken(name) ? Names(sv: ["fältet \(name)"], en: ["field \(name)"]) : plain(name)
  }

  private func plain(_ name: String) -> Names { Names(sv: [name], en: [name]) }

  /// The names by which the table is asked for.
  var tableNames: Names {
    isTaken(table) || fold(table) == Store.findingsName
      ? Names(sv: ["tabellen \(table)"], en: ["table \(table)"]) : plain(table)
  }

  // MARK: types

  private func type(
    of cells: some Sequence<String>, _ name: String
  ) -> (ColumnType, Unit) {
    var votes: Set<ColumnType> = [.integer, .number, .date, .period, .truth]
    var units: Set<Unit> = []
    var isEmpty = true
    for cell in cells where !MissingWords.ofOthers.contains(cell.trimmed) {
      isEmpty = false
      if !votes.isDisjoint(with: [.integer, .number]) {
        let (kinds, unit) = numeric(cell)
        votes.subtract(Set([.integer, .number]).subtracting(kinds))
        if let unit { units.insert(unit) }
      }
      let text = cell.trimmed
      let period = Period(text: text)
      if period == nil { votes.subtract([.period, .date]) }
      if period?.kind != .day { votes.remove(.date) }
      if Truth.words[text] == nil || text == "1" || text == "0" { votes.remove(.truth) }
      if votes.isEmpty { break }
    }
    if isEmpty || units.count > 1 { return (.text, .none) }
    if votes.contains(.truth) { return (.truth, .none) }
    if votes.contains(.date) { return (.date, .none) }
    // A year is a number too; its field says which it is.
    if votes.contains(.period), !votes.contains(.integer) || Inference.isYear(name) {
      return (.period, .none)
    }
    if votes.contains(.integer) { return (.integer, units.first ?? .none) }
    return votes.contains(.number) ? (.number, units.first ?? .none) : (.text, .none)
  }

  private static func isYear(_ name: String) -> Bool {
    guard let last = fold(name).split(separator: " ").last else { return false }
    return last.hasSuffix("år") || last == "ar" || last == "year"
  }

  /// What number types a cell can be, and its unit. Digits after a leading zero are a code and no number.
  private func numeric(_ cell: String) -> (Set<ColumnType>, Unit?) {
    let bytes = Array(cell.utf8)
    return bytes.withUnsafeBytes { buffer in
      guard case .number(_, let places, let suffix) = style.read(buffer) else { return ([], nil) }
      let digits = buffer.drop { !(0x30...0x39).contains($0) }
      if digits.first == 0x30, digits.count > 1,
        (0x30...0x39).contains(digits[digits.startIndex + 1])
      {
        return ([], nil)
      }
      if suffix.isEmpty { return (places == 0 ? [.integer, .number] : [.number], nil) }
      let word = String(decoding: buffer[suffix], as: UTF8.self)
      let isWord = word == "%" || word.allSatisfy { $0.isLetter || $0 == "/" }
      guard isWord, let unit = Unit(word: word) else { return ([], nil) }
      return (places == 0 ? [.integer, .number] : [.number], unit)
    }
  }

  /// The type that also takes a cell that the first does not: a whole number may have decimals, and
  /// anything is a text.
  func widened(_ field: FieldDescription, by cell: String) -> FieldDescription {
    var wider = field
    let (kinds, unit) = numeric(cell)
    let isNumber = kinds.contains(.number) && (unit == nil || unit == field.unit)
    if field.type == .integer, isNumber {
      wider.type = .number
    } else {
      (wider.type, wider.kind, wider.unit, wider.role) = (.text, .dimension, .none, nil)
    }
    return wider
  }
}

extension String {
  /// Without the blanks around it.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
