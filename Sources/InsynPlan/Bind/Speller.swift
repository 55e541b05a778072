import InsynLanguage
import InsynStore
import InsynValue

/// Writes the names of a question by what they stand for.
package struct Speller: Spelling {
  let catalogue: Catalogue
  let symbols: Symbols

  package init(_ catalogue: Catalogue, _ symbols: Symbols) {
    self.catalogue = catalogue
    self.symbols = symbols
  }

  package func name(_ name: Name, _ tongue: Tongue) -> String {
    guard let entry = symbols.entries[name.span] else {
      return catalogue.lexicon.written(name.phrase)
    }
    return catalogue.title(entry)[tongue]
  }

  package func bareValue(_ name: Name, _ tongue: Tongue) -> (dimension: String, value: String) {
    guard case .member(let domain, let code)? = symbols.entries[name.span],
      let table = symbols.table, let column = catalogue.column(table, of: domain),
      let member = catalogue.store[domain][code]
    else { return ("", catalogue.lexicon.written(name.phrase)) }
    return (catalogue.store[table][column].names.title[tongue], member.title[tongue])
  }

  package func table(_ tongue: Tongue) -> String {
    symbols.table.map { catalogue.store[$0].names.title[tongue] } ?? ""
  }

  package func documentField(_ tongue: Tongue) -> String {
    guard let table = symbols.table, let column = catalogue.store[table].column(.document) else {
      return "dokument"
    }
    return catalogue.store[table][column].names.title[tongue]
  }
}
