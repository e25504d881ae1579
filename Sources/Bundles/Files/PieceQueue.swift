import Foundation
import Synchronization

/// Does one thing with pieces of bytes, in order and on a thread of its own, while the next pieces are made.
final class PieceQueue<Failure: Error>: Sendable {
    private let body: @Sendable (Data) throws(Failure) -> Void
    private let queue: DispatchQueue
    private let room: DispatchSemaphore
    private let failure = Mutex<Failure?>(nil)

    /// - Parameters:
    ///   - capacity: how many pieces may wait, the one that is worked on included.
    ///   - body: is not called again once it has failed.
    init(_ label: String, capacity: Int, _ body: @escaping @Sendable (Data) throws(Failure) -> Void) {
        self.body = body
        queue = DispatchQueue(label: label)
        room = DispatchSemaphore(value: capacity)
    }

    /// Hands a piece over; waits while the queue is full.
    ///
    /// - Throws: what `body` threw at an earlier piece.
    func add(_ piece: Data) throws(Failure) {
        try requireSound()
        room.wait()
        queue.async {
            self.work(on: piece)
            self.room.signal()
        }
    }

    /// Waits until every piece is done.
    ///
    /// - Throws: what `body` threw.
    func finish() throws(Failure) {
        queue.sync {}
        try requireSound()
    }

    private func requireSound() throws(Failure) {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func work(on piece: Data) {
        guard failure.withLock({ $0 == nil }) else { return }
        do throws(Failure) {
            try body(piece)
        } catch {
            failure.withLock { $0 = error }
        }
    }
}
