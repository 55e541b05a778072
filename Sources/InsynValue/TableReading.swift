/// How a bare file was read: what nobody has described, told from the file.
package struct TableReading: Hashable, Sendable {
  package let file: String
  package let encoding: String
  package let delimiter: Character
  package let decimal: Character
  package let fields: [FieldReading]

  package init(
    file: String, encoding: String, delimiter: Character, decimal: Character,
    fields: [FieldReading]
  ) {
    (self.file, self.encoding, self.delimiter) = (file, encoding, delimiter)
    (self.decimal, self.fields) = (decimal, fields)
  }
}

/// What a field of a bare file was taken for.
package struct FieldReading: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case text
    case number
    case integer
    case period
    case date
    case truth
  }

  /// The field as a line has it.
  package let name: Title
  package let kind: Kind
  package let unit: Unit
  /// True when rows can be split by it.
  package let isDimension: Bool

  package init(name: Title, kind: Kind, unit: Unit, isDimension: Bool) {
    (self.name, self.kind, self.unit, self.isDimension) = (name, kind, unit, isDimension)
  }
}
