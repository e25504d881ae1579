import Events
import Foundation
import MediaTypes
import Testing

@testable import Stages

@Suite struct WrittenSecondsTests {
    /// Seven seconds in `center` windows of stride 1, as a run writes them that was stopped in the last.
    private func stopped(dropping dropped: Range<Int> = 7..<7) throws -> WrittenSeconds {
        let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString).jsonl").path
        var log = try EventLog.create(path, sourceID: "clip")
        for index in 0..<7 {
            let from = min(max(0, index - 2), 2)
            let isDropped = dropped.contains(index)
            try log.append(
                .snippet(
                    SnippetRecord(
                        span: MediaSpan(
                            epoch: 0, start: MediaTime(seconds: index), end: MediaTime(seconds: index + 1)),
                        state: isDropped ? .dropped : .analysed, reason: isDropped ? "stopped" : nil,
                        window: isDropped ? nil : SnippetWindow(from: from, to: from + 4))))
        }
        return try WrittenSeconds([path])
    }

    @Test func `after a crash every second told of counts`() throws {
        #expect(try stopped().settled(isStopped: false).last?.key.index == 6)
    }

    @Test func `after a stop the seconds of windows that ended with it do not count`() throws {
        #expect(try stopped().settled(isStopped: true).last?.key.index == 3)
    }

    @Test func `after a stop the seconds it dropped do not count`() throws {
        #expect(try stopped(dropping: 2..<7).settled(isStopped: true).last?.key.index == 1)
    }

    @Test func `after a stop within the first window nothing counts`() throws {
        #expect(try stopped(dropping: 0..<7).settled(isStopped: true).last == nil)
    }
}
