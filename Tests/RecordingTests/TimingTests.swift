import Foundation
import MediaTypes
import Recording
import Snippets
import TestSupport
import Testing

/// The recording begins, ends and runs as its source does.
@Suite struct TimingTests {
    @Test(arguments: SourceShape.sounds + SourceShape.timings)
    func `every picture keeps its time, and sound its place and its packets where MP4 carries them`(shape: SourceShape)
        throws
    {
        let media = try SyntheticMedia()
        let input = try shape.make(in: media)
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        let source = try Playback(input)
        let output = try Playback(recorded.path)
        try #require(output.pictures.count == source.pictures.count)
        for (shown, wanted) in zip(output.pictures, source.pictures) {
            #expect(abs(shown - (wanted - source.start)) <= 0.0011)
        }
        let start = try #require(output.soundStart)
        let end = try #require(output.soundEnd)
        let offset = try #require(output.offset)
        #expect(abs(offset - (source.offset ?? 0)) <= 0.005)
        #expect(abs(start - ((source.soundStart ?? 0) - source.start)) <= shape.codecFrame)
        #expect(abs(end - ((source.soundEnd ?? 0) - source.start)) <= shape.codecFrame + 0.001)
        #expect(output.warnings == "")
        if shape.isCopied { try expectCopied(shape, input, recorded.path, in: media) }
    }

    /// In transport streams AAC wears headers that MP4 replaces by its own.
    private func expectCopied(_ shape: SourceShape, _ input: String, _ output: String, in media: SyntheticMedia) throws
    {
        let bare =
            shape.name.hasSuffix("adts.ts")
            ? try media.make("bare.mp4", "-i \(input) -map 0:a -c copy -bsf:a aac_adtstoasc") : input
        let original = try Playback.packetHashes(bare, "a:0")
        let copied = try Playback.packetHashes(output, "a:0")
        #expect(original.suffix(copied.count) == copied[...])
        #expect(original.count - copied.count <= 1)
    }

    @Test func `pictures without sound and sound without pictures make files of one track`() throws {
        let media = try SyntheticMedia()
        let silent = try media.make("silent.mkv", "\(SourceShape.pictures) \(SourceShape.mpeg4)")
        let blind = try media.make("blind.m4a", "\(SourceShape.tone) -c:a aac")
        let pictures = try Playback(try Recorded(silent, to: media.path("pictures.mp4")).path)
        let sound = try Playback(try Recorded(blind, to: media.path("sound.mp4")).path)
        #expect(pictures.pictures.count == 80 && pictures.sound.isEmpty && pictures.warnings == "")
        #expect(sound.pictures.isEmpty && sound.warnings == "")
        #expect(abs((sound.soundEnd ?? 0) - 3.2) <= 0.024)
    }

    @Test func `sound whose rate and channels change on the way is brought back to the first`() throws {
        let media = try SyntheticMedia()
        let pictures = "-f lavfi -i testsrc2=size=64x48:rate=25:duration=2 -f lavfi -i sine=duration=2 -c:v mpeg2video"
        let first = try media.make("first.ts", "\(pictures) -c:a aac -ar 44100 -ac 1")
        let second = try media.make("second.ts", "\(pictures) -c:a aac -ar 48000 -ac 2 -output_ts_offset 2")
        let input = media.path("both.ts")
        let bytes = try [first, second].map { try Data(contentsOf: URL(filePath: $0)) }
        try (bytes[0] + bytes[1]).write(to: URL(filePath: input))
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        let output = try Playback(recorded.path)
        #expect((90...97).contains(recorded.statistics.convertedSoundPackets))
        #expect(abs((output.soundEnd ?? 0) - 4) < 0.06)
        #expect(zip(output.sound, output.sound.dropFirst()).allSatisfy { abs($1.lowerBound - $0.upperBound) < 0.03 })
        #expect(output.warnings == "")
        let level = try SyntheticMedia.run([
            "sh", "-c",
            "ffmpeg -nostdin -ss 2.5 -i '\(recorded.path)' -vn -af volumedetect -f null - 2>&1 | grep mean_volume",
        ])
        #expect(String(decoding: level, as: UTF8.self).contains("mean_volume: -2"))
    }

    @Test func `sound whose timestamps jitter by a packet is copied whole and without gaps`() throws {
        let media = try SyntheticMedia()
        let input = try media.make(
            "jitter.mkv", "\(SourceShape.pictures) \(SourceShape.tone) \(SourceShape.mpeg4) -c:a aac",
            "-bsf:a setts=ts='TS+23*eq(mod(N,5),3)*lt(N,130)'")
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        let output = try Playback(recorded.path)
        let (copied, source) = try (
            Playback.packetHashes(recorded.path, "a:0"), Playback.packetHashes(input, "a:0")
        )
        #expect(recorded.statistics.overlappingSoundPackets == 0)
        #expect(source.suffix(copied.count) == copied[...] && source.count - copied.count <= 1)
        #expect(zip(output.sound, output.sound.dropFirst()).allSatisfy { abs($1.lowerBound - $0.upperBound) < 0.001 })
    }

    @Test func `the position of a snippet is the time of its first picture at the earliest`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        let seconds = (0..<4).map { MediaTime($0 * 1000, .milliseconds) }
        #expect(recorded.positions == seconds)
        #expect(recorded.positions.map(\.timeBase) == Array(repeating: .milliseconds, count: 4))
    }
}
