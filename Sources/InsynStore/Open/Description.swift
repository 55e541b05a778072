import InsynValue

/// What a package says of one field.
struct FieldDescription: Sendable {
  let name: String
  let line: Int
  var type: ColumnType
  var kind: ColumnKind
  let names: Names
  var role: Role?
  var unit: Unit
  let unitField: String?
  let isBare: Bool
  let isOrdinal: Bool
  let codes: [CodeDescription]
  /// Columns of a dimension that the package declares once share their dictionary.
  let isShared: Bool
  /// False where a number may have any word behind it.
  var isBareNumber = true
  /// The signs of its numbers, nil where nothing is said.
  var decimal: UInt8?
  var group: UInt8?
}

/// A member that a package names beforehand.
struct CodeDescription: Sendable {
  let value: String
  let title: Title
  let aliases: [String]
  let parts: [String]?
  let isReference: Bool
  let validity: Validity?
  let successor: String?
}

/// What a package says of one table.
struct TableDescription: Sendable {
  let name: String
  let path: String
  let line: Int
  let names: Names
  let description: Title
  let thing: Title
  let counts: String?
  let published: PublishedDescription?
  let listing: [String]
  let isDetail: Bool
  let isProtected: Bool
  let isSynthetic: Bool
  var fields: [FieldDescription]
  /// The texts that mean missing; nil where the package does not say.
  let missing: Set<String>?
  let dialect: DialectDescription
  var keys: KeyDescription
}

/// Which fields tell rows apart, and which hold values of another table.
struct KeyDescription: Sendable {
  let primary: [String]
  var foreign: [(fields: [String], table: String, reference: [String])]
}

struct PublishedDescription: Sendable {
  let name: String?
  let value: String?
  let fixed: [(field: String, value: String)]
}

/// Reads `datapackage.json`: the standard's properties and insyn's own.
struct DescriptionReader {
  let file: String
  let root: JSON
  /// The package's own, then those of the packages before it.
  let dimensions: [JSON]

  init(
    _ bytes: [UInt8], file: String, beside others: [JSON] = []
  ) throws(Diagnostic) {
    self.file = file
    root = try JSON.read(bytes, file: file)
    dimensions = (root["insyn"]?["dimensions"].map { [$0] } ?? []) + others
  }

  func fail(_ wanted: Wanted, _ json: JSON, _ field: String) -> Diagnostic {
    Diagnostic(
      .badPackage(wanted: wanted), place: FilePlace(file: file, line: json.line, field: field))
  }

  func tables() throws(Diagnostic) -> [TableDescription] {
    guard let resources = root["resources"] else { throw fail(.resource, root, "resources") }
    guard let items = resources.array else { throw fail(.list, resources, "resources") }
    if items.isEmpty { throw fail(.resource, resources, "resources") }
    var tables: [TableDescription] = []
    for item in items {
      let table = try table(item)
      if table.name == Store.findingsName { throw fail(.freeName, item, "name") }
      if tables.contains(where: { $0.name == table.name }) { throw fail(.uniqueName, item, "name") }
      tables.append(table)
    }
    return tables
  }

  func text(_ json: JSON?, _ key: String) throws(Diagnostic) -> String? {
    guard let value = json?[key] else { return nil }
    if case .null = value.content { return nil }
    guard let text = value.string else { throw fail(.text, value, key) }
    return text
  }

  private func needed(_ json: JSON, _ key: String) throws(Diagnostic) -> String {
    guard let text = try text(json, key) else { throw fail(.text, json, key) }
    return text
  }

  private func truth(_ json: JSON?, _ key: String) throws(Diagnostic) -> Bool {
    guard let value = json?[key] else { return false }
    guard let truth = value.truth else { throw fail(.truth, value, key) }
    return truth
  }

  private func texts(_ json: JSON?, _ key: String) throws(Diagnostic) -> [String] {
    guard let value = json?[key] else { return [] }
    if let one = value.string { return [one] }
    guard let items = value.array else { throw fail(.list, value, key) }
    var texts: [String] = []
    for item in items {
      guard let text = item.string else { throw fail(.text, item, key) }
      texts.append(text)
    }
    return texts
  }

  private func names(_ json: JSON?, _ fallback: String) throws(Diagnostic) -> Names {
    guard let json, let names = json["names"] else { return Names(sv: [fallback], en: [fallback]) }
    let (sv, en) = (try texts(names, "sv"), try texts(names, "en"))
    return Names(sv: sv.isEmpty ? [fallback] : sv, en: en.isEmpty ? [fallback] : en)
  }

  private func title(_ json: JSON?, _ key: String) throws(Diagnostic) -> Title? {
    guard let json, let title = json[key] else { return nil }
    if let both = title.string { return Title(both) }
    return Title(sv: try needed(title, "sv"), en: try needed(title, "en"))
  }

  private func table(_ json: JSON) throws(Diagnostic) -> TableDescription {
    let name = try needed(json, "name")
    guard let schema = json["schema"], let fields = schema["fields"]?.array else {
      throw fail(.list, json, "schema.fields")
    }
    let own = json["insyn"]
    let names = try names(own, name)
    var described: [FieldDescription] = []
    for field in fields {
      let next = try self.field(field, isFirstPeriod: !described.contains { $0.role == .period })
      if described.contains(where: { $0.name == next.name }) {
        throw fail(.uniqueName, field, next.name)
      }
      described.append(next)
    }
    let missing =
      schema["missingValues"] == nil ? nil : Set(try texts(schema, "missingValues") + [""])
    let plain = Title(try text(json, "title") ?? name)
    let description = try title(own, "description")
    return TableDescription(
      name: name, path: try needed(json, "path"), line: json.line, names: names,
      description: description ?? plain,
      thing: try title(own, "thing") ?? names.title,
      counts: try text(own, "counts"), published: try published(own?["published"]),
      listing: try texts(own, "listing"),
      isDetail: try truth(own, "detail"), isProtected: try truth(own, "protected"),
      isSynthetic: try truth(own, "synthetic"), fields: described,
      missing: missing, dialect: try dialect(json), keys: try keys(schema, described))
  }

  private func keys(
    _ schema: JSON, _ fields: [FieldDescription]
  ) throws(Diagnostic) -> KeyDescription {
    func known(_ names: [String], _ json: JSON, _ key: String) throws(Diagnostic) -> [String] {
      for name in names where !fields.contains(where: { $0.name == name }) {
        throw fail(.oneOf(fields.map(\.name)), json[key] ?? json, key)
      }
      return names
    }
    var foreign: [(fields: [String], table: String, reference: [String])] = []
    for key in schema["foreignKeys"]?.array ?? [] {
      guard let reference = key["reference"] else { throw fail(.object, key, "reference") }
      foreign.append(
        (
          try known(try texts(key, "fields"), key, "fields"),
          try text(reference, "resource") ?? "", try texts(reference, "fields")
        ))
    }
    return KeyDescription(
      primary: try known(try texts(schema, "primaryKey"), schema, "primaryKey"), foreign: foreign)
  }

  private func published(_ json: JSON?) throws(Diagnostic) -> PublishedDescription? {
    guard let json else { return nil }
    var fixed: [(field: String, value: String)] = []
    for (key, value) in json["where"]?.object ?? [] {
      guard let text = value.string else { throw fail(.text, value, key) }
      fixed.append((key, text))
    }
    return PublishedDescription(
      name: try text(json, "name"), value: try text(json, "value"), fixed: fixed)
  }

  private func field(
    _ json: JSON, isFirstPeriod: Bool
  ) throws(Diagnostic) -> FieldDescription {
    let name = try needed(json, "name")
    let (own, shared) = (json["insyn"], dimensions.lazy.compactMap { $0[name] }.first)
    func part(_ key: String) -> JSON? { own?[key] != nil ? own : shared }
    let type = try type(json, part("type"))
    let isNumeric = type == .number || type == .integer
    // A field that says nothing of itself can be split by; one that insyn describes says so.
    let isDimension = shared != nil || own == nil
    var kind: ColumnKind = isNumeric ? .measure : isDimension ? .dimension : .attribute
    if let word = try text(part("kind"), "kind") {
      guard let known = ColumnKind(rawValue: word) else {
        throw fail(.oneOf(["dimension", "measure", "attribute"]), json, "kind")
      }
      kind = known
    }
    var role = try role(part("role"))
    if role == nil, own == nil, isFirstPeriod, type == .period || type == .date { role = .period }
    return FieldDescription(
      name: name, line: json.line, type: type, kind: kind, names: try names(part("names"), name),
      role: role, unit: Unit(word: try text(part("unit"), "unit") ?? "") ?? .none,
      unitField: try text(part("unitField"), "unitField"),
      isBare: try truth(part("bare"), "bare"), isOrdinal: try truth(part("ordinal"), "ordinal"),
      codes: try codes(part("codes")), isShared: shared != nil,
      isBareNumber: json["bareNumber"] == nil ? true : try truth(json, "bareNumber"),
      decimal: try sign(json, "decimalChar"), group: try sign(json, "groupChar"))
  }

  private func type(_ json: JSON, _ own: JSON?) throws(Diagnostic) -> ColumnType {
    let standard = try text(json, "type") ?? "string"
    if let own, let word = try text(own, "type") {
      guard word == "period" else { throw fail(.oneOf(["period"]), json, "type") }
      return .period
    }
    switch standard {
    case "string", "any": return .text
    case "number": return .number
    case "integer": return .integer
    case "date": return .date
    case "year", "yearmonth": return .period
    case "boolean": return .truth
    default:
      throw fail(
        .oneOf(["string", "number", "integer", "date", "year", "yearmonth", "boolean"]), json,
        "type")
    }
  }

  private func role(_ json: JSON?) throws(Diagnostic) -> Role? {
    guard let json, json["role"] != nil else { return nil }
    let word = try needed(json, "role")
    let argument: String? =
      switch word {
      case "part": try needed(json, "part")
      case "word": try needed(json, "of")
      default: nil
      }
    guard let role = Role(word: word, argument: argument ?? "") else {
      throw fail(.oneOf(Role.words), json, "role")
    }
    return role
  }

  private func codes(_ json: JSON?) throws(Diagnostic) -> [CodeDescription] {
    guard let json, let list = json["codes"] else { return [] }
    guard let items = list.array else { throw fail(.list, list, "codes") }
    var codes: [CodeDescription] = []
    for item in items {
      let value = try needed(item, "value")
      let isTotal = try truth(item, "total")
      let parts = item["parts"] == nil ? (isTotal ? [] : nil) : try texts(item, "parts")
      codes.append(
        CodeDescription(
          value: value,
          title: Title(sv: try text(item, "sv") ?? value, en: try text(item, "en") ?? value),
          aliases: try texts(item, "aliases"), parts: parts,
          isReference: try truth(item, "reference"), validity: try validity(item),
          successor: try text(item, "successor")))
    }
    for (code, item) in zip(codes, items) {
      guard let next = code.successor, !codes.contains(where: { $0.value == next }) else {
        continue
      }
      throw fail(.oneOf(codes.map(\.value)), item, "successor")
    }
    return codes
  }

  private func validity(_ json: JSON) throws(Diagnostic) -> Validity? {
    func day(_ key: String) throws(Diagnostic) -> Period? {
      guard let text = try text(json, key) else { return nil }
      guard let day = Period(text: text), day.kind == .day else { throw fail(.date, json, key) }
      return day
    }
    let (first, last) = (try day("from")?.start, try day("to")?.end)
    return first == nil && last == nil ? nil : Validity(from: first, to: last)
  }
}
