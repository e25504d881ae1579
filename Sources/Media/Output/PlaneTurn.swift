/// Copies one plane of samples into displayed orientation.
struct PlaneTurn {
    private let width: Int
    private let height: Int
    private let orientation: DisplayOrientation

    /// - Parameters: stored size of the plane.
    init(width: Int, height: Int, orientation: DisplayOrientation) {
        self.width = width
        self.height = height
        self.orientation = orientation
    }

    func copy(
        from source: UnsafePointer<UInt8>, stride: Int, to target: UnsafeMutablePointer<UInt8>, targetStride: Int
    ) {
        let origin = offset(0, 0, stride)
        let (right, down) = (offset(1, 0, stride) - origin, offset(0, 1, stride) - origin)
        let turned = orientation.swapsSides ? (width: height, height: width) : (width: width, height: height)
        for y in 0..<turned.height {
            let row = target + y * targetStride
            let first = source + (origin + y * down)
            if right == 1 {
                row.update(from: first, count: turned.width)
            } else {
                for x in 0..<turned.width { row[x] = first[x * right] }
            }
        }
    }

    /// Where the sample displayed at (x, y) is stored.
    private func offset(_ x: Int, _ y: Int, _ stride: Int) -> Int {
        let (column, row) =
            switch orientation.quarterTurns {
            case 1: (y, height - 1 - x)
            case 2: (width - 1 - x, height - 1 - y)
            case 3: (width - 1 - y, x)
            default: (x, y)
            }
        return row * stride + (orientation.isMirrored ? width - 1 - column : column)
    }
}
