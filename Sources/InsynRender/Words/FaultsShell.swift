import InsynValue

// What is said of the shell's own commands, and of work that was stopped.

func unknownCommand(_ word: String, _ comesLater: Bool) -> Title {
  if comesLater {
    return Title(
      sv: "\(word) finns inte än; det kommer i en senare version.",
      en: "\(word) is not there yet; it comes in a later version.")
  }
  return Title(
    sv: "\(quoted(word)) är inget kommando; .hjälp räknar upp dem.",
    en: "\(quoted(word)) is no command; .help lists them.")
}

/// `Avbrutet efter 12 av 129 regler.`
func stopped(_ reached: Reached) -> Title {
  if reached.done == 0 { return Title(sv: "Avbrutet.", en: "Stopped.") }
  return Title(
    sv: "Avbrutet efter \(progress(reached, .sv)).",
    en: "Stopped after \(progress(reached, .en)).")
}

/// `12 av 129 regler`
package func progress(_ reached: Reached, _ tongue: Tongue) -> String {
  func plain(_ count: Int) -> String {
    number(Exact(count), Printing(.none, decimals: 0), tongue, withUnit: false)
  }
  let of = Title(sv: "av", en: "of")[tongue]
  return "\(plain(reached.done)) \(of) \(plain(reached.all)) \(noun(reached.work)[tongue])"
}

private func noun(_ work: Work) -> Title {
  switch work {
  case .rows: Title(sv: "rader", en: "rows")
  case .rules: Title(sv: "regler", en: "rules")
  case .fields: Title(sv: "fält", en: "fields")
  case .kilobytes: Title(sv: "kB", en: "kB")
  case .values: Title(sv: "värden", en: "values")
  }
}
