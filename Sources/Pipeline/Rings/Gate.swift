/// Lets one thread wait for a change in any of several rings.
///
/// The waiter reads the generation, looks at its rings, and if it found nothing waits until the generation has moved
/// on: a change between look and wait is never missed.
final class Gate: Sendable {
    private let monitor = Monitor<UInt64>(0)

    var generation: UInt64 { monitor.read { $0 } }

    func advance() {
        monitor.change { $0 &+= 1 }
    }

    func wait(past seen: UInt64) {
        monitor.wait { $0 == seen ? nil : () }
    }
}
