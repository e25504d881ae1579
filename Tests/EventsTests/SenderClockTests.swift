import MediaTypes
import Testing

@testable import Events

/// A camera's clock may be hours off: what a run that ended was watched up to is known by this machine's clock all the same.
struct SenderClockTests {
    private func line(_ seq: Int, _ record: EventRecord, ahead: Int?) throws -> EventLine {
        let written = EventLine(sourceID: "yard", seq: seq, record: record, wall: WallFields(senderAhead: ahead))
        return try EventLine(parsing: written.bytes.dropLast())
    }

    @Test(arguments: [3_600_000, -3_600_250, nil] as [Int?])
    func `the end of what is told is known by both clocks, from the line and over a rotation`(ahead: Int?) throws {
        let gap = GapRecord(span: Examples.span(2, 8122, 8124), reason: "error", time: Examples.time, video: nil)
        for record in [EventRecord.snippet(Examples.snippet), .gap(gap)] {
            var state = LogState(start: Examples.start, line: try line(1, .start(Examples.start), ahead: nil))
            state.apply(try line(2, record, ahead: ahead))
            let end = try #require(state.end), sender = try #require(end.worldTime),
                machine = try #require(end.machineTime)
            #expect(sender.time.milliseconds - machine.milliseconds == Int64(ahead ?? 0))
            #expect(try CarriedState(fields: state.carried.fields).end == end)
        }
    }
}
