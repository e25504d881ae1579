import Foundation

/// The discrete Fourier transform of a power-of-two number of real samples, in double precision.
struct FourierTransform: Sendable {
    let size: Int
    private let cosines: [Double]
    private let sines: [Double]
    private let reversed: [Int]

    /// - Precondition: `size` is a power of two, at least 2.
    init(size: Int) {
        precondition(size >= 2 && size & (size - 1) == 0, "a power of two is needed")
        self.size = size
        cosines = (0..<size / 2).map { cos(2 * .pi * Double($0) / Double(size)) }
        sines = (0..<size / 2).map { -sin(2 * .pi * Double($0) / Double(size)) }
        let bits = size.trailingZeroBitCount
        reversed = (0..<size).map { index in
            (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
        }
    }

    /// Magnitudes of bins `0...size / 2`; shorter input is padded with zeros at its end.
    func magnitudes(_ samples: [Double]) -> [Double] {
        var real = [Double](repeating: 0, count: size)
        var imaginary = real
        for (index, sample) in samples.enumerated() { real[reversed[index]] = sample }
        transform(&real, &imaginary)
        return (0...size / 2).map { (real[$0] * real[$0] + imaginary[$0] * imaginary[$0]).squareRoot() }
    }

    /// Butterflies over ever longer halves; the input is in bit-reversed order.
    private func transform(_ real: inout [Double], _ imaginary: inout [Double]) {
        var half = 1
        while half < size {
            let step = size / (2 * half)
            for start in stride(from: 0, to: size, by: 2 * half) {
                for offset in 0..<half {
                    let (upper, lower) = (start + offset, start + offset + half)
                    let (c, s) = (cosines[offset * step], sines[offset * step])
                    let r = real[lower] * c - imaginary[lower] * s
                    let i = real[lower] * s + imaginary[lower] * c
                    (real[lower], imaginary[lower]) = (real[upper] - r, imaginary[upper] - i)
                    (real[upper], imaginary[upper]) = (real[upper] + r, imaginary[upper] + i)
                }
            }
            half *= 2
        }
    }
}
