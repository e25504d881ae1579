import Synchronization

/// The names a run has offered so far.
final class OfferedNames: Sendable {
    private let names = Mutex<Set<String>>([])

    func insert(_ name: String) { names.withLock { _ = $0.insert(name) } }

    var sorted: [String] { names.withLock { $0.sorted() } }
}
