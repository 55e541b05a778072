import Glibc

/// The bytes of one file, read in pieces from any place: of the disk, or held in memory.
package struct DataFile: Sendable {
  private enum Bytes: Sendable {
    case held([UInt8])
    case disk(Descriptor)
  }

  private let bytes: Bytes
  package let count: Int

  package init(_ held: [UInt8]) {
    bytes = .held(held)
    count = held.count
  }

  /// A file of the disk; nil for what cannot be opened, or is no plain file.
  package init?(path: String) {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    if number < 0 { return nil }
    let descriptor = Descriptor(number)
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    bytes = .disk(descriptor)
    count = Int(status.st_size)
  }

  /// Fills a buffer from a place on, as far as the file goes: how many bytes came, nil when the file
  /// could not be read or has become shorter.
  func read(at place: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    let wanted = max(0, min(buffer.count, count - place))
    switch bytes {
    case .held(let held):
      held.withUnsafeBytes { all in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[place..<place + wanted]))
      }
      return wanted
    case .disk(let descriptor):
      var done = 0
      while done < wanted {
        let came = pread(
          descriptor.number, buffer.baseAddress.map { $0 + done }, wanted - done, place + done)
        if came == 0 { return nil }
        if came < 0 {
          if errno == EINTR { continue }
          return nil
        }
        done += came
      }
      return wanted
    }
  }

  /// The bytes from a place on, at most so many; nil when the file cannot be read.
  package func bytes(at place: Int, upTo limit: Int) -> [UInt8]? {
    let wanted = max(0, min(limit, count - place))
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
      initialized = read(at: place, into: UnsafeMutableRawBufferPointer(buffer)) ?? 0
      failed = initialized < wanted
    }
    return failed ? nil : bytes
  }

  /// True when the file is now as long as it was when it was opened.
  var isAsOpened: Bool {
    guard case .disk(let descriptor) = bytes else { return true }
    var status = stat()
    return fstat(descriptor.number, &status) == 0 && Int(status.st_size) == count
  }
}

/// An open file, closed when nobody holds it.
final class Descriptor: Sendable {
  let number: Int32

  init(_ number: Int32) {
    self.number = number
  }

  deinit { close(number) }
}
