import InsynValue

/// How a file of separated values is written.
package struct Dialect: Hashable, Sendable {
  package var encoding: TextEncoding
  /// The bytes before the text that only mark its encoding.
  var mark = 0
  package var delimiter: UInt8
  /// The sign around cells that hold the others; nil where none is.
  var quote: UInt8?
  var numbers: NumberStyle
}

/// How numbers are written.
struct NumberStyle: Hashable, Sendable {
  var decimal: UInt8
  /// The sign between thousands; nil for any blank.
  var group: UInt8?
}

/// What a package says of a file's dialect; what it leaves out is told from the file.
struct DialectDescription: Hashable, Sendable {
  var encoding: TextEncoding?
  var delimiter: UInt8?
  /// Nil where nothing is said, `.some(nil)` where there are no quotes.
  var quote: UInt8??
  var decimal: UInt8?
  var group: UInt8?
}

extension DescriptionReader {
  /// The `dialect` and `encoding` of a resource (Frictionless Table Dialect). Throws IN43 for what is not
  /// read here, so that no file is read otherwise than it says.
  func dialect(_ resource: JSON) throws(Diagnostic) -> DialectDescription {
    var described = DialectDescription()
    if let name = try text(resource, "encoding") {
      guard let known = TextEncoding(name: name) else {
        throw fail(.oneOf(TextEncoding.allNames), resource["encoding"] ?? resource, "encoding")
      }
      described.encoding = known
    }
    guard let dialect = resource["dialect"] else { return described }
    guard dialect.object != nil else { throw fail(.object, dialect, "dialect") }
    described.delimiter = try sign(dialect, "delimiter")
    described.decimal = try sign(dialect, "decimalChar")
    described.group = try sign(dialect, "groupChar")
    if let quote = dialect["quoteChar"] {
      let isNone = quote.string?.isEmpty ?? (quote.truth == false)
      described.quote = isNone ? .some(nil) : try sign(dialect, "quoteChar")
    }
    for (key, wanted) in [("header", true), ("doubleQuote", true), ("skipInitialSpace", false)] {
      if let value = dialect[key], value.truth != wanted {
        throw fail(.oneOf(["\(wanted)"]), value, key)
      }
    }
    for key in ["escapeChar", "commentChar"] {
      if let value = dialect[key], value.string?.isEmpty != true { throw fail(.end, value, key) }
    }
    return described
  }

  /// One sign of ASCII.
  func sign(_ json: JSON, _ key: String) throws(Diagnostic) -> UInt8? {
    guard let text = try text(json, key) else { return nil }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80 else {
      throw fail(.oneSign, json[key] ?? json, key)
    }
    return byte
  }
}

/// The words and signs that mean missing where a package does not say.
enum MissingWords {
  static let ofTexts: Set<String> = [""]
  static let ofOthers: Set<String> = ["", "-", "–", "—", "..", "…", "."]
}
