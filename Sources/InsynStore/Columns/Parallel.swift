import Glibc
import InsynValue

/// How many threads the machine runs at once.
package let machineThreads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// Does the parts of some work on so many threads, this one among them; the results come in the order of
/// the parts. Plain threads, since the sanitizers see what they do.
package func inParallel<Result: Sendable>(
  _ parts: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
) -> [Result] {
  if threads <= 1 || parts <= 1 { return (0..<parts).map(work) }
  let handout = Handout(parts, work)
  let errand = Errand { handout.run() }
  Crew.shared.send(min(threads, parts) - 1, on: errand)
  handout.run()
  Crew.shared.recall(errand)
  return handout.collected()
}

extension Effort {
  /// Does the parts of some work on so many threads, as long as no stop is wished. Throws IN53 when it is.
  package func inParallel<Result: Sendable>(
    _ parts: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
  ) throws(Diagnostic) -> [Result] {
    let cancellation = cancellation
    let results = InsynStore.inParallel(parts, threads: threads) { part in
      cancellation.isWished ? nil : work(part)
    }
    let done = results.compactMap(\.self)
    if done.count < parts { throw Diagnostic(.stopped(Reached(.rows, 0, of: 0))) }
    return done
  }
}

/// The parts of some work, handed out one by one to whoever is free.
private final class Handout<Result: Sendable>: @unchecked Sendable {
  private let count: Int
  private let work: @Sendable (Int) -> Result
  private let results: UnsafeMutablePointer<Result>
  private let monitor = Monitor()
  private var next = 0
  private var done = 0

  init(_ count: Int, _ work: @escaping @Sendable (Int) -> Result) {
    self.count = count
    self.work = work
    results = UnsafeMutablePointer.allocate(capacity: count)
  }

  deinit { results.deallocate() }

  /// Does parts until none is left.
  func run() {
    while let part = take() {
      (results + part).initialize(to: work(part))
      monitor.locked {
        done += 1
        if done == count { monitor.wakeAll() }
      }
    }
  }

  private func take() -> Int? {
    monitor.locked {
      if next == count { return nil }
      next += 1
      return next - 1
    }
  }

  /// The results in the order of the parts, whoever made them, when all are done.
  func collected() -> [Result] {
    monitor.locked { while done < count { monitor.wait() } }
    return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress?.moveInitialize(from: results, count: count)
      initialized = count
    }
  }
}

/// What a thread is sent to do.
private final class Errand: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

/// Threads that wait for errands: made when there are too few of them, and kept, so that the next question
/// finds them and their memory warm.
private final class Crew: @unchecked Sendable {
  static let shared = Crew()

  private let monitor = Monitor()
  private var errands: [Errand] = []
  private var members = 0
  private var busy = 0

  /// Sends so many threads on an errand. Where none can be had the sender does it all.
  func send(_ count: Int, on errand: Errand) {
    monitor.locked {
      errands += repeatElement(errand, count: count)
      while members - busy < errands.count, addMember() { members += 1 }
      monitor.wakeAll()
    }
  }

  /// Nobody need begin an errand any more.
  func recall(_ errand: Errand) {
    monitor.locked { errands.removeAll { $0 === errand } }
  }

  private func addMember() -> Bool {
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { _ in
        Crew.shared.serve()
        return nil
      }, nil)
    if failure == 0 { pthread_detach(thread) }
    return failure == 0
  }

  private func serve() {
    while true {
      let errand = monitor.locked {
        while errands.isEmpty { monitor.wait() }
        busy += 1
        return errands.removeFirst()
      }
      errand.run()
      monitor.locked { busy -= 1 }
    }
  }
}

/// A lock and a place to wait for what it guards.
private final class Monitor: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(lock)
    change.deallocate()
    lock.deallocate()
  }

  func locked<Result>(_ work: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return work()
  }

  /// Waits for a change, the lock being held before and after.
  func wait() { pthread_cond_wait(change, lock) }

  func wakeAll() { pthread_cond_broadcast(change) }
}
