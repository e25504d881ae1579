import Foundation
import Media
import Recording
import Snippets
import TestSupport
import Testing

/// Where the real clips lie.
private enum RealClips {
    static let folder = ProcessInfo.processInfo.environment["EARSHOT_MEDIA_DIR"].map { "\($0)/real" }

    static let names: [String] = {
        guard let folder else { return [] }
        // An unreadable folder has no clips: a test says so.
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }()
}

/// Recordings of real clips, where `EARSHOT_MEDIA_DIR` names a folder with `real/` in it.
@Suite(.enabled(if: RealClips.folder != nil, "not run: EARSHOT_MEDIA_DIR is not set"), .serialized)
struct RealClipTests {
    @Test func `there are clips to record`() { #expect(!RealClips.names.isEmpty) }

    @Test(arguments: RealClips.names) func `a real clip begins, ends and runs in the recording as in itself`(
        clip: String
    ) throws {
        let media = try SyntheticMedia()
        let input = "\(try #require(RealClips.folder))/\(clip)"
        let recorded = try Recorded(input, to: media.path("out.mp4"))
        let video = recorded.source.video?.stream.index
        let source = try Playback(input, video: video, audio: recorded.source.sound?.stream.index)
        let output = try Playback(recorded.path)
        let comparison = PlaybackComparison(source: source, output: output)
        print(comparison.row(clip))
        #expect(output.pictures.count == source.pictures.count)
        #expect(abs(comparison.pictureStart) <= source.pictureLength)
        #expect(abs(comparison.pictureEnd) <= source.pictureLength)
        #expect(abs(comparison.soundStart) <= source.soundLength)
        #expect(abs(comparison.soundEnd) <= source.soundLength)
        #expect(abs(comparison.offset) <= 0.005)
        #expect(output.warnings == "")
    }
}

/// How far a recording's extents lie from its source's, in seconds, positive where it is later.
private struct PlaybackComparison {
    let pictureStart: Double
    let pictureEnd: Double
    let soundStart: Double
    let soundEnd: Double
    let offset: Double

    init(source: Playback, output: Playback) {
        func later(_ of: (Playback) -> Double?) -> Double { (of(output) ?? 0) - ((of(source) ?? 0) - source.start) }
        pictureStart = later { $0.pictures.first }
        pictureEnd = later { $0.pictures.last }
        soundStart = later(\.soundStart)
        soundEnd = later(\.soundEnd)
        offset = (output.offset ?? 0) - (source.offset ?? 0)
    }

    func row(_ clip: String) -> String {
        let numbers = [pictureStart, pictureEnd, soundStart, soundEnd, offset].map {
            String(format: "%8.2f", $0 * 1000)
        }
        return
            "ms later: pictures \(numbers[0]) … \(numbers[1]), sound \(numbers[2]) … \(numbers[3]), offset \(numbers[4])  \(clip)"
    }
}
