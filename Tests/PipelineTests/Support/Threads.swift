import Glibc
import Synchronization

@testable import Pipeline

/// Gives the processor away until `condition` holds; false after a number of turns no healthy run needs.
func yields(until condition: () -> Bool) -> Bool {
    for _ in 0..<5_000_000 {
        if condition() { return true }
        sched_yield()
    }
    return false
}

/// Little delays of random length, the same for the same seed.
final class Jitter: Sendable {
    private let generator: Monitor<SeededGenerator>
    private let turns: Int

    init(seed: UInt64, upTo turns: Int) {
        generator = Monitor(SeededGenerator(seed: seed))
        self.turns = turns
    }

    /// Gives the processor away a random number of times.
    func delay() {
        for _ in 0..<generator.change({ Int.random(in: 0...turns, using: &$0) }) { sched_yield() }
    }
}

/// Threads of this process at the moment.
func threadCount() -> Int {
    guard let folder = opendir("/proc/self/task") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count
}

/// A gate the test opens; threads of the graph wait at it without sleeping.
final class Latch: Sendable {
    private let isOpen = Atomic(false)

    func open() { isOpen.store(true, ordering: .releasing) }

    func pass() {
        while !isOpen.load(ordering: .acquiring) { sched_yield() }
    }
}
