import InsynValue

/// Where the files of a package are read from: a folder, or the program itself.
package struct Files: Sendable {
  /// The bytes of a file of the package, nil when there is none.
  package let read: @Sendable (String) -> [UInt8]?
  /// How messages name a file of the package.
  package let display: @Sendable (String) -> String
  /// The store of the package as a snapshot, which the program holds of its own; nil reads the tables.
  package let snapshot: (@Sendable () -> UnsafeRawBufferPointer)?
  /// The practice data that belong to the package.
  package var practice: Practice?

  package init(
    read: @escaping @Sendable (String) -> [UInt8]?,
    display: @escaping @Sendable (String) -> String = { $0 },
    snapshot: (@Sendable () -> UnsafeRawBufferPointer)? = nil, practice: Practice? = nil
  ) {
    self.practice = practice
    self.snapshot = snapshot
    self.read = read
    self.display = display
  }
}

/// Reads Frictionless data packages into one store; all of it or nothing. A package may use the dimensions
/// of those before it. Throws IN40–IN46 with file, line and field, IN53 when a stop is wished.
package func openPackage(
  _ files: Files, beside others: [Files] = [], _ effort: Effort = Effort()
) throws(Diagnostic) -> Store {
  if let snapshot = files.snapshot {
    do throws(SnapshotDamage) {
      return try Store(snapshot: Memory(lent: snapshot()), isTrusted: true)
    } catch {
      preconditionFailure("the program's own snapshot is of its own version: \(error)")
    }
  }
  var builder = StoreBuilder(package: files.display(descriptionName))
  var dimensions: [JSON] = []
  for files in [files] + others {
    dimensions = try add(files, dimensions, to: &builder, effort)
  }
  return try builder.store()
}

private let descriptionName = "datapackage.json"

/// Adds the tables of a package; gives the dimensions that are known then.
private func add(
  _ files: Files, _ dimensions: [JSON], to builder: inout StoreBuilder, _ effort: Effort
) throws(Diagnostic) -> [JSON] {
  let name = files.display(descriptionName)
  guard let bytes = files.read(descriptionName) else { throw Diagnostic(.unreadable(name)) }
  let reader = try DescriptionReader(bytes, file: name, beside: dimensions)
  for description in try reader.tables() {
    if description.isProtected && !description.isSynthetic {
      throw Diagnostic(
        .protectedTable(description.name),
        place: FilePlace(file: name, line: description.line, field: "protected"))
    }
    let file = files.display(description.path)
    guard let bytes = files.read(description.path) else {
      throw Diagnostic(
        .unreadable(file), place: FilePlace(file: name, line: description.line, field: "path"))
    }
    if let line = firstLineThatIsNoText(bytes) {
      throw Diagnostic(.notText(line: line), place: FilePlace(file: file, line: line))
    }
    try builder.add(description, CSV(bytes, file: file, effort), file: file, effort)
  }
  return reader.dimensions
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
