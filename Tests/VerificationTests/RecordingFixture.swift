import Events
import Foundation
import MediaTypes
import TestSupport

@testable import Verification

/// Six seconds of source, the fragmented MP4 made of it, and the events that tell of both.
struct RecordingFixture {
    let media: SyntheticMedia
    let source: String
    let video: String
    static let seconds = 6

    /// Made once; every test changes a copy.
    private static let made = Result { try make() }

    init() throws {
        let made = try Self.made.get()
        media = try SyntheticMedia()
        source = media.path("clip.mp4")
        video = media.path("clip.annotated.mp4")
        try made.source.write(to: URL(fileURLWithPath: source))
        try made.video.write(to: URL(fileURLWithPath: video))
    }

    private static func make() throws -> (source: Data, video: Data) {
        let media = try SyntheticMedia()
        let source = try media.make(
            "clip.mp4", "-f lavfi -i testsrc=size=64x48:rate=10:duration=6",
            "-f lavfi -i anoisesrc=color=pink:amplitude=0.5:sample_rate=48000:duration=6:seed=7",
            "-c:v libx264 -preset ultrafast -bf 0 -g 10 -c:a alac")
        let video = try media.make(
            "clip.annotated.mp4", "-i", source, "-c copy -movflags frag_keyframe+delay_moov+default_base_moof")
        return try (Data(contentsOf: URL(fileURLWithPath: source)), Data(contentsOf: URL(fileURLWithPath: video)))
    }

    /// The events of a run over all seconds, or of one that was interrupted after some.
    func events(
        through count: Int = RecordingFixture.seconds, isFinished: Bool = true,
        change: (inout SnippetRecord, inout WallFields) -> Void = { _, _ in }
    ) throws -> String {
        var ledger = Ledger()
        var lines: [(EventRecord, WallFields)] = [
            (
                .start(
                    StartRecord(
                        version: "0.1.0",
                        source: SourceFacts(
                            kind: .file, name: "clip.mp4",
                            video: .init(stream: 0, codec: "h264", width: 64, height: 48),
                            audio: .init(stream: 1, codec: "alac", sampleRate: 48_000, channels: 1)),
                        model: "m", vocabulary: "v", words: nil, options: JSONObject())), WallFields()
            )
        ]
        for index in 0..<count {
            var record = Self.second(index)
            var wall = WallFields(file: "clip.annotated.mp4")
            change(&record, &wall)
            ledger.add(record.state, record.span)
            lines.append((.snippet(record), wall))
        }
        if isFinished {
            lines.append((.stop(StopRecord(reason: .endOfStream, outcome: .complete, ledger: ledger)), WallFields()))
        }
        return try write(lines)
    }

    private static func second(_ index: Int) -> SnippetRecord {
        let zero = EpochStart.Track(pts: 0, timeBase: .milliseconds)
        return SnippetRecord(
            span: MediaSpan(epoch: 0, start: MediaTime(seconds: index), end: MediaTime(seconds: index + 1)),
            state: .analysed, audio: SnippetAudio(levelDBFS: -20, peakDBFS: -10),
            frame: KeyFrame(width: 64, height: 48, pts: Int64(index * 1_000 + 500), timeBase: .milliseconds),
            window: SnippetWindow(from: index, to: index), vocabulary: "v", model: "m",
            video: VideoPosition(
                pts: Int64(index * 1_000), timeBase: .milliseconds, pictures: 10, firstPicturePTS: Int64(index * 1_000)),
            epochStart: index == 0 ? EpochStart(reason: .open, video: zero, audio: zero) : nil)
    }

    private func write(_ lines: [(EventRecord, WallFields)]) throws -> String {
        let path = media.path("clip.jsonl")
        var log = try EventLog.create(path, sourceID: "clip", overwriting: true)
        for (record, wall) in lines { try log.append(record, wall: wall) }
        return path
    }

    /// The video as bytes, changed, and written back.
    func changeVideo(_ change: (inout Data, [FragmentScan.Fragment]) throws -> Void) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: video))
        try change(&data, try FragmentScan(path: video).fragments)
        try data.write(to: URL(fileURLWithPath: video))
    }
}

extension FragmentScan.Fragment {
    var range: Range<Data.Index> { Int(bytes.lowerBound)..<Int(bytes.upperBound) }
}
