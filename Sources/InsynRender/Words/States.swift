import InsynValue

/// What a cell without a number says; nil for a number, which `number` writes.
package func words(_ figure: Figure, _ tongue: Tongue) -> String? {
  switch figure {
  case .number: nil
  case .missing: Title(sv: "saknas", en: "missing")[tongue]
  case .hidden: Title(sv: "dolt", en: "suppressed")[tongue]
  case .notApplicable: Title(sv: "e.t.", en: "n.a.")[tongue]
  }
}
