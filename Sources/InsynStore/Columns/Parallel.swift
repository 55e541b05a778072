import Glibc

/// How many threads the machine runs at once.
package let machineThreads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// The parts of some work, handed out one by one to whoever is free.
private final class Handout<Result: Sendable>: @unchecked Sendable {
  let count: Int
  let work: @Sendable (Int) -> Result
  let results: UnsafeMutablePointer<Result>
  private var next = 0
  private var lock = pthread_mutex_t()

  init(_ count: Int, _ work: @escaping @Sendable (Int) -> Result) {
    self.count = count
    self.work = work
    results = UnsafeMutablePointer.allocate(capacity: count)
    pthread_mutex_init(&lock, nil)
  }

  deinit {
    pthread_mutex_destroy(&lock)
    results.deallocate()
  }

  private func take() -> Int? {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    if next == count { return nil }
    next += 1
    return next - 1
  }

  func run() {
    while let part = take() { (results + part).initialize(to: work(part)) }
  }

  /// The results in the order of the parts, whoever made them.
  func collected() -> [Result] {
    Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress?.moveInitialize(from: results, count: count)
      initialized = count
    }
  }
}

/// Does the parts of some work on so many threads, this one among them; the results come in the order of
/// the parts. Plain threads, since the sanitizers see what they do.
package func inParallel<Result: Sendable>(
  _ parts: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
) -> [Result] {
  if threads <= 1 || parts <= 1 { return (0..<parts).map(work) }
  let handout = Handout(parts, work)
  var helpers: [pthread_t] = []
  for _ in 1..<min(threads, parts) {
    var helper = pthread_t()
    let held = Unmanaged.passRetained(Errand { handout.run() })
    let failure = pthread_create(
      &helper, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Errand>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, held.toOpaque())
    // Without a helper this thread does it all.
    if failure == 0 { helpers.append(helper) } else { held.release() }
  }
  handout.run()
  for helper in helpers { pthread_join(helper, nil) }
  return handout.collected()
}

/// What a thread is sent to do.
private final class Errand: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}
