import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

struct SnippetCutterTests {
    @Test func `a second of picture and sound is one snippet with the picture nearest its middle`() throws {
        let media = try SyntheticMedia()
        let path = try media.make(
            "three.mkv", "-f lavfi -i testsrc=size=64x48:rate=10:duration=3",
            "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=3", "-c:v ffv1 -c:a pcm_s16le")
        let run = try CutRun(path)
        let keys = (0..<3).map { SnippetKey(epoch: 0, index: $0) }
        let middles: [MediaTime?] = [500, 1_500, 2_500].map { MediaTime($0, .milliseconds) }
        #expect(run.snippets.map(\.key) == keys)
        #expect(run.snippets.map(\.keyPicture?.pts) == middles)
        #expect(run.snippets.allSatisfy { $0.soundSamples == 16_000 && $0.waveform.samples.count == 16_000 })
        #expect(run.snippets.map(\.isLastOfEpoch) == [false, false, true])
    }
}
