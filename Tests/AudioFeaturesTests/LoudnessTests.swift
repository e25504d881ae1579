import Foundation
import Testing

@testable import AudioFeatures

struct LoudnessTests {
    @Test("A constant at full scale has 0 dBFS by every measure")
    func fullScale() {
        let loudness = Loudness(of: [Float](repeating: -1, count: 16_000))
        #expect(abs(loudness.level) < 1e-9 && abs(loudness.peak) < 1e-9 && abs(loudness.loudest) < 1e-9)
    }

    @Test("A sine is 3 dB below its peak")
    func sine() {
        let loudness = Loudness(of: (0..<16_000).map { Float(sin(2 * .pi * 440 * Double($0) / 16_000)) })
        #expect(abs(loudness.level + 3.0103) < 0.01 && abs(loudness.peak) < 0.01)
    }

    @Test("100 ms of sound in a silent second keep their own level", arguments: [0, 3_200, 14_400])
    func burst(start: Int) {
        var samples = [Float](repeating: 0, count: 16_000)
        for index in start..<start + 1_600 { samples[index] = 0.1 }
        let loudness = Loudness(of: samples)
        #expect(abs(loudness.loudest + 20) < 1e-5)
        #expect(abs(loudness.level + 30) < 1e-5)
    }

    @Test("Digital silence, and no sound at all, have the floor")
    func silence() {
        #expect(Loudness(of: [Float](repeating: 0, count: 16_000)).loudest == Loudness.floor)
        #expect(Loudness(of: []).level == Loudness.floor)
        #expect(Loudness(of: []).loudest == Loudness.floor)
    }
}
