import ArgumentParser
import InsynLanguage
import InsynRender
import InsynShell
import InsynStore
import InsynValue

/// The command line. What it does not know is a file, or a parameter that a script declares.
struct Arguments: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "insyn",
    abstract: "Ställ frågor till rapporterna. / Ask the reports questions.",
    discussion: """
      Utan argument: en prompt, där .hjälp visar grunderna. / Without arguments: a prompt, where \
      .help shows the basics.
      """)

  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "En fråga; får ges flera gånger. / A question; may be repeated.", valueName: "QUERY"))
  var questions: [String] = []

  @Option(
    help: ArgumentHelp(
      "Svarsformat / answer format: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "F"))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "Skriv svaren till en fil. / Write the answers to a file.", valueName: "FILE"))
  var output: String?

  @Option(help: ArgumentHelp("Språk / language: sv, en.", valueName: "sv|en"))
  var lang: String?

  @Option(
    help: ArgumentHelp(
      "Egna data: mapp med datapaket, csv-fil eller .insyn. / Data of your own: folder of a data package, csv file or .insyn.",
      valueName: "PATH"))
  var data: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Gör så många påhittade hushållsmånader för hela Stockholm, 1 till 100M. / Make so many made-up household months for all of Stockholm, 1 to 100M.",
      valueName: "N"))
  var practice: String?

  @Flag(help: "Fortsätt efter ett fel. / Go on after an error.")
  var keepGoing = false

  @Flag(
    help: "Slutkod 1 när granska visar en motsägelse. / Exit 1 when check shows a contradiction.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Skriv filen i kanonisk form. / Write the file in canonical form.", valueName: "FILE"))
  var canonical: String?

  @Flag(help: "Skriv versionen. / Print the version.")
  var version = false

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "Filer med frågor; - är standard in. Parametrar: --namn värde. / Files of questions; - is standard input. Parameters: --name value.",
      valueName: "FILE"))
  var words: [String] = []
}

/// A command line that cannot be run, in both languages.
struct UsageError: Error {
  let text: Title
}

extension Arguments {
  /// Options that take a value, by which the order of the steps is told from the raw words.
  private static let valued: Set<String> = [
    "--format", "--output", "--lang", "--data", "--practice", "--canonical",
  ]

  /// What to run, in the order of the raw words, and the parameters that scripts may declare.
  static func steps(_ raw: [String]) -> (steps: [Step], parameters: [String: String]) {
    var steps: [Step] = []
    var parameters: [String: String] = [:]
    var index = 0
    while index < raw.count {
      let word = raw[index]
      let next = index + 1 < raw.count ? raw[index + 1] : nil
      switch word {
      case "-c":
        if let next { steps.append(.question(next)) }
        index += 1
      case "-": steps.append(.standardInput)
      case "--keep-going", "--strict", "--version", "--help", "-h": break
      case _ where valued.contains(word): index += 1
      case _ where word.hasPrefix("--"):
        let name = word.dropFirst(2)
        if let sign = name.firstIndex(of: "=") {
          if !valued.contains("--" + name[..<sign]) {
            parameters[fold(String(name[..<sign]))] = String(name[name.index(after: sign)...])
          }
        } else {
          parameters[fold(String(name))] = next ?? ""
          index += 1
        }
      default: steps.append(.file(word))
      }
      index += 1
    }
    return (steps, parameters)
  }

  /// The settings of the shell. Throws for a format or language that is not there.
  func settings(_ raw: [String]) throws(UsageError) -> Settings {
    var settings = Settings()
    (settings.steps, settings.parameters) = Arguments.steps(raw)
    if let format {
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
    if let lang {
      guard let tongue = Tongue(rawValue: lang) else {
        throw UsageError(
          text: Title(
            sv: "--lang \(lang): språken är sv och en.",
            en: "--lang \(lang): the languages are sv and en."))
      }
      settings.tongue = tongue
    }
    settings.output = output
    if data.count > 1 {
      throw UsageError(
        text: Title(
          sv: "--data: bara ett datapaket åt gången.", en: "--data: one data package at a time."))
    }
    settings.data = data
    settings.practice = try practiceMonths()
    settings.keepsGoing = keepGoing
    settings.isStrict = strict
    settings.canonical = canonical
    try refuseUnknown(settings, raw)
    return settings
  }

  /// The household months of `--practice`, nil without it. Throws for a word that is no such number.
  private func practiceMonths() throws(UsageError) -> Int? {
    guard let practice else { return nil }
    guard let months = Practice.months(practice) else {
      throw UsageError(
        text: Title(
          sv: "--practice \(practice): skriv ett helt antal från 1 till 100M, till exempel 250k "
            + "eller 10M.",
          en:
            "--practice \(practice): write a whole number from 1 to 100M, for example 250k or 10M."
        ))
    }
    if !data.isEmpty {
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

  /// The flags that take no value.
  private static let plain: Set<String> = ["--keep-going", "--strict", "--version", "--help"]

  /// A flag that no script declares as its parameter is a mistake, not a parameter.
  private func refuseUnknown(_ settings: Settings, _ raw: [String]) throws(UsageError) {
    let given = settings.parameters.keys.sorted()
    // A pipe with a name is read once: not at all for flags that nobody has given.
    if given.isEmpty { return }
    if let flag = given.first(where: Arguments.later.contains) {
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
    let flags = Set(Arguments.valued.union(Arguments.plain).map { String($0.dropFirst(2)) })
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
