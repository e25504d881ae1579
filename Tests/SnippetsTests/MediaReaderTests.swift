import Foundation
import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

struct MediaReaderTests {
    private static let inputs = "-f lavfi -i testsrc=size=64x48:rate=10:duration=3 -f lavfi -i sine=duration=3"

    @Test func `the source is described by its container and its first picture`() throws {
        let media = try SyntheticMedia()
        let path = try media.make(
            "dated.mp4", Self.inputs,
            "-c:v libx264 -pix_fmt yuv420p -c:a aac -metadata creation_time=2024-05-06T07:08:09Z")
        let source = try MediaReader(path).source
        #expect(source.creationTime == Date(timeIntervalSince1970: 1_714_979_289))
        #expect(source.video?.displayedWidth == 64 && source.video?.pixelFormatName == "yuv420p")
        #expect(source.video?.frameDuration == TimeBase(1, 10))
        #expect(source.sound?.codecParameters.codecName == "aac")
        #expect(source.duration == MediaTime(seconds: 3))
    }

    @Test func `one track may be left out`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("both.mkv", Self.inputs, "-c:v ffv1 -c:a flac")
        let blind = try CutRun(path) { reading, _ in reading.videoStream = .none }
        #expect(blind.states() == "sss" && blind.source.video == nil)
        let deaf = try CutRun(path) { reading, _ in reading.audioStream = .none }
        #expect(deaf.states() == "vvv" && deaf.source.sound == nil)
    }

    @Test func `a picture larger than allowed leaves the sound, and that is said`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("large.mkv", Self.inputs, "-c:v libx264 -c:a flac")
        let run = try CutRun(path) { reading, _ in reading.maxPicture = PictureLimit(width: 63, height: 48) }
        #expect(run.states() == "sss" && run.source.video == nil)
        #expect(run.notices.contains { if case .pictureTooLarge = $0 { true } else { false } })
    }

    @Test func `a file cut short gives what it has and says what is lost`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("whole.mp4", Self.inputs, "-c:v libx264 -g 5 -c:a aac -movflags faststart")
        let whole = try SyntheticMedia.bytes(of: path)
        try whole.prefix(whole.count * 6 / 10).write(to: URL(filePath: path))
        let run = try CutRun(path)
        #expect((1...2).contains(run.snippets.count))
        #expect(run.notices.contains { if case .shorterThanAnnounced = $0 { true } else { false } })
    }

    @Test func `media from a pipe is cut as from its file`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("piped.ts", Self.inputs, "-c:v mpeg2video -c:a mp2")
        let pipe = media.path("pipe.ts")
        try #require(mkfifo(pipe, 0o600) == 0)
        let data = try SyntheticMedia.bytes(of: path)
        Thread.detachNewThread {
            guard let writer = FileHandle(forWritingAtPath: pipe) else { return }
            // A reader that fails leaves a pipe that takes no more; the test then says why it failed.
            try? writer.write(contentsOf: data)
            try? writer.close()
        }
        #expect(try CutRun(pipe).digests() == CutRun(path).digests())
    }

    @Test func `cancelling ends a read`() throws {
        let media = try SyntheticMedia()
        let reader = try MediaReader(media.make("long.ts", Self.inputs, "-c:v mpeg2video -c:a mp2"))
        reader.interrupt.cancel()
        let error = try #require(throws: FFmpegError.self) { while try reader.next() != nil {} }
        #expect(error.reason == .interrupted)
    }
}
