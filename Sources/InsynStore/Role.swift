/// The special meaning of a field, marked in its package.
package enum Role: Hashable, Sendable {
  case document
  case line
  /// How many lines the row's document has.
  case lineCount
  case section
  case note
  case hedge
  case form
  case unit
  case direction
  case target
  case previous
  case attainment
  case period
  case place
  case gender
  /// Says which rows are parts; the others sum or detail them.
  case part(String)
  /// The word that stands in a numeric field's cell when it holds no number.
  case word(of: String)
  case start
  case end
  /// Tells the persons or households of the rows apart; can only be counted.
  case identity
}

extension Role {
  /// The roles that are a word alone, by their words.
  private static let plain: [(word: String, role: Role)] = [
    ("document", .document), ("line", .line), ("lines", .lineCount), ("section", .section),
    ("note", .note), ("hedge", .hedge), ("form", .form), ("unit", .unit),
    ("direction", .direction), ("target", .target), ("previous", .previous),
    ("attainment", .attainment), ("period", .period), ("place", .place), ("gender", .gender),
    ("start", .start), ("end", .end), ("identity", .identity),
  ]

  /// Every word that names a role.
  static let words = plain.map(\.word) + ["part", "word"]

  /// The role of a word; `part` needs the value of the parts, `word` the field that it speaks for.
  init?(word: String, argument: String) {
    switch word {
    case "part", "word":
      if argument.isEmpty { return nil }
      self = word == "part" ? .part(argument) : .word(of: argument)
    default:
      guard let role = Role.plain.first(where: { $0.word == word })?.role else { return nil }
      self = role
    }
  }

  /// The word that a package writes.
  var word: String {
    switch self {
    case .part: "part"
    case .word: "word"
    default: Role.plain.first { $0.role == self }?.word ?? ""
    }
  }

  var argument: String? {
    switch self {
    case .part(let value): value
    case .word(let field): field
    default: nil
    }
  }
}
