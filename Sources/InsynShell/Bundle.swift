import CBundle
import InsynPlan
import InsynStore
import InsynValue

/// The data package inside the program: its store, its names, its definitions and its rules.
package let bundledFiles = Files(
  read: { bundled($0).map(Array.init) }, snapshot: { whole("snapshot.insyn") },
  names: { whole("snapshot.names") }, practice: .bundled)

private func bundled(_ name: String) -> UnsafeRawBufferPointer? {
  var length = 0
  guard let bytes = insyn_bundle_file(name, &length) else { return nil }
  return UnsafeRawBufferPointer(start: bytes, count: length)
}

private func whole(_ name: String) -> UnsafeRawBufferPointer {
  guard let bytes = bundled(name) else { preconditionFailure("the program holds \(name)") }
  return bytes
}

/// What the program is to hold of packages: the store of them all as a snapshot, and its names as they are
/// read where they lie.
package func bundle(
  _ packages: [Files]
) throws(Diagnostics) -> (snapshot: [UInt8], names: [UInt8]) {
  let store: Store
  do throws(Diagnostic) {
    store = try openPackage(packages[0], beside: Array(packages.dropFirst()))
  } catch {
    throw Diagnostics(error)
  }
  let definitions = packages.flatMap { $0.read("catalogue.iq") ?? [] }
  let (catalogue, base) = try openCatalogue(
    Files(read: { $0 == "catalogue.iq" ? definitions : nil }, store: store))
  return (store.snapshot(), catalogue.flattened(base: base))
}
