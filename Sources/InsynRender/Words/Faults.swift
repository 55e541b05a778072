import InsynValue

/// One sentence that says what is wrong, and what would be right.
package func words(_ fault: Fault, _ tongue: Tongue) -> String {
  sentence(fault)[tongue]
}

private func sentence(_ fault: Fault) -> Title {
  switch fault {
  case .unknown(let word, let place): unknown(quoted(word), place)
  case .unknownValue(let value, let field):
    Title(
      sv: "\(quoted(value)) är inget värde av \(field.sv); visa \(field.sv) räknar upp alla.",
      en: "\(quoted(value)) is no value of \(field.en); show \(field.en) lists them all.")
  case .severalTables(let name, let tables): severalTables(name, tables)
  case .dimensionLacking(let name, let table, let has): lacking(quoted(name), table, has)
  case .nothingAfterPer:
    Title(
      sv: "Efter per saknas det som raderna ska delas upp på, som per stadsdel.",
      en: "After by the field is missing that splits the rows, as in by district.")
  case .secondColumn:
    Title(
      sv: "Bara ett fält kan dela upp kolumnerna; det andra hör hemma på raderna, efter per.",
      en: "Only one field can split the columns; the other belongs on the rows, after by.")
  case .foreign(let habit, let word): insynWay(habit, word)
  case .unlikeUnits(let left, let right): unlike(left, right)
  case .manyValues(let field):
    Title(
      sv: "\(quoted(field)) har ett värde för varje rad; summa, snitt eller median ger ett tal.",
      en: "\(quoted(field)) has one value for each row; sum, average or median give one number.")
  case .mixedTests:
    Title(
      sv: "Villkor på rader och villkor på uträknade tal går inte att blanda så här; förena dem "
        + "med och, eller ställ två frågor.",
      en: "Conditions on rows and conditions on results cannot be mixed like this; join them with "
        + "and, or ask two questions.")
  case .periodWithoutData(let period, let present): withoutData(period, present)
  case .noTarget(let table):
    Title(
      sv: "Tabellen \(table.sv) har inget mål att jämföra med.",
      en: "The table \(table.en) has no target to compare with.")
  case .listWithoutSpace(let text):
    Title(
      sv: "\(quoted(text)) är ett enda tal; i en lista står ett mellanslag efter varje komma.",
      en: "\(quoted(text)) is a single number; in a list a space follows each comma.")
  case .shareWithout(let rows): shareWithout(rows: rows)
  case .emptied(let step):
    step.map {
      Title(
        sv: "Inga rader är kvar efter \(quoted($0)).", en: "No rows are left after \(quoted($0)).")
    } ?? Title(sv: "Inga rader svarar mot frågan.", en: "No rows answer the question.")
  case .publishedAggregate(let name):
    Title(
      sv: "\(quoted(name)) är ett publicerat tal, som visas som det står och inte räknas om.",
      en: "\(quoted(name)) is a published figure, shown as it stands and never recomputed.")
  case .looseLine:
    Title(
      sv: "I en fil skrivs frågan helt ut: tabellen först, namn av flera ord inom citattecken, "
        + "värden efter en jämförelse.",
      en: "In a file the question is written out: the table first, names of several words in "
        + "quotes, values after a comparison.")
  case .clausesAmongOthers(let name):
    Title(
      sv: "\(quoted(name)) är en hel fråga med egna led och kan bara stå ensam.",
      en: "\(quoted(name)) is a whole question with clauses of its own and can only stand alone.")
  case .fieldsOnCount:
    Title(
      sv: "Ett antal har inga egna fält att visa; ett villkor på ett fält skrivs efter där.",
      en: "A count has no fields of its own to show; a condition on a field follows where.")
  case .versusWithColumns:
    Title(
      sv: "Både mot och x ger kolumner, så de kan inte stå i samma fråga.",
      en: "Both vs and x make columns, so they cannot stand in the same question.")
  case .ambiguousValue(let value, let fields): ambiguous(value, fields)
  case .unclosedQuote:
    Title(
      sv: "Citattecknet har inget som avslutar det.", en: "The quote is never closed.")
  case .parameterWithoutValue(let name): withoutValue(bareName(name))
  case .countInWords(let word):
    Title(
      sv: "Antalet skrivs med siffror, inte som \(quoted(word)).",
      en: "The number is written with digits, not as \(quoted(word)).")
  case .turnedPeriod(let text): turned(text)
  case .noSharedDimension(let left, let right):
    Title(
      sv: "Tabellerna \(left.sv) och \(right.sv) har inget gemensamt fält att dela upp på.",
      en: "The tables \(left.en) and \(right.en) share no field to split by.")
  case .clauseTwice(let clause):
    Title(
      sv: "\(quoted(words(clause, .sv))) står två gånger, men får stå en gång i en fråga.",
      en: "\(quoted(words(clause, .en))) stands twice, but may stand once in a question.")
  case .protectedListing(let table):
    Title(
      sv: "Tabellen \(table.sv) är skyddad: raderna går att räkna, men de listas aldrig.",
      en: "The table \(table.en) is protected: its rows can be counted but are never listed.")
  case .clauseOnListing(let clause): onListing(clause)
  case .unexpected(let text, let place): unexpected(text, place)
  case .nameTaken(let name):
    Title(
      sv: "\(quoted(name)) finns redan i katalogen och behåller sin betydelse.",
      en: "\(quoted(name)) is already in the catalogue and keeps its meaning.")
  case .overflow:
    Title(
      sv: "Svaret blir för stort för att räknas ut exakt.",
      en: "The result is too large to be computed exactly.")
  case .wrongType(let name, let wanted):
    Title(
      sv: "Här väntas \(noun(wanted).sv), inte \(quoted(name)).",
      en: "\(capitalized(noun(wanted).en)) is expected here, not \(quoted(name)).")
  case .nothingAnswered:
    Title(
      sv: "Det finns inget svar att utgå från ännu; en hel fråga kommer först.",
      en: "There is no answer to start from yet; a whole question comes first.")
  case .refineInFile:
    Title(
      sv: "I en fil är varje rad en hel fråga; ett led för sig ändrar ingen annan rad.",
      en: "In a file each line is a whole question; a clause alone changes no other line.")
  case .secondAnswer(let format):
    Title(
      sv: "En fil i formatet \(format) rymmer ett enda svar; nästa fråga behöver en egen fil.",
      en: "A file in the format \(format) holds one answer; the next question needs its own.")
  case .nothingDrawn:
    Title(
      sv: "Svaret har inga tal att rita; --format svg behöver en kolumn med tal.",
      en: "The answer has no numbers to draw; --format svg needs a column of numbers.")
  case .lastYearAsFilter:
    Title(
      sv: "\(quoted("i fjol")) hör ihop med mot; som urval skrivs året, till exempel 2016.",
      en:
        "\(quoted("last year")) belongs with vs; as a selection the year is written, such as 2016.")
  case .noRules:
    Title(
      sv: "De här uppgifterna har inga regler att granska mot.",
      en: "These data have no rules to check against.")
  case .badParameter(let name, let wanted): badParameter(bareName(name), wanted)
  case .unreadable(let file):
    Title(
      sv: "Filen \(quoted(file)) går inte att läsa.",
      en: "The file \(quoted(file)) cannot be read.")
  case .notText(let line):
    Title(
      sv: "Filen är inte text i UTF-8: rad \(line) har tecken som inte går att tyda.",
      en: "The file is not UTF-8 text: line \(line) has bytes that mean no character.")
  case .tooLarge(let needed, let free):
    Title(
      sv: "Svaret ryms inte i minnet: det behöver omkring \(needed) MB, och \(free) MB är ledigt. "
        + "Dela upp på färre fält, ta färre rader med topp eller begränsa med där.",
      en:
        "The answer does not fit in memory: it needs about \(needed) MB, and \(free) MB are free. "
        + "Split by fewer fields, take fewer rows with top or narrow it with where.")
  case .noRoom(let needed, let free):
    Title(
      sv:
        "Uppgifterna ryms inte i minnet: de behöver omkring \(needed) MB, och \(free) MB är ledigt.",
      en: "The data do not fit in memory: they need about \(needed) MB, and \(free) MB are free.")
  case .badJSON(let wanted):
    Title(
      sv: "Filen är inte giltig JSON: här väntas \(words(wanted, .sv)).",
      en: "The file is not valid JSON: \(words(wanted, .en)) is expected here.")
  case .badPackage(let wanted):
    Title(
      sv: "Beskrivningen stämmer inte: här väntas \(words(wanted, .sv)).",
      en: "The description is not right: \(words(wanted, .en)) is expected here.")
  case .badCell(let found, let wanted): badCell(found, wanted)
  case .phraseTaken(let phrase, let other): phraseTaken(phrase, other)
  case .protectedTable(let table):
    Title(
      sv: "Tabellen \(table) är skyddad, och skyddade tabeller läses bara in som syntetiska "
        + "övningsdata.",
      en: "The table \(table) is protected, and protected tables are only read as synthetic "
        + "practice data.")
  case .tooComplex:
    Title(
      sv:
        "Raden går att läsa på alltför många sätt eller har för mycket i varandra; citattecken runt namnen och färre parenteser gör den tydlig.",
      en:
        "The line can be read in far too many ways or nests too deeply; quotes around the names and fewer parentheses make it clear."
    )
  case .unwritable(let file):
    Title(
      sv: "Filen \(quoted(file)) går inte att skriva.",
      en: "The file \(quoted(file)) cannot be written.")
  case .badSnapshot(let damage): badSnapshot(damage)
  case .diskFull(let file):
    Title(
      sv: "Disken är full: filen \(quoted(file)) fick inte plats och är som den var.",
      en: "The disk is full: the file \(quoted(file)) did not fit and is as it was.")
  case .noQuestions:
    Title(
      sv: "Här finns inga frågor: det är tomt, eller bara kommentarer.",
      en: "There are no questions here: it is empty, or holds comments only.")
  case .unknownCommand(let word, let comesLater): unknownCommand(word, comesLater)
  case .badArgument(let command, let wanted):
    Title(
      sv: "Efter \(command) väntas \(words(wanted, .sv)).",
      en: "After \(command), \(words(wanted, .en)) is expected.")
  case .stopped(let reached): stopped(reached)
  case .needsPrompt(let command):
    Title(
      sv: "\(command) finns bara vid prompten, inte i en fil eller ett rör.",
      en: "\(command) is for the prompt only, not for a file or a pipe.")
  case .readsItself(let file):
    Title(
      sv: "Filen \(quoted(file)) läser sig själv, och skulle aldrig ta slut.",
      en: "The file \(quoted(file)) reads itself, and would never end.")
  case .versusLacking(let name):
    Title(
      sv: "\(quoted(name)) är en kolumn som mot lägger till, och frågan har inget mot.",
      en: "\(quoted(name)) is a column that vs adds, and the question has no vs.")
  case .onlyCounted(let field):
    Title(
      sv: "\(field) skiljer personer eller hushåll åt: värdena går att räkna, men inte att söka, "
        + "summera eller visa.",
      en: "\(field) tells people or households apart: its values can be counted, but not searched, "
        + "summed or shown.")
  case .turnedNot(let text):
    Title(
      sv: "Ordet inte står före hela villkoret: \(text).",
      en: "The word not stands before the whole condition: \(text).")
  case .otherTable(let name, let own, let other):
    Title(
      sv:
        "\(quoted(name)) hör till tabellen \(other.sv), inte \(own.sv); inom parentes går den med.",
      en:
        "\(quoted(name)) belongs to the table \(other.en), not \(own.en); in parentheses it joins.")
  }
}
