package import Analysis
import MediaTypes
package import Pipeline
import Segmentation

/// Slides the window over fused snippets and runs the mask decoder once for each window that has a second to analyse.
///
/// All pictures of a window have one size, so a new picture size ends a run as a second without picture does.
package struct WindowStage: Stage {
    private var window: SlidingWindow<AnalysisSnippet>
    private var decoding: WindowDecoding
    private let turns: Turns?
    private var waiting: [SnippetKey: FusedSecond] = [:]
    private var size: PictureGeometry.Size?
    package let lookAhead: Int
    package let heldBytes: Int

    /// - Parameters:
    ///   - schedule: already resumed where a recording goes on.
    ///   - lookAhead: of the largest stride it may be told to take.
    ///   - heldBytes: what the fused snippets of one window occupy at most.
    package init(
        _ schedule: WindowSchedule, decoding: WindowDecoding, lookAhead: Int, heldBytes: Int, turns: Turns?
    ) {
        self.lookAhead = lookAhead
        self.heldBytes = heldBytes
        window = SlidingWindow(schedule)
        self.decoding = decoding
        self.turns = turns
    }

    package mutating func process(
        _ input: WindowStep<FusedSecond>, emit: (DecidedSeconds) throws -> Void
    ) throws {
        switch input {
        case .snippet(let second): try add(second, emit)
        case .endRun: try send(window.endRun(), emit)
        case .stride(let stride): window.stride = stride
        }
    }

    private mutating func add(_ input: FusedSecond, _ emit: (DecidedSeconds) throws -> Void) throws {
        guard let snippet = input.snippet else {
            try send(window.endRun(), emit)
            return try emit(DecidedSeconds(seconds: [input], window: nil, decoded: nil, latency: .none))
        }
        if let size, size != snippet.displayedSize { try send(window.endRun(), emit) }
        size = snippet.displayedSize
        waiting[input.key] = input
        try send(window.append(snippet, for: input.key), emit)
    }

    package mutating func drain(emit: (DecidedSeconds) throws -> Void) throws {
        try send(window.endRun(), emit)
    }

    private mutating func send(_ windows: [Window<AnalysisSnippet>], _ emit: (DecidedSeconds) throws -> Void) throws {
        for ready in windows {
            let seconds = ready.schedule.emittedKeys.compactMap { waiting.removeValue(forKey: $0) }
            var latency = StageLatency()
            let decoded =
                seconds.contains { $0.state == .analysed }
                ? latency.measure("decoder", in: turns) { decoding(ready) } : nil
            try emit(
                DecidedSeconds(seconds: seconds, window: ready.schedule, decoded: decoded, latency: latency))
        }
    }
}

extension AnalysisSnippet {
    fileprivate var displayedSize: PictureGeometry.Size { prepared.geometry.original }
}
