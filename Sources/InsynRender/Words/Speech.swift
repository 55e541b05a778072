import InsynValue

// Small pieces of speech that the words of several concerns share.

/// A text in the quotes of the language.
func quoted(_ text: String) -> String { text.hasPrefix("\"") ? text : "\"\(text)\"" }

/// The text with a capital, to begin a sentence.
func capitalized(_ text: String) -> String {
  text.prefix(1).uppercased() + text.dropFirst()
}

/// `a, b och c`; of more than `limit` the rest is counted.
func listed(_ items: [String], _ tongue: Tongue, limit: Int = 8) -> String {
  let and = Title(sv: " och ", en: " and ")[tongue]
  if items.count <= limit {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + and + last
  }
  let rest = items.count - limit
  let more = Title(sv: "\(rest) till", en: "\(rest) more")[tongue]
  return items.prefix(limit).joined(separator: ", ") + and + more
}

/// The same for names of the catalogue.
func listed(_ titles: [Title], _ tongue: Tongue, limit: Int = 8) -> String {
  listed(titles.map { $0[tongue] }, tongue, limit: limit)
}

/// `1 rad`, `3 rader`, `12 000 rader`.
func counted(_ count: Int, _ one: Title, _ several: Title, _ tongue: Tongue) -> String {
  let number = number(
    Exact(count), Printing(.none, decimals: 0), tongue, withUnit: false)
  return "\(number) \((count == 1 ? one : several)[tongue])"
}

/// Rows, counted.
func rows(_ count: Int, _ tongue: Tongue) -> String {
  counted(count, Title(sv: "rad", en: "row"), Title(sv: "rader", en: "rows"), tongue)
}

/// The unit as a running sentence names it.
func words(_ unit: Unit, _ tongue: Tongue) -> String {
  switch unit {
  case .none: Title(sv: "tal utan enhet", en: "numbers without a unit")[tongue]
  case .percent: Title(sv: "procent", en: "percent")[tongue]
  case .points: Title(sv: "procentenheter", en: "percentage points")[tongue]
  case .named("st"): Title(sv: "st", en: "number")[tongue]
  case .money, .named: unit.word
  }
}
