import Glibc

/// The bytes of memory that may still be taken: what the machine has left, what the program's group may
/// have, and what its limit allows, the least of them; nil where nothing says.
package func memoryBudget() -> Int? {
  var budgets: [Int] = []
  if let text = smallFile("/proc/meminfo"), let free = field("MemAvailable:", of: text) {
    budgets.append(free << 10)
  }
  let groups = [
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
  ]
  for (limit, used) in groups {
    if let most = smallFile(limit).flatMap(number), let now = smallFile(used).flatMap(number) {
      budgets.append(max(0, most - now))
    }
  }
  var limit = rlimit()
  if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < 1 << 62,
    let pages = smallFile("/proc/self/statm").flatMap(number)
  {
    // A limit of addresses counts what each thread sets aside too: a heap of 64 MB, and its stack.
    let apart = (machineThreads - 1) * 80 << 20
    budgets.append(max(0, Int(limit.rlim_cur) - pages * sysconf(Int32(_SC_PAGESIZE)) - apart))
  }
  return budgets.min()
}

/// The number that a text begins with.
private func number(_ text: String) -> Int? { Int(text.prefix { $0.isASCII && $0.isNumber }) }

/// The number behind a word.
private func field(_ word: String, of text: String) -> Int? {
  guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(word) }) else {
    return nil
  }
  return number(String(line.dropFirst(word.count).drop { $0 == " " }))
}

private func smallFile(_ path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  if descriptor < 0 { return nil }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 4096)
  let count = read(descriptor, &bytes, bytes.count)
  return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
}
