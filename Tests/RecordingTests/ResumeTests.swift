import Foundation
import MediaTypes
import Recording
import Snippets
import TestSupport
import Testing

/// A recording is whole up to its last flush, whatever happens, and can be gone on with.
@Suite struct ResumeTests {
    private func recorded(in media: SyntheticMedia, finishes: Bool = true) throws -> Recorded {
        let input = try SourceShape.sounds[0].make(in: media)
        return try Recorded(input, to: media.path("out.mp4"), finishes: finishes)
    }

    @Test func `a flushed recording without an end plays whole`() throws {
        let media = try SyntheticMedia()
        let unfinished = try recorded(in: media, finishes: false)
        let output = try Playback(unfinished.path)
        #expect(output.pictures.count == 80 && output.warnings == "")
        let movie = try RecordedMovie(path: unfinished.path)
        #expect(!movie.isFinished && movie.tornBytes == 0 && movie.fragments.count == 4)
        #expect(abs((movie.end ?? .zero).seconds - 3.2) < 0.001)
    }

    @Test func `a finished recording says so`() throws {
        let media = try SyntheticMedia()
        let movie = try RecordedMovie(path: recorded(in: media).path)
        #expect(movie.isFinished && movie.tornBytes == 0 && movie.fragments.count == 4)
        let starts = movie.fragments.compactMap { $0.pictures?.lowerBound.seconds }
        #expect(starts == [0, 1, 2, 3])
    }

    /// A writer that is killed leaves a beginning of its file.
    @Test func `a file cut off anywhere loses at most its last fragment`() throws {
        let media = try SyntheticMedia()
        let whole = try recorded(in: media, finishes: false)
        let bytes = try Data(contentsOf: URL(filePath: whole.path))
        let fragments = try RecordedMovie(path: whole.path).fragments
        let first = try #require(fragments.first).bytes.lowerBound
        for length in stride(from: first + 17, to: bytes.count, by: (bytes.count - first) / 7) {
            let torn = media.path("torn.mp4")
            try bytes.prefix(length).write(to: URL(filePath: torn))
            let movie = try RecordedMovie(path: torn)
            let complete = fragments.filter { $0.bytes.upperBound <= length }
            #expect(movie.fragments.map(\.bytes) == complete.map(\.bytes))
            #expect(movie.tornBytes == length - (complete.last?.bytes.upperBound ?? first))
            try movie.truncate(to: MediaTime(seconds: 100))
            guard !complete.isEmpty else { continue }
            let output = try Playback(torn)
            #expect(output.pictures.count == min(80, 25 * complete.count) && output.warnings == "")
        }
    }

    @Test func `cutting at a second keeps the snippets before it`() throws {
        let media = try SyntheticMedia()
        let whole = try recorded(in: media)
        for seconds in [3, 2, 1] {
            let removed = try RecordedMovie(path: whole.path).truncate(to: MediaTime(seconds: seconds))
            #expect(removed > 0)
            let movie = try RecordedMovie(path: whole.path)
            #expect(movie.fragments.count == seconds && !movie.isFinished)
            let output = try Playback(whole.path)
            #expect(output.pictures.count == 25 * seconds && output.warnings == "")
        }
    }

    @Test func `sound alone is cut at the second as well`() throws {
        let media = try SyntheticMedia()
        for (name, codec) in [("copied.mkv", "aac"), ("encoded.wav", "pcm_s16le")] {
            let input = try media.make(name, "\(SourceShape.tone) -c:a \(codec)")
            let whole = try Recorded(input, to: media.path("\(name).mp4"))
            try RecordedMovie(path: whole.path).truncate(to: MediaTime(seconds: 2))
            let movie = try RecordedMovie(path: whole.path)
            #expect(movie.fragments.count == 2)
            #expect(abs((movie.end ?? .zero).seconds - 2) < 0.06)
        }
    }

    @Test func `the second part goes on at the time where the first was cut`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        let first = try Recorded(input, to: media.path("out.mp4"), finishes: false)
        let cut = first.positions[2]
        try RecordedMovie(path: first.path).truncate(to: cut)
        let second = try Recorded(
            input, to: media.path("out.part2.mp4"), continuingAt: cut, from: SnippetKey(epoch: 0, index: 2))
        #expect(second.positions == Array(first.positions[2...]))
        let (before, after) = (try Playback(first.path), try Playback(second.path))
        let source = try Playback(input)
        let joined = before.pictures + after.pictures
        #expect(joined.count == source.pictures.count)
        for (shown, wanted) in zip(joined, source.pictures) { #expect(abs(shown - wanted) <= 0.0011) }
        #expect(abs((after.soundStart ?? 0) - (before.soundEnd ?? 0)) <= 1024.0 / 44100)
        #expect(before.warnings == "" && after.warnings == "")
    }

    @Test func `a new epoch begins where the one before it ended`() throws {
        let media = try SyntheticMedia()
        let piece = "-f lavfi -i testsrc2=size=64x48:rate=25:duration=2.4 -f lavfi -i sine=duration=2.4"
        let one = try media.make("one.ts", "\(piece) -c:v mpeg2video -c:a mp2")
        let bytes = try Data(contentsOf: URL(filePath: one))
        let input = media.path("both.ts")
        try (bytes + bytes).write(to: URL(filePath: input))
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        #expect(Set(recorded.snippets.map(\.key.epoch)) == [0, 1])
        let begin = try #require(recorded.snippets.firstIndex { $0.key.epoch == 1 })
        let end = recorded.positions[begin - 1] + recorded.snippets[begin - 1].duration
        #expect(recorded.positions[begin] >= end)
        #expect((recorded.positions[begin] - end).seconds < 0.0011)
        let output = try Playback(recorded.path)
        #expect(output.pictures.count == 120 && output.warnings == "")
        #expect(zip(output.pictures, output.pictures.dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(output.sound, output.sound.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound + 0.001 })
    }
}
