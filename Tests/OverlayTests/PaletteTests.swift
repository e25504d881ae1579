import Foundation
import Overlay
import Testing

@Suite struct PaletteTests {
    /// CIE 1976 L*a*b* under D65.
    private func lab(_ color: RGBColor) -> SIMD3<Double> {
        let linear = SIMD3(Double(color.red), Double(color.green), Double(color.blue)).linearised
        let x = (0.4124 * linear.x + 0.3576 * linear.y + 0.1805 * linear.z) / 0.9505
        let y = 0.2126 * linear.x + 0.7152 * linear.y + 0.0722 * linear.z
        let z = (0.0193 * linear.x + 0.1192 * linear.y + 0.9505 * linear.z) / 1.089
        func root(_ value: Double) -> Double { value > 0.008856 ? cbrt(value) : 7.787 * value + 16.0 / 116 }
        return SIMD3(116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z)))
    }

    @Test func `any two colours are told apart`() {
        for first in 0..<Palette.count {
            for second in 0..<first {
                let difference = lab(Palette.color(first)) - lab(Palette.color(second))
                let distance = (difference * difference).sum().squareRoot()
                #expect(distance >= 25, "colours \(second) and \(first)")
            }
        }
    }

    @Test func `colours are bright enough to be seen on black`() {
        for index in 0..<Palette.count { #expect(lab(Palette.color(index)).x >= 50) }
    }

    @Test func `neighbouring tracks differ and a word keeps its colour`() {
        for track in 0..<40 { #expect(Palette.index(ofTrack: track) != Palette.index(ofTrack: track + 1)) }
        #expect(Palette.index(ofLabel: "dog") == Palette.index(ofLabel: "dog"))
        #expect((0..<Palette.count).contains(Palette.index(ofLabel: "emergency car")))
        #expect(Set(["dog", "cat", "car", "bell", "guitar", "piano"].map(Palette.index(ofLabel:))).count > 2)
        #expect(Palette.color(-1) == Palette.color(1))
    }
}
