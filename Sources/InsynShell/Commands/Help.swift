import InsynLanguage
import InsynValue

extension Shell {
  /// `.help WORD`: what is found, each with what it is and a line that runs. Without a word the
  /// overview.
  func help(_ text: String) -> String { InsynShell.help(text, session) }
}

/// What is shown of a search at once.
private let shownFinds = 8

/// What `.help` says in a session.
package func help(_ text: String, _ session: Session) -> String {
  let tongue = session.tongue
  if fold(text).isEmpty { return overview(tongue) }
  let book = HelpBook(session)
  let found = book.find(text)
  if found.isEmpty {
    return Title(
      sv: "Hjälpen har inget om \"\(visible(text))\"; .hjälp utan ord visar grunderna.\n",
      en: "The help has nothing on \"\(visible(text))\"; .help alone shows the basics.\n")[tongue]
  }
  var lines: [String] = []
  for entry in found.prefix(shownFinds) {
    lines.append("\(visible(entry.title[tongue])): \(visible(entry.gloss[tongue]))")
    lines.append("  \(visible(book.example(entry, tongue)))")
  }
  let rest = found.count - shownFinds
  if rest > 0 {
    lines.append(
      Title(sv: "\(rest) till; fler ord ger färre", en: "\(rest) more; more words give fewer")[
        tongue])
  }
  return lines.joined(separator: "\n") + "\n"
}

/// The basics on one small screen: what can be asked, each with a line that runs.
package let basics: [(subject: Title, lines: [Title])] = [
  (
    Title(sv: "fråga", en: "ask"),
    [
      Title(sv: "andel barn i bidragsfamiljer", en: "share of children in benefit families"),
      Title(sv: "antal insatser", en: "count interventions"),
    ]
  ),
  (
    Title(sv: "dela upp", en: "split"),
    [
      Title(sv: "antal insatser per stadsdel", en: "count interventions by district"),
      Title(
        sv: "antal insatser per stadsdel x kön", en: "count interventions by district x gender"),
    ]
  ),
  (
    Title(sv: "välj", en: "filter"),
    [
      Title(sv: "bidragshushåll per stadsdel 2016", en: "benefit households by district 2016"),
      Title(
        sv: "antal insatser där kön = kvinnor", en: "count interventions where gender = women"),
    ]
  ),
  (
    Title(sv: "jämför", en: "compare"),
    [
      Title(sv: "sjukfrånvaron mot årsmål", en: "sick leave vs target"),
      Title(
        sv: "bidragshushåll 2016 mot i fjol", en: "benefit households 2016 vs last year"),
      Title(
        sv: "antal insatser per kön som andel av totalen",
        en: "count interventions by gender as share of total"),
    ]
  ),
  (
    Title(sv: "se bakom", en: "look behind"),
    [
      Title(sv: "källa sjukfrånvaron", en: "source sick leave"),
      Title(sv: "förklara antal insatser per kön", en: "explain count interventions by gender"),
      Title(sv: "visa insatser", en: "show interventions"),
      Title(sv: "granska", en: "check"),
    ]
  ),
]

/// The basics as a text of at most 60 columns and 20 rows.
package func overview(_ tongue: Tongue) -> String {
  var lines: [String] = []
  func add(_ subject: String, _ rows: [String]) {
    for (index, row) in rows.enumerated() {
      let head = index == 0 ? subject : ""
      lines.append(head + String(repeating: " ", count: 13 - head.count) + row)
    }
  }
  for (subject, rows) in basics { add(subject[tongue], rows.map { $0[tongue] }) }
  func words(_ commands: [Command]) -> String {
    commands.map { ".\($0.name[tongue])" }.joined(separator: " ")
  }
  add(
    Title(sv: "skalet", en: "shell")[tongue],
    [
      words([.format, .save, .output, .once, .tee, .all]),
      words([.read, .edit, .watch, .history, .timer]),
      words([.open, .language, .version, .exit]),
    ])
  lines.append(
    Title(
      sv: "Sök i allt: .hjälp ORD, som .hjälp andel eller .hjälp IN07",
      en: "Search it all: .help WORD, as .help share or .help IN07")[tongue])
  return lines.joined(separator: "\n") + "\n"
}
