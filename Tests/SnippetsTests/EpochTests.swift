import Foundation
import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

struct EpochTests {
    private let media: SyntheticMedia

    init() throws {
        media = try SyntheticMedia()
    }

    /// A transport stream of so many seconds whose clock begins at an offset.
    private func stream(
        _ name: String, seconds: String, offset: String = "0", size: String = "64x48", rate: Int = 44_100,
        sound: String = "mp2"
    ) throws -> String {
        try media.make(
            name, "-f lavfi -i testsrc=size=\(size):rate=25:duration=\(seconds)",
            "-f lavfi -i sine=sample_rate=\(rate):duration=\(seconds)",
            "-c:v mpeg2video -g 5 -c:a \(sound) -muxdelay 0 -output_ts_offset \(offset)")
    }

    private func joined(_ paths: String...) throws -> String {
        let path = media.path("joined.ts")
        let whole = try paths.reduce(into: Data()) { $0 += try SyntheticMedia.bytes(of: $1) }
        try whole.write(to: URL(filePath: path))
        return path
    }

    /// An unpacked Matroska file in which both tracks are passed through filters that drop parts of them.
    private func cut(_ seconds: Int, video: String, sound: String) throws -> CutRun {
        try CutRun(
            media.make(
                "cut.mkv", "-f lavfi -i testsrc=size=64x48:rate=10:duration=\(seconds)",
                "-f lavfi -i sine=sample_rate=16000:duration=\(seconds)",
                "-vf select=\(video) -af aselect=\(sound) -fps_mode passthrough -c:v ffv1 -c:a pcm_s16le"))
    }

    @Test func `a clock that goes back by more than a second begins an epoch`() throws {
        let run = try CutRun(joined(stream("a.ts", seconds: "4"), stream("b.ts", seconds: "3")))
        #expect(run.epochs.map(\.number) == [0, 1])
        #expect(run.states(ofEpoch: 0).hasPrefix("bbbb") && run.states(ofEpoch: 1).hasPrefix("bbb"))
        #expect(run.snippets.count { $0.isLastOfEpoch } == 2)
        #expect(run.pictureCount == 175)
    }

    @Test func `both clocks forward by more than ten seconds begin an epoch`() throws {
        let run = try CutRun(joined(stream("a.ts", seconds: "3"), stream("b.ts", seconds: "3", offset: "60")))
        #expect(run.epochs.count == 2)
        #expect(run.states(ofEpoch: 1).hasPrefix("bbb"))
        #expect(run.gaps.isEmpty)
    }

    @Test func `both clocks forward by less are a gap of whole seconds`() throws {
        let run = try cut(8, video: "'not(between(t,1.55,6.35))'", sound: "'not(between(t,1.55,6.35))'")
        #expect(run.epochs.count == 1)
        #expect(run.states() == "bb----bb")
        #expect(run.gaps == [Gap(epoch: 0, span: MediaTime(seconds: 2)..<MediaTime(seconds: 6), reason: .noMedia)])
    }

    @Test func `one track pausing for long is no epoch`() throws {
        let noPicture = try cut(20, video: "'not(between(t,2.05,17.95))'", sound: "1")
        #expect(noPicture.epochs.count == 1)
        #expect(noPicture.states() == "bbbsssssssssssssssbb")
        let noSound = try cut(20, video: "1", sound: "'not(between(t,2.05,17.95))'")
        #expect(noSound.epochs.count == 1)
        #expect(noSound.states() == "bbbvvvvvvvvvvvvvvbbb")
    }

    @Test func `a clock that goes back by less overlaps: what is there twice is cut and counted`() throws {
        let run = try CutRun(joined(stream("a.ts", seconds: "3"), stream("b.ts", seconds: "3", offset: "2.5")))
        #expect(run.epochs.count == 1)
        let trimmed = run.snippets.reduce(0) { $0 + $1.trimmed }
        #expect(abs(trimmed - 8_000) < 1_000, "\(trimmed)")
        #expect(run.snippets.dropLast().allSatisfy { $0.soundSamples == 16_000 })
    }

    @Test(arguments: [("128x96", 44_100), ("64x48", 48_000), ("128x96", 48_000)])
    func `clock, pictures and sound that become others together begin one epoch`(size: String, rate: Int) throws {
        let first = try stream("a.ts", seconds: "4", sound: "aac")
        let last = try stream("c.ts", seconds: "2", sound: "aac")
        let changed = try stream("b.ts", seconds: "3", size: size, rate: rate, sound: "aac")
        let run = try CutRun(joined(first, changed, last)) { options, _ in options.firstPictureLimit = .seconds(10) }
        #expect(run.epochs.map(\.number) == [0, 1, 2] && run.epochs.map(\.reason) == [.open, .format, .format])
        #expect(run.epochs[1].source?.video?.displayedWidth == Int(size.prefix { $0 != "x" }))
        #expect(run.epochs[1].source?.sound?.stream.sampleRate == rate)
        #expect(run.states(ofEpoch: 1).hasPrefix("bbb") && run.states(ofEpoch: 2).hasPrefix("bb"))
    }

    @Test func `sound whose rate changes on the way goes on without a hole`() throws {
        let run = try CutRun(
            joined(stream("a.ts", seconds: "2"), stream("b.ts", seconds: "3", offset: "2", rate: 48_000)))
        #expect(run.epochs.count == 1)
        #expect(run.snippets.dropLast().allSatisfy { $0.missing < 800 && $0.damage.soundErrors == 0 })
    }
}
