import InsynRender
import InsynValue

/// The commands of the shell itself: a line that begins with a full stop.
package enum Command: String, CaseIterable, Sendable {
  case help
  case exit
  case format
  case output
  case once
  case tee
  case timer
  case all
  case edit
  case read
  case watch
  case save
  case open
  case history
  case language
  case version

  /// The words after the full stop, in each language.
  package var name: Title {
    switch self {
    case .help: Title(sv: "hjälp", en: "help")
    case .exit: Title(sv: "sluta", en: "exit")
    case .format: Title(sv: "format", en: "format")
    case .output: Title(sv: "till", en: "output")
    case .once: Title(sv: "once", en: "once")
    case .tee: Title(sv: "tee", en: "tee")
    case .timer: Title(sv: "timer", en: "timer")
    case .all: Title(sv: "allt", en: "all")
    case .edit: Title(sv: "redigera", en: "edit")
    case .read: Title(sv: "läs", en: "read")
    case .watch: Title(sv: "watch", en: "watch")
    case .save: Title(sv: "spara", en: "save")
    case .open: Title(sv: "öppna", en: "open")
    case .history: Title(sv: "historik", en: "history")
    case .language: Title(sv: "språk", en: "lang")
    case .version: Title(sv: "version", en: "version")
    }
  }

  /// What it does, in a few words.
  package var gloss: Title {
    switch self {
    case .help: Title(sv: "sök i hjälpen", en: "search the help")
    case .exit: Title(sv: "lämna insyn", en: "leave insyn")
    case .format: Title(sv: "svarens format", en: "format of answers")
    case .output: Title(sv: "svaren till en fil", en: "answers to a file")
    case .once: Title(sv: "nästa svar till en fil", en: "next answer to a file")
    case .tee: Title(sv: "svaren även till en fil", en: "answers to a file too")
    case .timer: Title(sv: "visa tiden för svaren", en: "show the time of answers")
    case .all: Title(sv: "hela det förra svaret", en: "the whole last answer")
    case .edit: Title(sv: "skriv i egen editor", en: "write in your own editor")
    case .read: Title(sv: "kör en fil med frågor", en: "run a file of questions")
    case .watch: Title(sv: "ställ frågan om och om igen", en: "ask again and again")
    case .save: Title(sv: "förra svaret till en fil", en: "last answer to a file")
    case .open: Title(sv: "öppna andra data", en: "open other data")
    case .history: Title(sv: "vad som har skrivits", en: "what has been typed")
    case .language: Title(sv: "svarens språk", en: "language of answers")
    case .version: Title(sv: "programmets version", en: "the program's version")
    }
  }

  /// What may stand after it.
  package var usage: Title {
    switch self {
    case .help: Title(sv: "[ORD]", en: "[WORD]")
    case .exit, .all, .edit, .version: Title("")
    case .format: Title("[FORMAT]")
    case .output, .tee: Title(sv: "[FIL]", en: "[FILE]")
    case .once, .read, .save: Title(sv: "FIL", en: "FILE")
    case .timer: Title(sv: "[på|av]", en: "[on|off]")
    case .watch: Title(sv: "SEKUNDER [FRÅGA]", en: "SECONDS [QUESTION]")
    case .open: Title(sv: "[MAPP|FIL]", en: "[FOLDER|FILE]")
    case .history: Title(sv: "[ANTAL|ORD]", en: "[NUMBER|WORD]")
    case .language: Title("sv|en")
    }
  }

  /// Words by which help finds it too.
  var alsoFoundBy: [String] {
    switch self {
    case .format: Format.allCases.map(\.rawValue)
    case .save: Format.allCases.map(\.rawValue) + ["insyn", "ögonblicksbild", "snapshot"]
    case .open: ["csv", "insyn", "datapaket", "package", "ögonblicksbild", "snapshot"]
    default: []
    }
  }

  /// A line that runs.
  package var example: Title {
    switch self {
    case .help: Title(sv: ".hjälp andel", en: ".help share")
    case .exit: Title(sv: ".sluta", en: ".exit")
    case .format: Title(".format csv")
    case .output: Title(sv: ".till svar.txt", en: ".output answers.txt")
    case .once: Title(sv: ".once svar.txt", en: ".once answer.txt")
    case .tee: Title(sv: ".tee möte.txt", en: ".tee meeting.txt")
    case .timer: Title(sv: ".timer på", en: ".timer on")
    case .all: Title(sv: ".allt", en: ".all")
    case .edit: Title(sv: ".redigera", en: ".edit")
    case .read: Title(sv: ".läs frågor.iq", en: ".read questions.iq")
    case .watch: Title(sv: ".watch 5 antal insatser", en: ".watch 5 count interventions")
    case .save: Title(sv: ".spara svar.csv", en: ".save answer.csv")
    case .open: Title(sv: ".öppna mappen", en: ".open folder")
    case .history: Title(sv: ".historik 20", en: ".history 20")
    case .language: Title(sv: ".språk en", en: ".lang sv")
    case .version: Title(".version")
    }
  }

  /// True for what needs somebody at the keyboard.
  package var needsPrompt: Bool {
    switch self {
    case .edit, .watch, .history: true
    case .help, .exit, .format, .output, .once, .tee, .timer, .all, .read, .save, .open, .language,
      .version:
      false
    }
  }

  /// The command of a folded word without its full stop, in either language, with or without åäö.
  package init?(word: String) {
    let command = Command.allCases.first { command in
      command.words.contains { bare($0) == bare(word) }
    }
    guard let command else { return nil }
    self = command
  }

  private var words: [String] { [fold(name.sv), fold(name.en)] }

  /// The commands of later versions, folded.
  private static let later: Set<String> = [
    "skydd", "guard", "push", "lektion", "lesson", "projektor", "projector", "protokoll", "record",
  ]

  /// True for a command that a later version will have.
  static func comesLater(_ word: String) -> Bool { later.contains(bare(word)) }

  /// The command that a folded word seems to mean, with its full stop: one that it begins, or one that
  /// is a slip away.
  static func nearest(to word: String) -> String? {
    let names = allCases.flatMap { [$0.name.sv, $0.name.en] }
    let word = bare(word)
    if word.isEmpty { return nil }
    let begun = names.first { bare(fold($0)).hasPrefix(word) }
    let slip = names.compactMap { name in
      editDistance(word, bare(fold(name)), limit: word.count < 4 ? 1 : 2).map { ($0, name) }
    }.min { $0.0 < $1.0 }
    return (begun ?? slip?.1).map { "." + $0 }
  }
}
