import Synchronization

/// Remembers the value of the latest key: pictures of a stream all have one size.
final class LatestValue<Key: Equatable & Sendable, Value: Sendable>: Sendable {
    private let latest = Mutex<(key: Key, value: Value)?>(nil)

    /// The remembered value of `key`, or that of `make`, which is then remembered.
    func value(for key: Key, make: () -> Value) -> Value {
        if let known = latest.withLock({ $0 }), known.key == key { return known.value }
        let value = make()
        latest.withLock { $0 = (key, value) }
        return value
    }
}
