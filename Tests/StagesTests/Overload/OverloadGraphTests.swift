import Analysis
import Foundation
import MediaTypes
import Pipeline
import Synchronization
import Testing

@testable import Snippets
@testable import Stages

/// Seconds without picture, as fast as they are taken.
private struct QuickSource: Source {
    let count: Int
    private var upcoming = 0

    init(count: Int) {
        self.count = count
    }

    mutating func next() -> CutItem? {
        guard upcoming < count else { return nil }
        defer { upcoming += 1 }
        return .snippet(
            Snippet(
                key: SnippetKey(epoch: 0, index: upcoming), start: MediaTime(seconds: upcoming),
                duration: MediaTime(seconds: 1), isLastOfEpoch: false, keyPicture: nil,
                waveform: Waveform(samples: []), soundSamples: 0, missing: 0, trimmed: 0, damage: SnippetDamage(),
                recording: RecordedMedia()))
    }
}

/// An analysis that finishes nothing until it is let.
private struct HangingAnalysis: Stage {
    let isLet: Flag

    func process(_ input: AnalysisInput, emit: (NamedSecond) throws -> Void) throws {
        isLet.wait()
        try emit(
            NamedSecond(
                key: input.key, state: .analysed, loudness: nil, window: nil, labels: .none, vocabulary: nil,
                latency: .none))
    }
}

private struct SecondSink: Sink {
    let seen: Seen

    func consume(_ input: Joined<AdmittedItem, NamedSecond>) { seen.add(input) }
    func finish(_ end: StreamEnd) {}
}

/// Seconds in the order in which they came to be recorded, and which of them had labels.
private final class Seen: Sendable {
    private let seconds = Mutex<[(index: Int, isAnalysed: Bool)]>([])

    var indices: [Int] { seconds.withLock { $0.map(\.index) } }
    var analysed: Int { seconds.withLock { $0.count { $0.isAnalysed } } }

    func add(_ input: Joined<AdmittedItem, NamedSecond>) {
        switch input.left {
        case .whole(.snippet(let snippet), _), .unanalysed(let snippet, _, _):
            seconds.withLock { $0.append((snippet.key.index, input.right != nil)) }
        default: return
        }
    }
}

private final class Flag: Sendable {
    private let isSet = Atomic(false)

    func set() { isSet.store(true, ordering: .releasing) }

    func wait() {
        while !isSet.load(ordering: .acquiring) { usleep(1_000) }
    }
}

@Suite struct OverloadGraphTests {
    private static let limits = OverloadLimits(
        analysis: 10, labels: .seconds(11), encoder: .seconds(10), stride: 1, fixedLookAhead: nil, writesVideo: true)

    private func graph(_ overload: Overload, _ isLet: Flag, _ seen: Seen, seconds: Int) -> Graph {
        let graph = Graph("overload")
        let admitted = graph.source("source", AdmittingSource(QuickSource(count: seconds), overload))
        let analysed = graph.stage(
            "analysis", HangingAnalysis(isLet: isLet),
            from: admitted.compactMap(\.analysed).through(ring("sounds", 10)) { _ in 1 }
        ).map { second in
            overload.finished(through: second.key)
            return second
        }
        let labelled = graph.join(
            "labels", admitted.through(ring("recording", 12)) { _ in 1 },
            analysed.through(ring("labels", 1)) { _ in 1 }, leftKey: { $0.analysedKey }, rightKey: { $0.key },
            patience: .untilFull)
        graph.sink("recording", SecondSink(seen: seen), from: labelled.through(ring("labelled", 1)) { _ in 1 })
        return graph
    }

    private func ring(_ name: String, _ items: Int) -> RingPlan {
        RingPlan(name: name, items: items, bytes: items, maximumItemBytes: 1)
    }

    @Test func `an analysis that hangs holds up neither source nor recording, and each second is recorded once`() throws
    {
        let isLet = Flag(), seen = Seen()
        let runner = try GraphRunner(graph(Overload(Self.limits), isLet, seen, seconds: 400))
        let whileHanging = Mutex((recorded: 0, analysed: 0))
        // On a thread of its own: tests that block the executor's threads must not keep it waiting.
        let observer = Thread {
            let deadline = ContinuousClock.now + .seconds(60)
            // The recording's ring still holds the last ones.
            while seen.indices.count < 380, ContinuousClock.now < deadline { usleep(1_000) }
            whileHanging.withLock { $0 = (seen.indices.count, seen.analysed) }
            isLet.set()
        }
        observer.start()
        _ = try runner.runAndWait()
        #expect(whileHanging.withLock(\.recorded) >= 380)
        #expect(whileHanging.withLock(\.analysed) == 0)
        #expect(seen.indices == Array(0..<400))
    }
}
