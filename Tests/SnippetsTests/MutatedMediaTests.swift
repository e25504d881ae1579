import Foundation
import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

struct MutatedMediaTests {
    private static let sources = [
        ("a.mp4", "-c:v libx264 -bf 2 -c:a aac"), ("a.mkv", "-c:v mpeg4 -c:a libopus"),
        ("a.ts", "-c:v mpeg2video -c:a mp2"),
        ("a.ogg", "-c:v libtheora -c:a libvorbis"), ("a.avi", "-c:v mjpeg -c:a pcm_s16le"),
        ("a.flv", "-c:v flv -c:a libmp3lame -ar 44100"),
    ]

    /// A long time: the machine may be busy. What is meant is for ever.
    private static let deadline = 120.0

    @Test(arguments: sources)
    func `damaged bytes and lost ends are cut or refused, never more`(name: String, codecs: String) throws {
        let media = try SyntheticMedia()
        let path = try media.make(
            name, "-f lavfi -i testsrc=size=64x48:rate=10:duration=3 -f lavfi -i sine=duration=3", codecs)
        let whole = try SyntheticMedia.bytes(of: path)
        for round in 0..<16 {
            let mutated = media.path("\(round)-" + name)
            try Self.mutate(whole, round).write(to: URL(filePath: mutated))
            let result = try Watchdog.run(within: Self.deadline) { try CutRun(mutated) }
            guard case .success(let run) = result else { continue }
            for epoch in run.epochs { #expect(!run.states(ofEpoch: epoch.number).contains("?"), "round \(round)") }
            #expect(run.snippets.allSatisfy { $0.waveform.samples.allSatisfy(\.isFinite) })
        }
    }

    /// Some rounds change bytes anywhere, some only in the first 1 000, some cut the end off.
    private static func mutate(_ whole: Data, _ round: Int) -> Data {
        var bytes = whole
        var state = UInt64(round) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        if round % 4 == 3 { bytes = bytes.prefix(bytes.count * (round + 1) / 20) }
        let region = round % 4 == 1 ? min(1_000, bytes.count) : bytes.count
        for _ in 0..<(round % 4 == 3 ? 0 : 4 + round * 2) { bytes[random(region)] = UInt8(random(256)) }
        return bytes
    }
}
