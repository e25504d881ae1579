import Foundation
import Tensors
import TestSupport
import Testing

@testable import AudioFeatures

struct LogMelTests {
    private let logMel = LogMel()

    @Test("Examples of the reference sound equal the reference log-mel")
    func reference() throws {
        let sound = SyntheticInput.sound(seconds: 5).map { Float($0) / 32768 }
        let examples = logMel.examples(of: sound)
        #expect(examples.shape == [5, 96, 64])
        let golden = try Golden("r50_small").tensor("vggish.logmel").elements
        let worst = zip(examples.elements, golden).reduce(0) { max($0, abs($1.0 - $1.1)) }
        #expect(worst <= 1e-5)
    }

    @Test("The patch of the first second is the first example")
    func patch() {
        let sound = SyntheticInput.sound(seconds: 1).map { Float($0) / 32768 }
        #expect(logMel.patch(of: sound).elements == logMel.examples(of: sound)[0].elements)
    }

    @Test(
        "An example needs 15 600 samples",
        arguments: [(0, 0), (399, 0), (15_599, 0), (15_600, 1), (16_000, 1), (30_960, 2)])
    func lengths(samples: Int, examples: Int) {
        #expect(logMel.examples(of: [Float](repeating: 0, count: samples)).shape[0] == examples)
    }

    @Test("Silence is the logarithm of the offset everywhere")
    func silence() {
        let patch = logMel.patch(of: [Float](repeating: 0, count: 16_000))
        #expect(patch.elements.allSatisfy { $0 == Float(log(0.01)) })
    }

    @Test("A tone is loudest in the band around it")
    func tone() {
        let sine = (0..<16_000).map { Float(sin(2 * .pi * 1000 * Double($0) / 16_000)) }
        let frame = logMel.patch(of: sine)[10].elements
        let loudest = frame.indices.max { frame[$0] < frame[$1] }
        let mel = { (f: Double) in 1127 * log(1 + f / 700) }
        let expected = Int(((mel(1000) - mel(125)) / (mel(7500) - mel(125)) * 65).rounded()) - 1
        #expect(loudest == expected)
    }
}

struct FourierTransformTests {
    @Test("The transform equals the sum of its definition", arguments: [2, 8, 64])
    func definition(size: Int) {
        let samples = (0..<size).map { Double(($0 * 37 + 11) % 23) - 11 }
        let magnitudes = FourierTransform(size: size).magnitudes(samples)
        for bin in 0...size / 2 {
            var (real, imaginary) = (0.0, 0.0)
            for (index, sample) in samples.enumerated() {
                let angle = -2 * Double.pi * Double(bin * index) / Double(size)
                real += sample * cos(angle)
                imaginary += sample * sin(angle)
            }
            #expect(abs(magnitudes[bin] - (real * real + imaginary * imaginary).squareRoot()) < 1e-9)
        }
    }
}
