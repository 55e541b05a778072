import Glibc

/// Nanoseconds on a clock that only goes forward.
func clock() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The machine that a run was made on, without its name.
struct Machine: Sendable {
  let processor: String
  let cores: Int
  /// Bytes.
  let memory: Int
  let system: String
  let compiler: String

  init() {
    processor = Machine.field("model name", of: "/proc/cpuinfo") ?? "unknown processor"
    cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    memory = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    system =
      Machine.field("PRETTY_NAME", of: "/etc/os-release").map { $0.filter { $0 != "\"" } }
      ?? "Linux"
    compiler = Machine.compilerVersion
  }

  /// `name : value` or `name=value` of a file of the system.
  static func field(_ name: String, of path: String) -> String? {
    guard let bytes = try? read(path) else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard line.hasPrefix(name), let sign = line.firstIndex(where: { $0 == ":" || $0 == "=" })
      else { continue }
      return String(line[line.index(after: sign)...].drop { $0 == " " || $0 == "\t" })
    }
    return nil
  }

  private static var compilerVersion: String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }

  /// One line for people.
  var description: String {
    let gigabytes = (Double(memory) / Double(1 << 30)).rounded()
    return "\(processor), \(cores) cores, \(Int(gigabytes)) GB, \(system), \(compiler)"
  }
}

/// Memory of a process, in bytes.
struct MemoryUse: Sendable {
  let resident: Int
  let peak: Int

  /// Of a process that runs; nil when it has ended.
  init?(of process: pid_t) {
    let path = "/proc/\(process)/status"
    guard let now = Machine.field("VmRSS", of: path), let most = Machine.field("VmHWM", of: path)
    else { return nil }
    resident = MemoryUse.bytes(now)
    peak = MemoryUse.bytes(most)
  }

  private static func bytes(_ text: String) -> Int {
    Int(text.prefix { $0.isNumber }).map { $0 * 1024 } ?? 0
  }
}

/// Seconds since 1970.
func seconds() -> Int { time(nil) }
