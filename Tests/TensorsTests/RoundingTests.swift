import Testing

@testable import Tensors

/// Narrowing of single precision, held against Swift's own conversions.
struct RoundingTests {
    /// Every exponent with fractions at, just below and just above the ties of both narrow types, and others between.
    private static let values: [Float] = {
        let fractions: [UInt32] = [
            0, 1, 0x0fff, 0x1000, 0x1001, 0x2fff, 0x3000, 0x7fff, 0x8000, 0x8001, 0x17fff, 0x18000,
        ]
        let more: [UInt32] = [0x18001, 0x123456, 0x7fdfff, 0x7fe000, 0x7fefff, 0x7ff000, 0x7f7fff, 0x7f8000, 0x7fffff]
        return (0..<512 as Range<UInt32>).flatMap { head in
            (fractions + more).map { Float(bitPattern: head << 23 | $0) }
        }
    }()

    private func rounded(
        _ values: [Float], _ round: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<UInt16>) -> Bool
    ) -> (words: [UInt16], isWhole: Bool) {
        var isWhole = false
        let words = [UInt16](unsafeUninitializedCapacity: values.count) { target, count in
            isWhole = values.withUnsafeBufferPointer { round($0, .init(rebasing: target[..<values.count])) }
            count = values.count
        }
        return (words, isWhole)
    }

    @Test func `half precision is rounded as Float16 rounds`() {
        let words = rounded(Self.values, roundToHalf).words
        for (word, value) in zip(words, Self.values) where word != Float16(value).bitPattern {
            Issue.record("\(value) became \(word)")
        }
    }

    @Test func `bfloat16 is the upper half of the nearest single, ties to even`() {
        let words = rounded(Self.values, roundToBfloat).words
        for (word, value) in zip(words, Self.values) {
            let found = Float(bitPattern: UInt32(word) << 16)
            guard !value.isNaN else {
                #expect(found.isNaN)
                continue
            }
            let below = Float(bitPattern: value.bitPattern & 0xffff_0000)
            let rest = value.bitPattern & 0xffff
            let above = Float(bitPattern: (value.bitPattern & 0xffff_0000) &+ 0x1_0000)
            let isUp = rest > 0x8000 || rest == 0x8000 && value.bitPattern >> 16 & 1 == 1
            #expect(found == (isUp ? above : below), "\(value)")
        }
    }

    @Test func `a finite number that becomes infinite is told of, an infinite one is not`() {
        #expect(rounded([65_519, -65_519, .infinity, .nan], roundToHalf).isWhole)
        #expect(!rounded([1, -65_520], roundToHalf).isWhole)
        #expect(rounded([3.38e38, -.infinity, .nan], roundToBfloat).isWhole)
        #expect(!rounded([1, -.greatestFiniteMagnitude], roundToBfloat).isWhole)
    }
}
