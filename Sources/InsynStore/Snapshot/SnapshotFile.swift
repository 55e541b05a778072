import Glibc
import InsynValue

/// Snapshots as files: opened by mapping them, written whole or not at all.
package enum SnapshotFile {
  /// True for a file that begins as snapshots do.
  package static func isOne(_ path: String) -> Bool {
    guard let file = DataFile(path: path) else { return false }
    return file.bytes(at: 0, upTo: Snapshot.mark.count) == Snapshot.mark
  }

  /// Maps a file. Throws IN40 for one that cannot be read, IN71 for one that is no sound snapshot of this
  /// version, and IN46 for a protected table that is not synthetic.
  package static func open(_ path: String) throws(Diagnostic) -> HeldStore {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Diagnostic(.unreadable(path)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Diagnostic(.unreadable(path))
    }
    let count = Int(status.st_size)
    if count == 0 { throw Diagnostic(.badSnapshot(.truncated), place: FilePlace(file: path)) }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw Diagnostic(.unreadable(path)) }
    let held: HeldStore
    do throws(SnapshotDamage) {
      held = try HeldStore(snapshot: Memory(mapped: start, count: count))
    } catch {
      throw Diagnostic(.badSnapshot(error), place: FilePlace(file: path))
    }
    for table in held.store.tables where table.isProtected && !table.isSynthetic {
      throw Diagnostic(.protectedTable(table.name), place: FilePlace(file: path))
    }
    return held
  }

  /// Writes a store with the files that belong to it. It is written beside its place, brought to the disk,
  /// and then put in its place, so that there is always the old file or the new one. Throws IN48, IN53,
  /// IN71 for a store whose own snapshot is damaged, and IN72 for a full disk; the old file is then left.
  package static func write(
    _ store: Store, files: [(name: String, bytes: [UInt8])], to path: String,
    _ effort: Effort = Effort()
  ) throws(Diagnostic) {
    let image = SnapshotImage(store, files)
    if store.isDamaged { throw Diagnostic(.badSnapshot(.altered)) }
    let target = resolved(path)
    var name = Array((target + ".XXXXXX").utf8CString)
    var status = stat()
    let exists = stat(target, &status) == 0
    // What is no plain file, or what nobody may write to, is not replaced.
    if exists, status.st_mode & S_IFMT != S_IFREG || access(target, W_OK) != 0 {
      throw Diagnostic(.unwritable(path))
    }
    let descriptor = mkstemp(&name)
    if descriptor < 0 { throw Diagnostic(errno == ENOSPC ? .diskFull(path) : .unwritable(path)) }
    let draft = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(Diagnostic) {
      try fill(descriptor, image, path, effort)
      try settle(descriptor, draft, target, path)
    } catch {
      unlink(draft)
      throw error
    }
  }

  /// The file that a path leads to, through links.
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  private static func fill(
    _ descriptor: Int32, _ image: SnapshotImage, _ path: String, _ effort: Effort
  ) throws(Diagnostic) {
    var done = 0
    let zeros = [UInt8](repeating: 0, count: Snapshot.alignment)
    func write(_ bytes: UnsafeRawBufferPointer) throws(Diagnostic) {
      var at = 0
      while at < bytes.count {
        try effort.reach(.kilobytes, (done + at) >> 10, of: image.count >> 10)
        let piece = bytes[at..<min(at + 1 << 20, bytes.count)]
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: piece).baseAddress, piece.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { throw failure(path) }
        at += count
      }
      done += bytes.count
    }
    let result = image.head.withUnsafeBytes { head in
      Result { () throws(Diagnostic) in try write(head) }
    }
    try result.get()
    for run in image.runs {
      try write(run)
      let padding = zeros.withUnsafeBytes { zeros in
        Result { () throws(Diagnostic) in
          try write(UnsafeRawBufferPointer(rebasing: zeros[..<SnapshotImage.padding(run)]))
        }
      }
      try padding.get()
    }
  }

  private static func failure(_ path: String) -> Diagnostic {
    Diagnostic(
      errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? .diskFull(path) : .unwritable(path))
  }

  private static func settle(
    _ descriptor: Int32, _ draft: String, _ target: String, _ path: String
  ) throws(Diagnostic) {
    var status = stat()
    let exists = stat(target, &status) == 0
    let mask = umask(0)
    umask(mask)
    fchmod(descriptor, exists ? status.st_mode & 0o777 : 0o666 & ~mask)
    let isOnDisk = fsync(descriptor) == 0
    let failed = failure(path)
    guard close(descriptor) == 0, isOnDisk else { throw failed }
    if rename(draft, target) != 0 { throw failure(path) }
    // The folder's own entry is brought to the disk as well, where it can be.
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    let entry = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if entry >= 0 {
      fsync(entry)
      close(entry)
    }
  }
}
