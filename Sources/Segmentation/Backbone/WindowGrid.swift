import Tensors

/// How the patches of a map are cut into windows (Spec §3.2): the map is padded on the right and below to whole windows
/// and, for the blocks with shifted windows, rolled by half a window up and to the left.
struct WindowGrid: Sendable {
    /// How many windows, and patches of one.
    let windows: Int
    let tokens: Int
    /// The patch at every place of every window, negative in the padding.
    let gathering: [Int32]
    /// The place of every patch among the windows.
    let scattering: [Int32]
    /// The part of the map of every place: where rolling brought patches together that are no neighbours they are of
    /// different parts. Empty without a shift.
    let regions: [UInt8]

    /// - Parameters:
    ///   - height: Of the map, in patches.
    ///   - width: Likewise.
    ///   - window: Side of a window, in patches.
    ///   - shifted: Whether the map is rolled.
    init(height: Int, width: Int, window: Int, shifted: Bool) {
        let shift = shifted ? window / 2 : 0
        let rows = Axis(length: height, window: window, shift: shift)
        let columns = Axis(length: width, window: window, shift: shift)
        windows = rows.padded / window * (columns.padded / window)
        tokens = window * window
        var gathering: [Int32] = []
        var scattering = [Int32](repeating: -1, count: height * width)
        var regions: [UInt8] = []
        for top in stride(from: 0, to: rows.padded, by: window) {
            for left in stride(from: 0, to: columns.padded, by: window) {
                for place in 0..<window * window {
                    let (row, column) = (top + place / window, left + place % window)
                    let (y, x) = (rows.source(row), columns.source(column))
                    if y < height, x < width {
                        scattering[y * width + x] = Int32(gathering.count)
                        gathering.append(Int32(y * width + x))
                    } else {
                        gathering.append(-1)
                    }
                    if shifted { regions.append(rows.region(row) * 3 + columns.region(column)) }
                }
            }
        }
        self.gathering = gathering
        self.scattering = scattering
        self.regions = regions
    }
}

/// Rows or columns of a map that is padded, then rolled.
private struct Axis {
    let padded: Int
    private let window: Int
    private let shift: Int

    init(length: Int, window: Int, shift: Int) {
        padded = (length + window - 1) / window * window
        self.window = window
        self.shift = shift
    }

    /// Where the line that is now at `position` was before rolling.
    func source(_ position: Int) -> Int { (position + shift) % padded }

    /// The last window holds two parts: what was there, and what rolling brought from the other end.
    func region(_ position: Int) -> UInt8 {
        if position < padded - window { return 0 }
        return position < padded - shift ? 1 : 2
    }
}
