import InsynValue

// What is said of data files: bare ones, and snapshots that are not sound.

/// `besök.csv är läst som UTF-8 med semikolon och decimalkomma: ort (text), barn (heltal) …`
func readTable(_ reading: TableReading) -> Title {
  func sentence(_ tongue: Tongue) -> String {
    let many = reading.fields.count - mostFields
    let fields = reading.fields.prefix(mostFields).map { field in
      var kind = kind(field.kind)[tongue]
      if field.unit != .none {
        kind += Title(sv: " i ", en: " in ")[tongue] + words(field.unit, tongue)
      }
      let isLone = field.kind == .text && !field.isDimension
      if isLone { kind += Title(sv: ", delar inte upp", en: ", does not split")[tongue] }
      return "\(field.name[tongue]) (\(kind))"
    }
    let more = Title(sv: " · och \(many) till", en: " · and \(many) more")[tongue]
    return fields.joined(separator: " · ") + (many > 0 ? more : "")
  }
  let delimiter = sign(reading.delimiter)
  let decimal = Title(
    sv: reading.decimal == "," ? "decimalkomma" : "decimalpunkt",
    en: reading.decimal == "," ? "decimal comma" : "decimal point")
  return Title(
    sv: "\(reading.file) är läst som \(reading.encoding) med \(delimiter.sv) och \(decimal.sv): "
      + sentence(.sv),
    en: "\(reading.file) is read as \(reading.encoding) with \(delimiter.en) and \(decimal.en): "
      + sentence(.en))
}

/// As many fields as are told of.
private let mostFields = 24

private func sign(_ delimiter: Character) -> Title {
  switch delimiter {
  case ",": Title(sv: "komma", en: "comma")
  case ";": Title(sv: "semikolon", en: "semicolon")
  case "\t": Title(sv: "tabb", en: "tab")
  default: Title(quoted(String(delimiter)))
  }
}

private func kind(_ kind: FieldReading.Kind) -> Title {
  switch kind {
  case .text: Title(sv: "text", en: "text")
  case .number: Title(sv: "tal", en: "number")
  case .integer: Title(sv: "heltal", en: "whole number")
  case .period: Title(sv: "period", en: "period")
  case .date: Title(sv: "datum", en: "date")
  case .truth: Title(sv: "ja/nej", en: "yes/no")
  }
}

/// What is wrong with a file that should be a snapshot.
func badSnapshot(_ damage: SnapshotDamage) -> Title {
  switch damage {
  case .foreign:
    Title(sv: "Filen är ingen ögonblicksbild från insyn.", en: "The file is no snapshot of insyn.")
  case .version(let number):
    Title(
      sv: "Ögonblicksbilden har version \(number), som den här insyn inte läser; spara den igen ur "
        + "källorna.",
      en: "The snapshot has version \(number), which this insyn does not read; save it again from "
        + "the sources.")
  case .truncated:
    Title(
      sv: "Ögonblicksbilden är avhuggen: slutet saknas.",
      en: "The snapshot is cut off: its end is missing.")
  case .altered:
    Title(
      sv: "Ögonblicksbilden är skadad: den är inte som den skrevs, och inga svar ges ur den.",
      en: "The snapshot is damaged: it is not as it was written, and no answers are given from it.")
  }
}
