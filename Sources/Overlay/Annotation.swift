package import MediaTypes

/// One marked sound: where it is seen and what it is called.
package struct Annotation: Sendable {
    package let label: String
    /// 0…1, printed behind the label with two decimals.
    package let score: Double
    /// In displayed orientation, of the displayed picture's size or smaller: scaled by nearest pixel.
    package let mask: BinaryMask
    /// See `Palette`.
    package let colorIndex: Int

    package init(label: String, score: Double, mask: BinaryMask, colorIndex: Int) {
        self.label = label
        self.score = score
        self.mask = mask
        self.colorIndex = colorIndex
    }

    var scoreText: String {
        let hundredths = Int((min(max(score, 0), 1) * 100).rounded())
        let decimals = String(hundredths % 100)
        return "\(hundredths / 100).\(decimals.count == 1 ? "0" + decimals : decimals)"
    }
}
