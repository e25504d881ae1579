import Foundation
import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

struct LookAheadTests {
    /// Reads a file whose sound comes two seconds behind its pictures through a pipe, where it cannot be sorted by seeking.
    private func run(_ lookAhead: LookAhead) throws -> CutRun {
        let media = try SyntheticMedia()
        let path = try media.make(
            "apart.mp4", "-f lavfi -i testsrc=size=64x48:rate=10:duration=6 -f lavfi -i sine=duration=6",
            "-c:v libx264 -g 20 -bf 0 -c:a aac -frag_duration 2000000",
            "-movflags frag_keyframe+empty_moov+default_base_moof+separate_moof")
        let pipe = media.path("pipe.mp4")
        try #require(mkfifo(pipe, 0o600) == 0)
        let data = try SyntheticMedia.bytes(of: path)
        Thread.detachNewThread {
            guard let writer = FileHandle(forWritingAtPath: pipe) else { return }
            // A reader that stops early leaves a pipe that takes no more.
            try? writer.write(contentsOf: data)
            try? writer.close()
        }
        return try CutRun(pipe) { reading, _ in reading.lookAhead = lookAhead }
    }

    @Test func `tracks that lie apart in the file are brought together within the look-ahead`() throws {
        let run = try run(LookAhead())
        #expect(run.states().hasPrefix("bbbbbb"))
        #expect(run.snippets.prefix(5).allSatisfy { $0.missing == 0 })
    }

    @Test(arguments: [
        LookAhead(duration: MediaTime(400, .milliseconds), bytes: 64 << 20),
        LookAhead(duration: MediaTime(seconds: 10), bytes: 300),
    ])
    func `beyond the look-ahead the late track is missing, and every second is still there`(lookAhead: LookAhead) throws
    {
        let run = try run(lookAhead)
        #expect(run.epochs.count == 1)
        #expect(!run.states().contains("?"))
        #expect(run.pictureCount == 60)
        #expect(run.snippets.reduce(0) { $0 + $1.missing } > 16_000)
        #expect(run.snippets.reduce(0) { $0 + $1.trimmed } > 16_000)
    }
}
