import Foundation
import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

@Suite(.enabled(if: MediaFolder.isNamed, "not run: EARSHOT_MEDIA_DIR is not set"), .serialized)
struct RealMediaTests {
    @Test func `the folder has clips`() {
        #expect(!MediaFolder.names(in: "real").isEmpty)
    }

    @Test(arguments: MediaFolder.names(in: "real"))
    func `every second of a real clip is one snippet, and pictures and sound lie where ffprobe finds them`(
        name: String
    ) throws {
        let path = try MediaFolder.path("real", name)
        let run = try CutRun(path)
        try Self.checkLedger(run)
        try Self.checkPictures(run, path)
        try Self.checkSound(run, path)
        #expect(run.notices.isEmpty && run.epochs.count == 1)
    }

    @Test(arguments: MediaFolder.names(in: "real"))
    func `a real clip read from its middle gives what an uninterrupted read gives`(name: String) throws {
        let path = try MediaFolder.path("real", name)
        let whole = try CutRun(path)
        for index in [whole.snippets.count / 2, whole.snippets.count - 1] {
            let key = SnippetKey(epoch: 0, index: index)
            #expect(try CutRun(path, from: key).digests() == whole.digests(from: key), "from \(index)")
        }
    }

    private static func checkLedger(_ run: CutRun) throws {
        #expect(run.gaps.isEmpty)
        #expect(run.snippets.map(\.key.index) == Array(run.snippets.indices))
        #expect(run.snippets.dropLast().allSatisfy { $0.duration == MediaTime(seconds: 1) && !$0.isLastOfEpoch })
        #expect(run.snippets.last?.isLastOfEpoch == true)
        #expect(run.snippets.allSatisfy { $0.damage.isNone })
    }

    private static func checkPictures(_ run: CutRun, _ path: String) throws {
        let video = try #require(run.source.video)
        let probed = try ProbedStream(path, stream: video.stream.index)
        let times = run.snippets.flatMap(\.recording.pictures).map(\.frame.pts.seconds)
        let picture = video.frameDuration.map { MediaTime(1, $0).seconds } ?? 0.04
        #expect(times.count == probed.times.count)
        #expect(abs(try #require(times.first) - (try #require(probed.times.first))) < picture)
        #expect(abs(try #require(times.last) - (try #require(probed.times.last))) < picture)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }

    private static func checkSound(_ run: CutRun, _ path: String) throws {
        let sound = try #require(run.source.sound)
        let probed = try ProbedStream(path, stream: sound.stream.index)
        let codecFrame = 1_152.0 / Double(sound.stream.sampleRate)
        let zero = try #require(run.epochs.first?.soundStart).seconds
        let end = run.snippets.last.map { last in
            last.start.seconds + Double(last.soundSamples) / 16_000
        }
        let seconds = Double(run.snippets.reduce(0) { $0 + $1.soundSamples }) / 16_000
        #expect(abs(seconds - Double(probed.sampleCount) / Double(sound.stream.sampleRate)) < codecFrame)
        #expect(abs((end ?? 0) + zero - probed.end) < codecFrame || run.snippets.last?.soundSamples == 0)
    }
}
