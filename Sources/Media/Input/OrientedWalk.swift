/// The order in which stored RGB pixels are read so that they come out in displayed orientation.
struct OrientedWalk {
    /// Displayed size.
    let width: Int
    let height: Int
    private let stored: (width: Int, height: Int)
    private let orientation: DisplayOrientation

    init(width: Int, height: Int, orientation: DisplayOrientation) {
        stored = (width, height)
        self.orientation = orientation
        self.width = orientation.swapsSides ? height : width
        self.height = orientation.swapsSides ? width : height
    }

    var isRowContiguous: Bool { orientation == .upright }

    /// Bytes from one displayed pixel to its right neighbour.
    func step(stride: Int) -> Int {
        offset(x: 1, y: 0, stride: stride) - offset(x: 0, y: 0, stride: stride)
    }

    /// Where the leftmost pixel of a displayed row is stored, in bytes.
    func offset(ofRow y: Int, stride: Int) -> Int { offset(x: 0, y: y, stride: stride) }

    private func offset(x: Int, y: Int, stride: Int) -> Int {
        let turnedBack =
            switch orientation.quarterTurns {
            case 1: (x: y, y: stored.height - 1 - x)
            case 2: (x: stored.width - 1 - x, y: stored.height - 1 - y)
            case 3: (x: stored.width - 1 - y, y: x)
            default: (x: x, y: y)
            }
        let column = orientation.isMirrored ? stored.width - 1 - turnedBack.x : turnedBack.x
        return turnedBack.y * stride + column * 3
    }
}
