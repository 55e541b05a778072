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
    case .open: Title(sv: "öppna ett datapaket", en: "open a data package")
    case .history: Title(sv: "vad som har skrivits", en: "what has been typed")
    case .language: Title(sv: "svarens språk", en: "language of answers")
    case .version: Title(sv: "programmets version", en: "the program's version")
    }
  }

  /// The command of a folded word without its full stop, in either language.
  package init?(word: String) {
    guard
      let command = Command.allCases.first(where: { command in
        fold(command.name.sv) == word || fold(command.name.en) == word
      })
    else { return nil }
    self = command
  }
}
