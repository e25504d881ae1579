import Foundation
import Media
import Tensors
import TestSupport
import Testing

struct ResamplerTests {
    /// The published preprocessing resamples with `resampy`'s `kaiser_best`; the difference is its interpolated filter
    /// table.
    @Test(arguments: [8_000, 22_050, 44_100, 48_000])
    func `the published resampler's output is met`(rate: Int) throws {
        let golden = try Golden("misc")
        let input = try golden.tensor("resample.\(rate).in").elements
        let expected = try golden.tensor("resample.\(rate).out").elements
        let found = try Self.resampled(input, rate: rate)
        let worst = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
        let scale = expected.map(abs).max() ?? 0
        #expect(abs(found.count - expected.count) <= 1)
        #expect(worst <= 5e-4 * scale, "\(worst) of \(scale) at \(rate) Hz")
    }

    @Test(arguments: [1_000, 8_000, 11_025, 22_050, 44_100, 47_999, 48_000, 96_000, 192_000])
    func `a click stays where it was`(rate: Int) throws {
        var samples = [Float](repeating: 0, count: rate)
        samples[rate / 2] = 1
        let found = try Self.resampled(samples, rate: rate)
        let peak = try #require(found.indices.max { abs(found[$0]) < abs(found[$1]) })
        let expected = Double(rate / 2) / Double(rate) * 16_000
        #expect(abs(Double(peak) - expected) <= 1)
        #expect(found.count == 16_000)
    }

    @Test(arguments: [44_100, 48_000, 22_050])
    func `pieces of any length give the samples of the whole`(rate: Int) throws {
        let samples = (0..<rate).map { Float(sin(Double($0 * $0) * 1e-5)) }
        let whole = try Self.resampled(samples, rate: rate)
        let resampler = try Resampler(inputRate: rate)
        var pieces: [Float] = []
        var start = 0
        var size = 1
        while start < rate {
            let end = min(rate, start + size)
            pieces += try resampler.process(Array(samples[start..<end]))
            (start, size) = (end, size * 7 % 1_031 + 1)
        }
        pieces += try resampler.drain()
        #expect(pieces == whole)
    }

    @Test func `ten minutes of 44.1 kHz give exactly ten minutes of 16 kHz`() throws {
        let resampler = try Resampler(inputRate: 44_100)
        let second = [Float](repeating: 0.25, count: 44_100)
        var count = 0
        for _ in 0..<600 { count += try resampler.process(second).count }
        count += try resampler.drain().count
        #expect(count == 600 * 16_000)
    }

    private static func resampled(_ samples: [Float], rate: Int) throws -> [Float] {
        let resampler = try Resampler(inputRate: rate)
        return try resampler.process(samples) + resampler.drain()
    }
}
