import Foundation
import Media
import MediaTypes
import Overlay
import Recording
import Snippets
import TestSupport
import Testing

/// What is seen in a recording.
@Suite struct PictureTests {
    struct Format: Sendable, CustomTestStringConvertible {
        let name: String
        let options: String
        let size: (Int, Int)
        /// Mean difference allowed: the test picture's hard colour edges fill a tiny picture.
        var tolerance = 8.0
        var testDescription: String { name }
    }

    private static func source(_ size: String, _ options: String) -> String {
        "-f lavfi -i testsrc=size=\(size):rate=10:duration=1.2 \(options)"
    }

    static let formats = [
        Format(name: "odd_444.mkv", options: source("321x241", "-pix_fmt yuv444p -c:v ffv1"), size: (322, 242)),
        Format(
            name: "tiny_odd.mkv", options: source("17x17", "-pix_fmt yuv420p -c:v ffv1"), size: (18, 18), tolerance: 20),
        Format(
            name: "one_row.mkv", options: source("64x3", "-pix_fmt yuv444p -c:v ffv1"), size: (64, 4), tolerance: 12),
        Format(
            name: "full_range.avi", options: source("160x120", "-pix_fmt yuvj420p -c:v mjpeg -q:v 2"), size: (160, 120)),
        Format(name: "10_bit.mkv", options: source("160x120", "-pix_fmt yuv420p10le -c:v ffv1"), size: (160, 120)),
        Format(name: "rgb.mkv", options: source("160x120", "-pix_fmt bgr0 -c:v ffv1"), size: (160, 120)),
        Format(name: "grey.mkv", options: source("160x120", "-pix_fmt gray -c:v ffv1"), size: (160, 120)),
        Format(name: "422.mkv", options: source("161x120", "-pix_fmt yuv422p -c:v ffv1"), size: (162, 120)),
    ]

    @Test(arguments: formats) func `pictures of any format and size look as the source's`(format: Format) throws {
        let media = try SyntheticMedia()
        let input = try media.make(format.name, format.options)
        var options = Recorded.fast
        options.quality.crf = 12
        let recorded = try Recorded(input, to: media.path("out.mp4"), options: options)
        let shown = try Self.pictures(of: recorded.path)
        let wanted = try Self.pictures(of: input)
        #expect(shown.count == wanted.count)
        #expect(shown.allSatisfy { ($0.width, $0.height) == format.size })
        for (one, other) in zip(shown, wanted) { #expect(Self.difference(one, other) < format.tolerance) }
    }

    @Test(arguments: [90, 180, 270]) func `a turned picture is stored as it is displayed`(degrees: Int) throws {
        let media = try SyntheticMedia()
        let stored = try media.make("stored.mp4", Self.source("96x64", "-c:v libx264 -crf 5 -pix_fmt yuv420p"))
        let input = try media.make("turned.mp4", "-i \(stored) -c copy -metadata:s:v rotate=\(degrees)")
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        let shown = try #require(try Self.pictures(of: recorded.path).first)
        let wanted = try #require(try Self.pictures(of: input).first)
        #expect((shown.width, shown.height) == (degrees == 180 ? (96, 64) : (64, 96)))
        #expect(Self.difference(shown, wanted) < 12)
        let side = try SyntheticMedia.run([
            "ffprobe", "-v", "error", "-show_entries", "stream_side_data=rotation", recorded.path,
        ])
        #expect(!String(decoding: side, as: UTF8.self).contains("rotation"))
    }

    @Test func `a mask marks the same pixels of every picture of its second, and only there`() throws {
        let media = try SyntheticMedia()
        let stored = try media.make(
            "stored.mp4", "-f lavfi -i color=gray:size=96x64:rate=10:duration=2 -c:v libx264 -pix_fmt yuv420p")
        let input = try media.make("turned.mp4", "-i \(stored) -c copy -metadata:s:v rotate=90")
        let mask = BinaryMask(width: 64, height: 96, pixels: (0..<64 * 96).map { $0 % 64 < 32 ? 1 : 0 })
        let recorded = try Recorded(input, to: media.path("out.mp4")) { snippet in
            guard snippet.key.index == 1 else { return .empty }
            return OverlayScene(annotations: [Annotation(label: "dog", score: 0.9, mask: mask, colorIndex: 1)])
        }
        let shown = try Self.pictures(of: recorded.path)
        try #require(shown.count == 20)
        for (index, picture) in shown.enumerated() {
            let isMarked = index >= 10
            #expect((picture.color(8, 90) != picture.color(56, 90)) == isMarked)
            #expect((Int(picture.color(8, 90).z) - Int(picture.color(8, 90).x) > 40) == isMarked)
            #expect(abs(Int(picture.color(56, 90).z) - Int(picture.color(56, 90).x)) < 8)
        }
    }

    @Test func `pictures of another size are fitted into the first between black bars`() throws {
        let media = try SyntheticMedia()
        let wide = "-f lavfi -i color=white:size=64x32:rate=10:duration=1 -c:v mpeg2video -q:v 2"
        let high = "-f lavfi -i color=white:size=32x64:rate=10:duration=1 -c:v mpeg2video -q:v 2"
        let first = try media.make("first.ts", wide)
        let second = try media.make("second.ts", "\(high) -output_ts_offset 1")
        let input = media.path("both.ts")
        try (Data(contentsOf: URL(filePath: first)) + Data(contentsOf: URL(filePath: second))).write(
            to: URL(filePath: input))
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        let shown = try Self.pictures(of: recorded.path)
        #expect(shown.allSatisfy { ($0.width, $0.height) == (64, 32) })
        #expect(recorded.statistics.scaledPictures == 10)
        let last = try #require(shown.last)
        #expect(last.color(2, 16).x < 20 && last.color(61, 16).x < 20 && last.color(32, 16).x > 235)
        let begin = try #require(shown.first)
        #expect(begin.color(2, 16).x > 235)
    }

    /// Matroska keeps the shape to itself where the codec cannot say it.
    @Test(arguments: ["-c:v libx264 -pix_fmt yuv420p", "-c:v ffv1 -pix_fmt yuv420p"])
    func `the shape of pixels and the colour tags are the source's`(codec: String) throws {
        let media = try SyntheticMedia()
        let tags = "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv"
        let input = try media.make("anamorphic.mkv", Self.source("72x58", "-vf setsar=16/11 \(codec) \(tags)"))
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        let fields = "stream=sample_aspect_ratio,color_space,color_transfer,color_primaries,color_range"
        let output = try SyntheticMedia.run([
            "ffprobe", "-v", "error", "-show_entries", fields, "-of", "csv=p=0", recorded.path,
        ])
        #expect(String(decoding: output, as: UTF8.self).hasPrefix("16:11,tv,bt709,bt709,bt709"))
    }

    @Test func `pictures that do not move on in time are left out and counted`() throws {
        let media = try SyntheticMedia()
        let input = try media.make("steady.mkv", Self.source("64x48", "-c:v ffv1"))
        let cut = try Recorded(input, to: media.path("first.mp4"))
        let snippet = try #require(cut.snippets.first)
        let recorder = Recorder(
            try RecordingHold(RecordingName(media.path("out.mp4"))), painter: OverlayPainter(font: try TextFont()),
            options: Recorded.fast)
        try recorder.begin(cut.source, at: nil)
        var doubled = snippet.recording
        doubled.pictures = doubled.pictures.flatMap { [$0, $0] } + doubled.pictures.prefix(3)
        _ = try recorder.record(
            snippet.key, start: snippet.start, duration: snippet.duration, media: doubled, scene: .empty, at: nil)
        try recorder.finish()
        #expect(recorder.statistics.pictures == 10)
        #expect(recorder.statistics.unorderedPictures == 13)
        #expect(try Playback(media.path("out.mp4")).pictures.count == 10)
    }

    private static func pictures(of path: String) throws -> [Picture] {
        let reader = try MediaReader(path)
        let converter = PictureConverter()
        var pictures: [Picture] = []
        while let item = try reader.next() {
            guard case .pictures(let batch, _) = item.content else { continue }
            pictures += try batch.frames.map(converter.picture(from:))
        }
        return pictures
    }

    /// Mean absolute difference over the pixels both have, 0…255.
    private static func difference(_ one: Picture, _ other: Picture) -> Double {
        let (width, height) = (min(one.width, other.width), min(one.height, other.height))
        var sum = 0
        for y in 0..<height {
            for index in 0..<width * 3 {
                sum += abs(Int(one.pixels[y * one.width * 3 + index]) - Int(other.pixels[y * other.width * 3 + index]))
            }
        }
        return Double(sum) / Double(width * height * 3)
    }
}

extension Picture {
    fileprivate func color(_ x: Int, _ y: Int) -> SIMD3<UInt8> {
        let index = (y * width + x) * 3
        return SIMD3(pixels[index], pixels[index + 1], pixels[index + 2])
    }
}
