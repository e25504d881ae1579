import Events
import Foundation
import MediaTypes
import Testing

@testable import Stages

@Suite struct RunProgressTests {
    private var progress = RunProgress()
    private let noon = Date(timeIntervalSince1970: 1_795_608_000)

    private func second(_ state: SnippetState, _ origin: EventTime.Origin?) -> EventRecord {
        let clock = WallClock(milliseconds: 1_795_608_000_000)
        return .snippet(
            SnippetRecord(
                span: MediaSpan(epoch: 0, start: .zero, length: MediaTime(1, TimeBase(1, 1))), state: state,
                time: origin.map { EventTime(time: clock, origin: $0) }))
    }

    private mutating func tell(_ status: String, _ reason: String? = nil) {
        progress.add(.sourceStatus(SourceStatusRecord(status: status, reason: reason)), at: noon)
    }

    @Test mutating func `seconds and gaps are counted by their lines`() {
        progress.add(second(.silent, nil), at: noon)
        progress.add(
            .gap(
                GapRecord(
                    span: MediaSpan(
                        epoch: 0, start: MediaTime(1, TimeBase(1, 1)), length: MediaTime(4, TimeBase(1, 1))),
                    reason: "eos")),
            at: noon
        )
        #expect(progress.ledger[.silent] == MediaTime(1, TimeBase(1, 1)))
        #expect(progress.ledger.gaps == MediaTime(4, TimeBase(1, 1)))
    }

    @Test mutating func `the delay runs from the end of a live second to its line, and a file has none`() {
        progress.add(second(.analysed, .container), at: noon + 1.5)
        #expect(progress.delay == nil)
        progress.add(second(.analysed, .arrival), at: noon + 1.5)
        #expect(progress.delay == .milliseconds(500))
        progress.add(second(.analysed, .rtcpNTP), at: noon + 0.75)
        #expect(progress.delay == .milliseconds(-250))
    }

    @Test mutating func `a track that stalls and comes back is no new connection`() {
        tell("connecting")
        tell("healthy")
        tell("stalled", "timeout")
        tell("healthy")
        #expect(progress.connections == 1)
        tell("stalled", "timeout")
        tell("reconnecting", "timeout")
        #expect(progress.source?.reason == "timeout")
        tell("healthy")
        #expect(progress.connections == 2)
    }

    @Test mutating func `what is given up and what cannot be written is so until told otherwise`() {
        progress.add(
            .overload(OverloadRecord(epoch: 0, start: .zero, shed: .stride, isActive: true)), at: noon)
        progress.add(.outputStatus(OutputStatusRecord(output: .video, status: .failing)), at: noon)
        progress.eventsWait(for: "full")
        #expect(progress.shed == [.stride])
        #expect(progress.failing == [.video, .events])
        progress.add(
            .overload(OverloadRecord(epoch: 0, start: .zero, shed: .stride, isActive: false)), at: noon)
        progress.add(.outputStatus(OutputStatusRecord(output: .events, status: .restored)), at: noon)
        #expect(progress.shed.isEmpty)
        #expect(progress.failing == [.video])
    }
}
