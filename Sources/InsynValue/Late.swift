import Synchronization

/// A value that is made when it is first asked for. Where several ask at once, all get the one that is kept.
package final class Late<Value: Sendable>: Sendable {
  private final class Made: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private let make: @Sendable () -> Value
  private let kept = AtomicLazyReference<Made>()

  package init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  package var value: Value { (kept.load() ?? kept.storeIfNil(Made(make()))).value }

  /// The value if somebody has asked for it.
  package var made: Value? { kept.load()?.value }
}
