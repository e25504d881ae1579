import CFFmpeg

/// One of the eight ways stored pixels are turned and mirrored to be displayed.
///
/// These are the display matrices a picture can follow without resampling. Any other (odd angles, shear, nonsense)
/// counts as `upright`; a uniform zoom is ignored.
package struct DisplayOrientation: Sendable, Hashable {
    /// Quarter turns clockwise, 0…3, done after mirroring.
    package let quarterTurns: Int
    /// Mirrored left to right before turning.
    package let isMirrored: Bool

    package static let upright = DisplayOrientation(quarterTurns: 0, isMirrored: false)

    package init(quarterTurns: Int, isMirrored: Bool) {
        self.quarterTurns = quarterTurns & 3
        self.isMirrored = isMirrored
    }

    /// Whether displayed width is stored height.
    package var swapsSides: Bool { quarterTurns % 2 == 1 }

    /// The orientation of a display matrix of the container: nine numbers, the upper left four of which turn the picture
    /// as `(x, y) ↦ (m0·x + m3·y, m1·x + m4·y)`, y pointing down.
    init(displayMatrix matrix: UnsafePointer<Int32>) {
        let (a, b, c, d) = (Int(matrix[0]), Int(matrix[1]), Int(matrix[3]), Int(matrix[4]))
        self = Self.orientations.first { $0.matches(a, b, c, d) } ?? .upright
    }

    private static let orientations = (0..<8).map {
        DisplayOrientation(quarterTurns: $0 & 3, isMirrored: $0 >= 4)
    }

    /// Where a step to the right and a step down in the stored picture lead in the displayed one.
    private var steps: (right: (Int, Int), down: (Int, Int)) {
        let turn = [(1, 0), (0, 1), (-1, 0), (0, -1)]
        let right = turn[quarterTurns]
        return (isMirrored ? (-right.0, -right.1) : right, turn[(quarterTurns + 1) & 3])
    }

    private func matches(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Bool {
        func close(_ value: Int, _ sign: Int, _ scale: Int) -> Bool { abs(value - sign * scale) * 50 <= scale }
        let scale = max(abs(a), abs(b))
        guard scale > 0, scale < 1 << 30 else { return false }
        let steps = self.steps
        return close(a, steps.right.0, scale) && close(b, steps.right.1, scale)
            && close(c, steps.down.0, scale) && close(d, steps.down.1, scale)
    }
}
