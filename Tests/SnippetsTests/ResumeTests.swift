import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

struct ResumeTests {
    private static let inputs =
        "-f lavfi -i testsrc2=size=96x64:rate=24:duration=7.3 -f lavfi -i anoisesrc=d=7.3:seed=7:r=44100:a=0.3"

    @Test(arguments: [
        ("frames.mp4", "-c:v libx264 -g 24 -bf 3 -c:a aac"),
        ("opus.mkv", "-c:v libx264 -g 48 -c:a libopus"),
        ("open.ts", "-c:v libx264 -x264-params open-gop=1:keyint=20:bframes=3 -c:a mp2"),
        ("long.mp4", "-c:v libx264 -g 500 -c:a aac"),
        ("vp9.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 24 -c:a libvorbis"),
    ])
    func `reading from a second on gives what an uninterrupted read gives`(name: String, codecs: String) throws {
        let media = try SyntheticMedia()
        let path = try media.make(name, Self.inputs, codecs)
        let whole = try CutRun(path)
        for index in [0, 1, 4, 7] {
            let key = SnippetKey(epoch: 0, index: index)
            let rest = try CutRun(path, from: key)
            #expect(try rest.digests() == whole.digests(from: key), "from \(index)")
            #expect(rest.epochs.first?.videoStart == whole.epochs.first?.videoStart)
        }
    }

    @Test func `a second after the end gives nothing`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("short.mp4", Self.inputs, "-c:v libx264 -c:a aac")
        #expect(try CutRun(path, from: SnippetKey(epoch: 0, index: 90)).snippets.isEmpty)
        #expect(try CutRun(path, from: SnippetKey(epoch: 1, index: 0)).snippets.isEmpty)
    }
}
