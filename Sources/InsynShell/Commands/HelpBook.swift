import InsynFinish
import InsynLanguage
import InsynPlan
import InsynRender
import InsynStore
import InsynValue

/// What help can be given on something: what it is called, what it is, and a line that runs.
package struct HelpEntry: Sendable {
  /// What a line of help is about; also the order of equal finds.
  package enum Subject: Hashable, Sendable {
    case command(Command)
    case keyword(Keyword)
    case code(Code)
    case name(Entry)
  }

  package let subject: Subject
  package let title: Title
  package let gloss: Title
  /// Other words by which it is found.
  let others: [String]
  /// What is said of it at length, which is searched last.
  var text: [String] = []
  /// Lines that would show it, the best first; for a name of the data they may not all run.
  let examples: [Title]
}

/// Everything that help knows of: commands, words of the language, codes, and the names of the data.
package struct HelpBook {
  package let entries: [HelpEntry]
  private let session: Session

  package init(_ session: Session) {
    self.session = session
    let catalogue = session.catalogue
    var entries = Command.allCases.map(HelpEntry.init) + Keyword.allCases.map(HelpEntry.init)
    entries += explainedCodes.compactMap(HelpEntry.init)
    var seen: Set<Entry> = []
    var phrases: [Entry: [String]] = [:]
    let names = catalogue.names
    for (phrase, named) in names {
      for entry in named { phrases[entry, default: []].append(phrase) }
    }
    for (_, named) in names {
      for entry in named where seen.insert(entry).inserted {
        entries.append(HelpEntry(entry, phrases[entry] ?? [], catalogue))
      }
    }
    self.entries = entries
  }

  /// A line on an entry that runs; `visa` and the name where nothing better does.
  package func example(_ entry: HelpEntry, _ tongue: Tongue) -> String {
    switch entry.subject {
    case .command, .keyword, .code: return entry.examples[0][tongue]
    case .name:
      for example in entry.examples where session.runs(example[tongue]) { return example[tongue] }
      return Keyword.show.word(tongue) + " " + entry.title[tongue]
    }
  }

  /// The entries that hold all of the words, in either language and without åäö as well, the best first.
  package func find(_ text: String) -> [HelpEntry] {
    let words = bare(fold(text)).split(separator: " ").map(String.init)
    if words.isEmpty { return [] }
    let found = entries.enumerated().compactMap { place, entry in
      entry.rank(of: words).map { (key: ($0, entry.order, place), entry: entry) }
    }
    return found.sorted { $0.key < $1.key }.map(\.entry)
  }
}

extension HelpEntry {
  /// Where an entry stands among those that are found as well: names after all else, the short first.
  fileprivate var order: Int {
    if case .name = subject { title.sv.count } else { 0 }
  }

  /// True for commands and words of the language, whose glosses are as good as names.
  private var isOfTheShell: Bool {
    switch subject {
    case .command, .keyword: true
    case .code, .name: false
    }
  }

  /// How far the words are from what it is called, 0 for the name itself; nil when one is not in it.
  fileprivate func rank(of words: [String]) -> Int? {
    let names = ([title.sv, title.en] + others).map { bare(fold($0)) }
    let whole = words.joined(separator: " ")
    if names.contains(whole) { return 0 }
    let about = ([gloss.sv, gloss.en] + text).map { bare(fold($0)) }.joined(separator: " ")
    var rank = 1
    for word in words {
      let parts = names.flatMap { $0.split(separator: " ") }
      if parts.contains(where: { $0 == word }) {
        rank += 1
      } else if isOfTheShell, about.split(separator: " ").contains(where: { $0 == word }) {
        rank += 2
      } else if parts.contains(where: { $0.hasPrefix(word) }) {
        rank += 3
      } else if word.utf8.count > 3, names.contains(where: { $0.contains(word) }) {
        rank += 4
      } else if about.split(separator: " ").contains(where: { $0.hasPrefix(word) }) {
        rank += 8
      } else {
        return nil
      }
    }
    return rank
  }

  fileprivate init(_ command: Command) {
    func title(_ tongue: Tongue) -> String {
      let usage = command.usage[tongue]
      return ".\(command.name[tongue])" + (usage.isEmpty ? "" : " \(usage)")
    }
    self.init(
      subject: .command(command), title: Title(sv: title(.sv), en: title(.en)),
      gloss: command.gloss, others: [command.name.sv, command.name.en],
      text: command.alsoFoundBy,
      examples: [command.example])
  }

  fileprivate init(_ keyword: Keyword) {
    let (sv, en) = keyword.spellings
    self.init(
      subject: .keyword(keyword), title: Title(sv: sv[0], en: en[0]), gloss: keyword.gloss,
      others: sv + en, examples: [keyword.example])
  }

  fileprivate init?(_ code: Code) {
    guard let sv = explanation(code, .sv), let en = explanation(code, .en) else { return nil }
    let explain = Title(
      sv: "\(Keyword.explain.word(.sv)) \(code)", en: "\(Keyword.explain.word(.en)) \(code)")
    let examples = zip(sv.examples, en.examples).map { Title(sv: $0, en: $1) }
    self.init(
      subject: .code(code), title: Title("\(code)"), gloss: Title(sv: sv.title, en: en.title),
      others: [], text: [sv.text, en.text], examples: examples.isEmpty ? [explain] : [examples[0]])
  }

  fileprivate init(_ entry: Entry, _ phrases: [String], _ catalogue: Catalogue) {
    self.init(
      subject: .name(entry), title: catalogue.title(entry), gloss: catalogue.kind(of: entry),
      others: phrases, examples: catalogue.examples(of: entry))
  }
}

extension Catalogue {
  /// Lines that would show what a name is good for.
  fileprivate func examples(of entry: Entry) -> [Title] {
    let title = written(self.title(entry))
    func count(_ table: TableID) -> Title {
      let name = written(store[table].names.title)
      return Title(
        sv: "\(Keyword.count.word(.sv)) \(name.sv)", en: "\(Keyword.count.word(.en)) \(name.en)")
    }
    func line(_ parts: Title...) -> Title {
      Title(
        sv: parts.map(\.sv).joined(separator: " "), en: parts.map(\.en).joined(separator: " "))
    }
    let by = Title(sv: Keyword.per.word(.sv), en: Keyword.per.word(.en))
    let with = Title(sv: Keyword.with.word(.sv), en: Keyword.with.word(.en))
    let test = Title(sv: Keyword.filter.word(.sv), en: Keyword.filter.word(.en))
    switch entry {
    case .table(let table): return [count(table), title]
    case .column(let table, _):
      return [
        line(count(table), by, title), line(written(store[table].names.title), with, title),
      ]
    case .cut(let table, _): return [line(count(table), by, title)]
    case .figure: return [title]
    case .definition(let id):
      let table = self[id].table
      return [
        title, line(count(table), test, title),
        line(written(store[table].names.title), with, title),
      ]
    case .versus: return []
    case .attainment(let table, _):
      return [line(written(store[table].names.title), test, title)]
    case .member(let domain, _):
      return store.tables.compactMap { table in
        guard let column = column(table.id, of: domain) else { return nil }
        let field = written(table[column].names.title)
        return line(count(table.id), test, field, Title("="), title)
      }
    }
  }

  /// A name as a line has it: in quotes where it is more than a word.
  private func written(_ title: Title) -> Title {
    func written(_ text: String) -> String {
      let isWord = text.allSatisfy { $0.isLetter || $0.isNumber }
      return isWord ? text : "\"\(text)\""
    }
    return Title(sv: written(title.sv), en: written(title.en))
  }
}
