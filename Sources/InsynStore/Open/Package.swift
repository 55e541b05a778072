import InsynValue

/// Where the files of a package are read from: a folder, or the program itself.
package struct Files: Sendable {
  /// The bytes of a file of the package, nil when there is none.
  package let read: @Sendable (String) -> [UInt8]?
  /// A file of the package to be read piece by piece, nil when there is none.
  package let open: @Sendable (String) -> DataFile?
  /// How messages name a file of the package.
  package let display: @Sendable (String) -> String
  /// The store, where it has been read already.
  let store: Store?
  /// The one table of the package that is read, by its file; nil for all.
  let table: String?
  /// The store of the package as a snapshot, which the program holds of its own; nil reads the tables.
  package let snapshot: (@Sendable () -> UnsafeRawBufferPointer)?
  /// The names of the package as they were written ahead, which the program holds of its own; nil finds them
  /// anew.
  package var names: (@Sendable () -> UnsafeRawBufferPointer)?
  /// The practice data that belong to the package.
  package var practice: Practice?

  package init(
    read: @escaping @Sendable (String) -> [UInt8]?,
    open: (@Sendable (String) -> DataFile?)? = nil,
    display: @escaping @Sendable (String) -> String = { $0 },
    snapshot: (@Sendable () -> UnsafeRawBufferPointer)? = nil,
    names: (@Sendable () -> UnsafeRawBufferPointer)? = nil, store: Store? = nil,
    table: String? = nil, practice: Practice? = nil
  ) {
    (self.store, self.table, self.practice) = (store, table, practice)
    (self.snapshot, self.names) = (snapshot, names)
    self.read = read
    self.open = open ?? { read($0).map(DataFile.init) }
    self.display = display
  }
}

/// Reads Frictionless data packages into one store; all of it or nothing. A package may use the dimensions
/// of those before it. Throws IN40–IN46 with file, line and field, IN53 when a stop is wished.
package func openPackage(
  _ files: Files, beside others: [Files] = [], _ effort: Effort = Effort(),
  pace: ReadingPace = ReadingPace()
) throws(Diagnostic) -> Store {
  if let store = files.store { return store }
  if let snapshot = files.snapshot {
    do throws(SnapshotDamage) {
      return try HeldStore(snapshot: Memory(lent: snapshot()), isTrusted: true).store
    } catch {
      preconditionFailure("the program's own snapshot is of its own version: \(error)")
    }
  }
  var builder = StoreBuilder(package: files.display(descriptionName), pace: pace, effort: effort)
  var dimensions: [JSON] = []
  for files in [files] + others {
    dimensions = try add(files, dimensions, to: &builder)
  }
  return try builder.store()
}

private let descriptionName = "datapackage.json"

/// Adds the tables of a package; gives the dimensions that are known then.
private func add(
  _ files: Files, _ dimensions: [JSON], to builder: inout StoreBuilder
) throws(Diagnostic) -> [JSON] {
  let name = files.display(descriptionName)
  guard let bytes = files.read(descriptionName) else { throw Diagnostic(.unreadable(name)) }
  let reader = try DescriptionReader(bytes, file: name, beside: dimensions)
  for var description in try reader.tables() {
    if let table = files.table {
      if description.path != table { continue }
      description.keys.foreign = []
    }
    if description.isProtected && !description.isSynthetic {
      throw Diagnostic(
        .protectedTable(description.name),
        place: FilePlace(file: name, line: description.line, field: "protected"))
    }
    let file = files.display(description.path)
    guard let data = files.open(description.path) else {
      throw Diagnostic(
        .unreadable(file), place: FilePlace(file: name, line: description.line, field: "path"))
    }
    try builder.add(description, data, name: file)
  }
  return reader.dimensions
}

/// True for a `datapackage.json` that has a table of a file. Throws IN42 and IN43.
package func describes(
  _ package: [UInt8], _ path: String, file: String
) throws(Diagnostic) -> Bool {
  try DescriptionReader(package, file: file).tables().contains { $0.path == path }
}

/// Reads a file that nobody has described into a store of one table, which is named after it, and tells
/// how it was read. Throws IN40, IN41, IN44, IN53 and IN70.
package func openTable(
  _ file: DataFile, name: String, table: String, _ effort: Effort = Effort(),
  pace: ReadingPace = ReadingPace(), isTaken: @escaping @Sendable (String) -> Bool
) throws(Diagnostic) -> (Store, TableReading) {
  var builder = StoreBuilder(package: name, pace: pace, effort: effort)
  let reading = try builder.addBare(file, name: name, table: table, isTaken: isTaken)
  return (try builder.store(), reading)
}

/// The 1-based line of the first byte that is no UTF-8 text, nil when all is.
package func firstLineThatIsNoText(_ bytes: [UInt8]) -> Int? {
  let valid = bytes.withUnsafeBufferPointer { buffer in
    String(validating: buffer, as: UTF8.self) != nil
  }
  if valid, !bytes.contains(0) { return nil }
  var line = 1
  var start = 0
  for index in bytes.indices where bytes[index] == 0x0A {
    let piece = bytes[start...index]
    if piece.contains(0) || String(validating: piece, as: UTF8.self) == nil { return line }
    line += 1
    start = index + 1
  }
  return line
}
