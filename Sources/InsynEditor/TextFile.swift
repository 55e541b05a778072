import Glibc

/// The whole text of a file, nil when it cannot be read.
func readFile(_ path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  if descriptor < 0 { return nil }
  defer { close(descriptor) }
  return readAll(descriptor).map { String(decoding: $0, as: UTF8.self) }
}

/// Everything that a descriptor has, nil for an error.
func readAll(_ descriptor: Int32) -> [UInt8]? {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return bytes }
    if count < 0 {
      if errno == EINTR { continue }
      return nil
    }
    bytes += chunk[0..<count]
  }
}

/// Writes all bytes; false when that fails.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var start = 0
  while start < bytes.count {
    let count = bytes[start...].withUnsafeBytes {
      write(descriptor, $0.baseAddress, $0.count)
    }
    if count > 0 {
      start += count
    } else if errno == EAGAIN {
      var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&room, 1, -1)
    } else if errno != EINTR {
      return false
    }
  }
  return true
}
