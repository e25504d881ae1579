import COpenBLAS
import Dispatch
import Foundation
import Synchronization

/// How many threads one tensor operation may use: the one setting for matrix products and for loops.
///
/// Work is cut into ranges here and each range runs single-threaded OpenBLAS: its own threads would spin between
/// calls and take the cores from the stages beside the network.
package enum Parallelism {
    private static let limit = Atomic<Int>(max(1, ProcessInfo.processInfo.activeProcessorCount))

    private static let singleThreadedBLAS: Void = openblas_set_num_threads(1)

    /// The number of threads, at least 1. Results depend on the input and on this number only.
    package static var threads: Int { limit.load(ordering: .relaxed) }

    /// Sets the number of threads for all operations that start afterwards.
    package static func setThreads(_ count: Int) {
        precondition(count >= 1, "at least one thread")
        limit.store(count, ordering: .relaxed)
    }

    /// Must have run before any call into OpenBLAS.
    static func prepareBLAS() { _ = singleThreadedBLAS }

    /// Runs `body` for 0..<count, in parallel where more than one thread is allowed.
    package static func forEach(_ count: Int, _ body: (Int) -> Void) {
        guard threads > 1, count > 1 else {
            for index in 0..<count { body(index) }
            return
        }
        withoutActuallyEscaping(body) { body in
            // Every index runs once; callers write to disjoint memory.
            nonisolated(unsafe) let body = body
            let next = Atomic<Int>(0)
            DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
                while true {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < count else { return }
                    body(index)
                }
            }
        }
    }

    /// Runs `body` over ranges that together cover 0..<total.
    ///
    /// - Parameters:
    ///   - grain: The fewest elements worth a range of their own.
    ///   - multiple: Range bounds are multiples of this, except the last.
    package static func forEachRange(of total: Int, grain: Int, multiple: Int = 1, _ body: (Range<Int>) -> Void) {
        guard total > 0 else { return }
        let parts = threads == 1 ? 1 : max(1, min(threads * 4, total / max(1, grain)))
        let length = ((total + parts - 1) / parts + multiple - 1) / multiple * multiple
        forEach((total + length - 1) / length) { part in
            body(part * length..<min(total, (part + 1) * length))
        }
    }
}
