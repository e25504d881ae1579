import Media
import TestSupport
import Testing

struct ChannelMeanTests {
    private static let signal = "0.5*sin(880*t)+0.3*sin(5000*t)"

    @Test(
        arguments: ["stereo", "5.1", "7.1", "quad", "octagonal"], ["pcm_f32le", "pcm_s16le", "pcm_s24le", "pcm_f64le"])
    func `one signal gives the same samples in every layout`(layout: String, codec: String) throws {
        let media = try SyntheticMedia()
        let mono = try media.make("mono.mka", "-f lavfi -i aevalsrc=\(Self.signal):s=48000:d=0.2 -c:a \(codec)")
        let channels = ["stereo": 2, "5.1": 6, "7.1": 8, "quad": 4, "octagonal": 8][layout] ?? 0
        let all = Array(repeating: Self.signal, count: channels).joined(separator: "|")
        let wide = try media.make(
            "wide.mka", "-f lavfi -i aevalsrc=\(all):s=48000:d=0.2:c=\(layout) -c:a \(codec)")
        let decoded = try DecodedMedia(wide)
        #expect(decoded.sound.first?.channelCount == channels)
        #expect(decoded.mono == (try DecodedMedia(mono).mono))
    }

    @Test func `the mix is the mean of the channels`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("two.mka", "-f lavfi -i aevalsrc=0.5|0.25:s=16000:d=0.1 -c:a pcm_f32le")
        #expect(try DecodedMedia(path).mono.allSatisfy { $0 == 0.375 })
    }

    @Test(arguments: [("pcm_u8", 0.01), ("pcm_s16be", 1e-4), ("pcm_mulaw", 0.02), ("pcm_f64be", 1e-6)])
    func `every sample format has the same scale`(codec: String, tolerance: Float) throws {
        let media = try SyntheticMedia()
        let path = try media.make("level.mov", "-f lavfi -i aevalsrc=0.5:s=8000:d=0.1 -c:a \(codec)")
        #expect(try DecodedMedia(path).mono.allSatisfy { abs($0 - 0.5) <= tolerance })
    }
}
