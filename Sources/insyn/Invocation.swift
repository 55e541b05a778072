import InsynLanguage
import InsynRender
import InsynShell
import InsynStore
import InsynValue

/// A command line that cannot be run, in both languages.
struct UsageError: Error {
  let text: Title
}

/// What the words of a command line ask for, in their order.
struct Invocation {
  private(set) var steps: [Step] = []
  /// The parameters that scripts may declare, by their folded names.
  private(set) var parameters: [String: String] = [:]
  /// The values of the options that take one.
  private var values: [String: [String]] = [:]
  private var flags: Set<String> = []
  /// True when every word is plainly right. Of other words ArgumentParser tells whether they are, and of these
  /// it need not be asked: that takes a quarter of the time to the first answer.
  private(set) var isPlain = true
  private let raw: [String]

  /// Options that take a value.
  private static let valued: Set<String> = [
    "--format", "--output", "--lang", "--data", "--practice", "--canonical",
  ]
  /// The flags that take no value.
  private static let plain: Set<String> = ["--keep-going", "--strict", "--version", "--help"]

  init(_ raw: [String]) {
    self.raw = raw
    var index = 0
    while index < raw.count {
      let next = index + 1 < raw.count ? raw[index + 1] : nil
      index += read(raw[index], next) ? 2 : 1
    }
  }

  /// Reads a word; true when the next one is its value.
  private mutating func read(_ word: String, _ next: String?) -> Bool {
    if word == "-c" {
      if let next { steps.append(.question(next)) } else { isPlain = false }
      return true
    }
    if word == "-" || !word.hasPrefix("-") {
      steps.append(word == "-" ? .standardInput : .file(word))
      return false
    }
    if Invocation.valued.contains(word) {
      add(next ?? "", to: word)
      return true
    }
    if let sign = word.firstIndex(of: "="), Invocation.valued.contains(String(word[..<sign])) {
      add(String(word[word.index(after: sign)...]), to: String(word[..<sign]))
      return false
    }
    isPlain = isPlain && Invocation.plain.contains(word) && word != "--help"
    if Invocation.plain.contains(word) || word == "-h" {
      flags.insert(word)
      return false
    }
    if word.hasPrefix("--") { return readParameter(word.dropFirst(2), next) }
    steps.append(.file(word))
    return false
  }

  private mutating func add(_ value: String, to option: String) {
    values[option, default: []].append(value)
    if value.isEmpty || value.hasPrefix("-") { isPlain = false }
  }

  /// A flag is never the value of a parameter.
  private mutating func readParameter(_ word: Substring, _ next: String?) -> Bool {
    guard let sign = word.firstIndex(of: "=") else {
      let isFlag = next.map { Invocation.valued.union(Invocation.plain).contains($0) } ?? true
      parameters[fold(String(word))] = isFlag ? "" : next
      return !isFlag
    }
    parameters[fold(String(word[..<sign]))] = String(word[word.index(after: sign)...])
    return false
  }

  /// True when the version is asked for, and nothing else is done.
  var asksForVersion: Bool { flags.contains("--version") }

  /// The language of what is told, before it is known to be one.
  var tongue: Tongue { value("--lang") == "en" ? .en : .sv }

  /// The value of an option that is given once; the last one counts.
  private func value(_ option: String) -> String? { values[option]?.last }
}

extension Invocation {
  /// The settings of the shell. Throws for a format or language that is not there.
  func settings() throws(UsageError) -> Settings {
    var settings = Settings()
    (settings.steps, settings.parameters) = (steps, parameters)
    if let format = value("--format") {
      guard let known = Format(rawValue: format) else {
        let all = Format.allCases.map(\.rawValue).joined(separator: ", ")
        let later = Format.later.contains(format)
        throw UsageError(
          text: Title(
            sv: "--format \(format): \(later ? "kommer senare; nu finns" : "formaten är") \(all).",
            en: "--format \(format): \(later ? "comes later; now there are" : "the formats are") "
              + "\(all)."))
      }
      settings.format = known
    }
    if let lang = value("--lang") {
      guard let tongue = Tongue(rawValue: lang) else {
        throw UsageError(
          text: Title(
            sv: "--lang \(lang): språken är sv och en.",
            en: "--lang \(lang): the languages are sv and en."))
      }
      settings.tongue = tongue
    }
    settings.output = value("--output")
    let data = values["--data"] ?? []
    if data.count > 1 {
      throw UsageError(
        text: Title(
          sv: "--data: bara ett datapaket åt gången.", en: "--data: one data package at a time."))
    }
    settings.data = data
    settings.practice = try practiceMonths()
    settings.keepsGoing = flags.contains("--keep-going")
    settings.isStrict = flags.contains("--strict")
    settings.canonical = value("--canonical")
    try refuseUnknown(settings)
    return settings
  }

  /// The household months of `--practice`, nil without it. Throws for a word that is no such number.
  private func practiceMonths() throws(UsageError) -> Int? {
    guard let practice = value("--practice") else { return nil }
    guard let months = Practice.months(practice) else {
      throw UsageError(
        text: Title(
          sv: "--practice \(practice): skriv ett helt antal från 1 till 100M, till exempel 250k "
            + "eller 10M.",
          en:
            "--practice \(practice): write a whole number from 1 to 100M, for example 250k or 10M."
        ))
    }
    if values["--data"] != nil {
      throw UsageError(
        text: Title(
          sv:
            "--practice gör rader i programmets egna övningstabeller och går inte ihop med --data.",
          en:
            "--practice makes rows of the program's own practice tables and does not go with --data."
        ))
    }
    return months
  }

  /// The flags of later versions.
  private static let later: Set<String> = ["engine", "replay"]

  /// A flag that no script declares as its parameter is a mistake, not a parameter.
  private func refuseUnknown(_ settings: Settings) throws(UsageError) {
    let given = settings.parameters.keys.sorted()
    // A pipe with a name is read once: not at all for flags that nobody has given.
    if given.isEmpty { return }
    if let flag = given.first(where: Invocation.later.contains) {
      throw UsageError(
        text: Title(
          sv: "--\(flag) finns inte än; det kommer i en senare version.",
          en: "--\(flag) is not there yet; it comes in a later version."))
    }
    let files = settings.steps + (settings.canonical.map { [Step.file($0)] } ?? [])
    let declared = Set(declaredParameters(files).map(\.name))
    guard let name = given.first(where: { !declared.contains($0) }) else { return }
    // As it was written: names are compared without their hyphens.
    let flag = raw.first { $0.hasPrefix("--") && fold(String($0.prefix { $0 != "=" })) == name }
    let unknown = String((flag ?? name).drop { $0 == "-" }.prefix { $0 != "=" })
    let flags = Set(Invocation.valued.union(Invocation.plain).map { String($0.dropFirst(2)) })
    let nearest = flags.union(declared)
      .compactMap { flag in editDistance(unknown, flag, limit: 2).map { ($0, flag) } }
      .min { $0 < $1 }
    let closest = nearest.map {
      Title(sv: "\nNärmast: --\($0.1)", en: "\nClosest: --\($0.1)")
    }
    throw UsageError(
      text: Title(
        sv: "--\(unknown): ingen sådan flagga, och inget skript har parametern $\(unknown)."
          + (closest?.sv ?? ""),
        en: "--\(unknown): no such flag, and no script has the parameter $\(unknown)."
          + (closest?.en ?? "")))
  }
}
