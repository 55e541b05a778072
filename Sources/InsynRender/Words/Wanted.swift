import InsynValue

// What was expected, as a sentence names it: a noun that fits beside "väntas" and "is expected".

/// What a file or a parameter should have held.
package func words(_ wanted: Wanted, _ tongue: Tongue) -> String {
  noun(wanted)[tongue]
}

private func noun(_ wanted: Wanted) -> Title {
  switch wanted {
  case .value: Title(sv: "ett värde", en: "a value")
  case .quotedName: Title(sv: "ett namn inom citattecken", en: "a name in quotes")
  case .sign(let sign): Title(sv: "tecknet \(quoted(sign))", en: "the sign \(quoted(sign))")
  case .closingQuote: Title(sv: "ett avslutande citattecken", en: "a closing quote")
  case .knownEscape:
    Title(sv: "ett känt tecken efter \\", en: "a known character after \\")
  case .end: Title(sv: "filens slut", en: "the end of the file")
  case .header: Title(sv: "en rubrikrad", en: "a header line")
  case .fields(let count): Title(sv: "\(count) fält", en: "\(count) fields")
  case .columns(let names):
    Title(sv: "fälten \(listed(names, .sv))", en: "the fields \(listed(names, .en))")
  case .number: Title(sv: "ett tal", en: "a number")
  case .integer: Title(sv: "ett heltal", en: "a whole number")
  case .date: Title(sv: "ett datum som 2016-03-15", en: "a date such as 2016-03-15")
  case .period:
    Title(sv: "en period som 2016 eller T1 2017", en: "a period such as 2016 or T1 2017")
  case .year: Title(sv: "ett år som 2016", en: "a year such as 2016")
  case .percent: Title(sv: "ett tal i procent som 5 %", en: "a percentage such as 5 %")
  case .truth: Title(sv: "true eller false", en: "true or false")
  case .text: Title(sv: "en text", en: "a text")
  case .list: Title(sv: "en lista", en: "a list")
  case .object: Title(sv: "ett objekt", en: "an object")
  case .oneOf(let words):
    Title(sv: "något av \(listed(words, .sv))", en: "one of \(listed(words, .en))")
  case .resource: Title(sv: "minst en tabell", en: "at least one table")
  case .file(let name): Title(sv: "filen \(name)", en: "the file \(name)")
  case .fileName: Title(sv: "en fils namn", en: "the name of a file")
  case .folderName: Title(sv: "en mapps namn", en: "the name of a folder")
  case .seconds: Title(sv: "ett antal sekunder", en: "a number of seconds")
  case .field(let name): Title(sv: "fältet \(name)", en: "the field \(name)")
  case .uniqueName:
    Title(sv: "ett namn som står bara en gång", en: "a name that stands only once")
  case .freeName: Title(sv: "ett namn som är ledigt", en: "a name that is free")
  case .smallerNumber:
    Title(sv: "ett tal med högst 18 siffror", en: "a number of at most 18 digits")
  case .commaNumber: Title(sv: "ett tal med decimalkomma", en: "a number with decimal comma")
  case .pointNumber: Title(sv: "ett tal med decimalpunkt", en: "a number with decimal point")
  case .endOfField: Title(sv: "fältets slut", en: "the end of the field")
  case .lineEnd: Title(sv: "ett radslut inom 16 MB", en: "a line end within 16 MB")
  case .oneSign: Title(sv: "ett enda tecken", en: "a single sign")
  case .uniqueKey(let line):
    Title(
      sv: "en nyckel som inte redan står på rad \(line)",
      en: "a key that is not already on line \(line)")
  case .valueOf(let table):
    Title(sv: "ett värde som finns i \(table)", en: "a value that is in \(table)")
  case .lineWithin(let last):
    last.map { Title(sv: "en rad mellan 1 och \($0)", en: "a line between 1 and \($0)") }
      ?? Title(sv: "ett radnummer från 1", en: "a line number from 1")
  }
}

/// What could stand at a place of a line.
package func words(_ place: Place, _ tongue: Tongue) -> String {
  noun(place)[tongue]
}

private func noun(_ place: Place) -> Title {
  switch place {
  case .start: Title(sv: "ett mått eller en tabell", en: "a measure or a table")
  case .measure: Title(sv: "ett mått", en: "a measure")
  case .aggregate: Title(sv: "något att räkna på", en: "something to count")
  case .clause:
    Title(sv: "ett led som börjar med per, där eller mot", en: "a clause such as by, where or vs")
  case .dimension:
    Title(sv: "ett fält att dela upp raderna på", en: "a field to split the rows by")
  case .column:
    Title(sv: "ett fält att dela upp kolumnerna på", en: "a field to split the columns by")
  case .test: Title(sv: "ett villkor", en: "a condition")
  case .operand: Title(sv: "ett mått, ett fält eller ett tal", en: "a measure, a field or a number")
  case .comparison: Title(sv: "en jämförelse", en: "a comparison")
  case .value: Title(sv: "ett värde", en: "a value")
  case .fields: Title(sv: "ett fält", en: "a field")
  case .versus: Title(sv: "något att jämföra med", en: "something to compare with")
  case .share:
    Title(sv: "något av raden, kolumnen och totalen", en: "one of row, column and total")
  case .number: Title(sv: "ett antal med siffror", en: "a number in digits")
  case .text: Title(sv: "en text inom citattecken", en: "a text in quotes")
  case .definition: Title(sv: "resten av definitionen", en: "the rest of the definition")
  case .end: Title(sv: "frågans slut", en: "the end of the question")
  }
}

/// A clause by the word that begins it.
package func words(_ clause: ClauseName, _ tongue: Tongue) -> String {
  switch clause {
  case .rows: Title(sv: "per", en: "by")[tongue]
  case .column: "x"
  case .filter: Title(sv: "där", en: "where")[tongue]
  case .fields: Title(sv: "med", en: "with")[tongue]
  case .versus: Title(sv: "mot", en: "vs")[tongue]
  case .share: Title(sv: "som andel av", en: "as share of")[tongue]
  case .total: Title(sv: "med totalt", en: "with total")[tongue]
  case .order: Title(sv: "sortera", en: "sort")[tongue]
  case .top: Title(sv: "topp", en: "top")[tongue]
  case .display: Title(sv: "som staplar", en: "as bars")[tongue]
  }
}

/// What a name should have stood for.
func noun(_ type: TypeName) -> Title {
  switch type {
  case .number: Title(sv: "ett tal", en: "a number")
  case .text: Title(sv: "en text", en: "a text")
  case .period: Title(sv: "en period", en: "a period")
  case .truth: Title(sv: "ett villkor", en: "a condition")
  case .field: Title(sv: "ett fält", en: "a field")
  }
}
