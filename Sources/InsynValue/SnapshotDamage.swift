/// What is wrong with bytes that should be a snapshot.
package enum SnapshotDamage: Error, Hashable, Sendable {
  /// Something else altogether.
  case foreign
  /// Written by a later, or a forgotten, version of insyn.
  case version(Int)
  /// It ends before its end.
  case truncated
  /// Its bytes are not those that were written.
  case altered
}
