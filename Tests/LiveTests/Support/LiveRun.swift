import Foundation
import Live
import Media
import MediaTypes
import Snippets
import Synchronization

/// A live source read on a thread of its own, with everything it gives and when.
final class LiveRun: Sendable {
    private struct State {
        var items: [(item: CutItem, at: ContinuousClock.Instant)] = []
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let interrupt: InputInterrupt

    init(
        _ address: String, transport: RTSPTransport = .tcp, configure: (inout LiveOptions) -> Void = { _ in }
    ) {
        var options = LiveOptions(address, transport: transport) { _ in
            var cutting = CutOptions()
            cutting.keepsPictures = false
            cutting.soundForm = .none
            return cutting
        }
        configure(&options)
        interrupt = InputInterrupt(timeout: options.silence)
        Thread.detachNewThread { [self, options] in
            var reader = LiveReader(address, options: options, interrupt: interrupt)
            while let item = reader.next() { add(item) }
            while let item = reader.rest() { add(item) }
            state.withLock { $0.hasEnded = true }
        }
    }

    deinit { interrupt.cancel() }

    private func add(_ item: CutItem) { state.withLock { $0.items.append((item, .now)) } }

    var items: [CutItem] { state.withLock { $0.items.map(\.item) } }
    var statuses: [SourceStatus] { items.compactMap { if case .status(let status) = $0 { status } else { nil } } }
    var epochs: [Epoch] { items.compactMap { if case .epochBegan(let epoch) = $0 { epoch } else { nil } } }
    var gaps: [Gap] { items.compactMap { if case .gap(let gap) = $0 { gap } else { nil } } }
    var snippets: [Snippet] { items.compactMap { if case .snippet(let snippet) = $0 { snippet } else { nil } } }

    /// When the first item came for which `isWanted` holds, after the first `count` items; nil where none came in time.
    func first(
        after count: Int = 0, within limit: Duration = .seconds(40), where isWanted: (CutItem) -> Bool
    ) -> ContinuousClock.Instant? {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let found = arrival(after: count, where: isWanted) { return found }
            usleep(10_000)
        }
        return nil
    }

    /// As `first`, for tests that run side by side: no thread is blocked.
    func arrives(
        after count: Int = 0, within limit: Duration = .seconds(40), where isWanted: (CutItem) -> Bool
    ) async throws -> ContinuousClock.Instant? {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let found = arrival(after: count, where: isWanted) { return found }
            try await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }

    private func arrival(after count: Int, where isWanted: (CutItem) -> Bool) -> ContinuousClock.Instant? {
        state.withLock { $0.items.dropFirst(count).first { isWanted($0.item) }?.at }
    }

    /// Shorter than any deadline of a source, longer than a busy machine keeps a thread waiting.
    private static let promptly = Duration.seconds(4)

    /// Stops it.
    ///
    /// - Returns: whether it obeyed at once.
    func stop() -> Bool {
        let began = ContinuousClock.now
        interrupt.cancel()
        while !state.withLock({ $0.hasEnded }), ContinuousClock.now - began < Self.promptly { usleep(1_000) }
        return state.withLock { $0.hasEnded }
    }
}

extension CutItem {
    var isSnippet: Bool { if case .snippet = self { true } else { false } }

    func tells(_ state: SourceStatus.State, _ reason: LossReason? = nil) -> Bool {
        if case .status(let status) = self {
            status.state == state && (reason == nil || status.reason == reason)
        } else {
            false
        }
    }
}
