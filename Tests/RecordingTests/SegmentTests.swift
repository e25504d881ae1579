import Foundation
import Media
import MediaTypes
import Overlay
import Recording
import Snippets
import TestSupport
import Testing

/// A recording over several files: segments, and sources that change.
@Suite struct SegmentTests {
    private static let noon = Date(timeIntervalSince1970: 1_795_608_000)

    private static func options(segment: Int?) -> RecordingOptions {
        var options = Recorded.fast
        options.segmentSeconds = segment
        options.existing = .keep
        return options
    }

    private func files(_ pattern: String) throws -> [String] { try RecordingName(pattern).files().map(\.path) }

    @Test func `segments begin at whole multiples of their length in the world's time and are named by it`() throws {
        let media = try SyntheticMedia()
        let input = try media.make(
            "clip.mkv", "-f lavfi -i testsrc2=size=64x48:rate=10:duration=7 -f lavfi -i sine=duration=7",
            "-c:v mpeg4 -c:a aac")
        let pattern = media.path("yard-%Y%m%dT%H%M%SZ.mp4")
        let recorded = try Recorded(
            input, to: pattern, options: Self.options(segment: 3), time: Self.noon.addingTimeInterval(1.25))
        let names = try files(pattern).map { URL(filePath: $0).lastPathComponent }
        #expect(
            names == [
                "yard-20261125T120001Z.mp4", "yard-20261125T120003Z.mp4", "yard-20261125T120006Z.mp4",
            ])
        let counts = names.map { name in recorded.places.count { $0.file.hasSuffix(name) } }
        #expect(counts == [2, 3, recorded.places.count - 5])
    }

    @Test func `every segment is a finished MP4 of its own that begins at 0, and together they hold the source`() throws
    {
        let media = try SyntheticMedia()
        let input = try media.make(
            "clip.mkv", "-f lavfi -i testsrc2=size=64x48:rate=10:duration=6.5 -f lavfi -i sine=duration=6.5",
            "-c:v mpeg4 -c:a pcm_s16le")
        let recorded = try Recorded(input, to: media.path("yard.mp4"), options: Self.options(segment: 2))
        let paths = try files(media.path("yard.mp4"))
        #expect(
            paths.map { URL(filePath: $0).lastPathComponent } == [
                "yard.mp4", "yard.part2.mp4", "yard.part3.mp4", "yard.part4.mp4",
            ])
        var pictures: [Double] = []
        var heard = 0.0
        for path in paths {
            let movie = try RecordedMovie(path: path)
            #expect(movie.isFinished && movie.tornBytes == 0)
            let playback = try Playback(path)
            #expect(playback.warnings == "")
            #expect(abs(playback.start) < 0.001)
            let first = try #require(recorded.places.first { $0.file == path })
            #expect(first.fileStart == .zero)
            pictures += playback.pictures.map { $0 + first.start.seconds }
            heard += playback.sound.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
        }
        #expect(pictures.count == 65)
        for (index, time) in pictures.enumerated() { #expect(abs(time - Double(index) / 10) < 0.002) }
        #expect(abs(heard - 6.5) < 4 * 1024.0 / 44100)
        #expect(recorded.positions == (0..<7).map { MediaTime($0 * 1000, .milliseconds) })
        #expect(recorded.places.allSatisfy { $0.fileStart.ticks == $0.start.ticks % 2000 })
    }

    @Test func `a segment whose name is taken takes another and leaves the file that has it alone`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        let pattern = media.path("yard-%Y%m%d.mp4")
        let taken = media.path("yard-20261125.mp4")
        try Data("precious".utf8).write(to: URL(filePath: taken))
        let recorded = try Recorded(input, to: pattern, options: Self.options(segment: 2), time: Self.noon)
        #expect(try Data(contentsOf: URL(filePath: taken)) == Data("precious".utf8))
        let used = recorded.places.map { URL(filePath: $0.file).lastPathComponent }
        #expect(
            used == [
                "yard-20261125.part2.mp4", "yard-20261125.part2.mp4", "yard-20261125.part3.mp4",
                "yard-20261125.part3.mp4",
            ])
        var replacing = Self.options(segment: 2)
        replacing.existing = .overwrite
        let again = try Recorded(input, to: pattern, options: replacing, time: Self.noon)
        #expect(Set(again.places.map(\.file)).count == 2, "a recording never overwrites its own segments")
    }

    /// What the second epoch is, and what a recording without segments makes of it after AAC of 44.1 kHz.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let first: String
        let second: String
        let files: Int
        var converts = true
    }

    private static let small = "-f lavfi -i testsrc2=size=64x48:rate=10:duration=2"
    private static let large = "-f lavfi -i testsrc2=size=128x96:rate=10:duration=2"
    private static let tone = "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=2"
    private static let aac = "\(small) \(tone) -c:v mpeg4 -c:a aac"

    static let changes = [
        Change(
            testDescription: "size", first: aac, second: "\(large) \(tone) -c:v mpeg4 -c:a aac", files: 1,
            converts: false),
        Change(
            testDescription: "rate", first: aac, second: "\(small) \(tone) -c:v mpeg4 -c:a aac -ar 48000 -ac 2",
            files: 1),
        Change(
            testDescription: "AAC to G.711", first: aac, second: "\(small) \(tone) -c:v mpeg4 -c:a pcm_mulaw -ar 8000",
            files: 1, converts: false),
        Change(
            testDescription: "AAC to Opus", first: aac, second: "\(small) \(tone) -c:v mpeg4 -c:a libopus -ar 48000",
            files: 1),
        Change(
            testDescription: "G.711 to AAC", first: "\(small) \(tone) -c:v mpeg4 -c:a pcm_alaw -ar 8000", second: aac,
            files: 1),
        Change(
            testDescription: "Opus to AAC", first: "\(small) \(tone) -c:v mpeg4 -c:a libopus -ar 48000", second: aac,
            files: 2, converts: false),
        Change(testDescription: "sound comes", first: "\(small) -c:v mpeg4", second: aac, files: 2, converts: false),
        Change(testDescription: "sound goes", first: aac, second: "\(small) -c:v mpeg4", files: 1, converts: false),
        Change(testDescription: "pictures come", first: "\(tone) -c:a aac", second: aac, files: 2, converts: false),
        Change(testDescription: "pictures go", first: aac, second: "\(tone) -c:a aac", files: 1, converts: false),
    ]

    @Test(arguments: changes) func `a source that changes is recorded whole, in one file where that can carry it`(
        change: Change
    ) throws {
        let media = try SyntheticMedia()
        let inputs = [try media.make("first.mkv", change.first), try media.make("second.mkv", change.second)]
        let whole = try ChangingSource(inputs, to: media.path("out.mp4"), Self.options(segment: nil))
        #expect(try files(media.path("out.mp4")).count == change.files)
        #expect((whole.statistics.convertedSoundPackets > 0) == change.converts)
        try expectWhole(whole, of: inputs)
        let segments = try ChangingSource(inputs, to: media.path("seg.mp4"), Self.options(segment: 3_600))
        #expect(try files(media.path("seg.mp4")).count == 2)
        #expect(segments.statistics.convertedSoundPackets == 0 && segments.statistics.scaledPictures == 0)
        try expectWhole(segments, of: inputs)
    }

    private func expectWhole(_ recorded: ChangingSource, of inputs: [String]) throws {
        let sources = try inputs.map { try Playback($0) }
        let outputs = try recorded.files.map { try Playback($0) }
        for output in outputs { #expect(output.warnings == "") }
        #expect(outputs.reduce(0) { $0 + $1.pictures.count } == sources.reduce(0) { $0 + $1.pictures.count })
        func heard(_ playbacks: [Playback]) -> Double {
            playbacks.reduce(0) { $0 + $1.sound.reduce(0) { $0 + $1.upperBound - $1.lowerBound } }
        }
        #expect(abs(heard(outputs) - heard(sources)) < 0.2)
        #expect(zip(recorded.positions, recorded.positions.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `a file given up after trouble keeps what it has, and the recording goes on in a new one`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        let whole = try Recorded(input, to: media.path("whole.mp4"))
        let recorder = Recorder(
            try RecordingHold(RecordingName(media.path("out.mp4"))), painter: OverlayPainter(font: try TextFont()),
            options: Self.options(segment: nil))
        try recorder.begin(whole.source, at: nil)
        var places: [Recorder.Place] = []
        for (index, snippet) in whole.snippets.enumerated() {
            if index == 1 { recorder.abandonFile() }
            if index == 1 {
                recorder.skip(snippet.key, start: snippet.start, duration: snippet.duration)
                continue
            }
            places.append(
                try recorder.record(
                    snippet.key, start: snippet.start, duration: snippet.duration, media: snippet.recording,
                    scene: .empty, at: nil))
        }
        try recorder.finish()
        #expect(places.map(\.start) == [0, 2, 3].map { MediaTime($0 * 1000, .milliseconds) })
        #expect(places.map(\.fileStart) == [0, 0, 1].map { MediaTime($0 * 1000, .milliseconds) })
        let paths = try files(media.path("out.mp4"))
        #expect(try paths.map { try Playback($0).pictures.count } == [25, 30])
    }
}

/// Sources recorded one after the other as the epochs of one.
private struct ChangingSource {
    private(set) var files: [String] = []
    private(set) var positions: [MediaTime] = []
    private(set) var statistics = RecordingStatistics()

    init(_ inputs: [String], to path: String, _ options: RecordingOptions) throws {
        let recorder = Recorder(
            try RecordingHold(RecordingName(path)), painter: OverlayPainter(font: try TextFont()), options: options)
        for (epoch, input) in inputs.enumerated() {
            let reader = try MediaReader(input)
            var cutting = CutOptions()
            cutting.soundForm = Recorder.soundForm(for: reader.source)
            var cutter = SnippetCutter(reader.source, options: cutting)
            try recorder.begin(reader.source, at: nil)
            while let item = try reader.next() { try record(try cutter.add(item), epoch, recorder) }
            try record(try cutter.finish(), epoch, recorder)
        }
        try recorder.finish()
        statistics = recorder.statistics
    }

    private mutating func record(_ items: [CutItem], _ epoch: Int, _ recorder: Recorder) throws {
        for case .snippet(let snippet) in items {
            let place = try recorder.record(
                SnippetKey(epoch: epoch, index: snippet.key.index), start: snippet.start, duration: snippet.duration,
                media: snippet.recording, scene: .empty, at: nil)
            positions.append(place.start)
            if files.last != place.file { files.append(place.file) }
        }
    }
}
