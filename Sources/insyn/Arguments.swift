import ArgumentParser
import InsynRender

/// The flags as they are explained. What is none of them is a file, or a parameter that a script declares.
/// ArgumentParser writes the help, the scripts that complete a line, and what is wrong with one; what the words
/// ask for is read by `Invocation`.
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
