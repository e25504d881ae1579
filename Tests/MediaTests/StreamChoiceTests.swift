import Media
import TestSupport
import Testing

struct StreamChoiceTests {
    private static let inputs =
        "-f lavfi -i testsrc=s=64x48:r=5:d=1 -f lavfi -i testsrc=s=128x96:r=5:d=1 "
        + "-f lavfi -i sine=d=1 -f lavfi -i aevalsrc=0|0:d=1 -map 0 -map 1 -map 2 -map 3 -c:v ffv1 -c:a flac"

    private func streams(_ options: String) throws -> [StreamDescription] {
        let media = try SyntheticMedia()
        return try Demuxer(try media.make("several.mkv", Self.inputs, options)).streams
    }

    @Test func `the largest picture and the most channels are best`() throws {
        let choice = try StreamChoice(
            of: streams("-disposition:v 0 -disposition:a 0 -default_mode passthrough"))
        #expect(choice.video?.index == 1)
        #expect(choice.audio?.index == 3)
    }

    @Test func `the container's default comes before size`() throws {
        let choice = try StreamChoice(
            of: streams("-disposition:v:0 default -disposition:v:1 0 -disposition:a:0 default -disposition:a:1 0"))
        #expect(choice.video?.index == 0)
        #expect(choice.audio?.index == 2)
    }

    @Test func `a wished stream is taken, and a missing one refused with what there is`() throws {
        let streams = try streams("-disposition:v 0")
        let choice = try StreamChoice(of: streams, video: .index(0), audio: .none)
        #expect(choice.video?.index == 0 && choice.audio == nil)
        let error = try #require(throws: StreamChoiceError.self) { try StreamChoice(of: streams, video: .index(2)) }
        #expect(error.description.hasPrefix("there is no decodable video stream 2; the input has 0: video ffv1"))
    }

    @Test func `cover art is no video`() throws {
        let media = try SyntheticMedia()
        let art = try media.make("cover.png", "-f lavfi -i color=red:s=32x32:d=1 -frames:v 1")
        let path = try media.make(
            "song.mp3",
            "-f lavfi -i sine=d=1 -i \(art) -map 0 -map 1 -c:a libmp3lame -c:v copy -disposition:v attached_pic")
        let choice = try StreamChoice(of: Demuxer(path).streams)
        #expect(choice.video == nil && choice.audio?.codecName == "mp3")
    }
}
