import MediaTypes

/// Finds places for boxes of text: near what they name, inside the picture, clear of one another.
struct LabelLayout {
    private let width: Int
    private let height: Int
    private var taken: [PixelBox]

    init(width: Int, height: Int, taken: [PixelBox] = []) {
        self.width = width
        self.height = height
        self.taken = taken
    }

    /// Above the anchor if there is room, else inside its top, else below the boxes in the way, else above them;
    /// nil where no place is free.
    mutating func place(width boxWidth: Int, height boxHeight: Int, at anchor: PixelBox) -> PixelBox? {
        guard boxWidth <= width && boxHeight <= height else { return nil }
        let x = min(max(anchor.x0, 0), width - boxWidth)
        let top = anchor.y0 >= boxHeight ? anchor.y0 - boxHeight : anchor.y0
        let preferred = box(x: x, y: min(top, height - boxHeight), width: boxWidth, height: boxHeight)
        guard let place = shifted(preferred, downwards: true) ?? shifted(preferred, downwards: false) else {
            return nil
        }
        taken.append(place)
        return place
    }

    private func box(x: Int, y: Int, width: Int, height: Int) -> PixelBox {
        PixelBox(x0: x, y0: y, x1: x + width, y1: y + height)
    }

    private func shifted(_ start: PixelBox, downwards: Bool) -> PixelBox? {
        let size = (width: start.x1 - start.x0, height: start.y1 - start.y0)
        var candidate = start
        while let obstacle = taken.first(where: { $0.overlaps(candidate) }) {
            let y = downwards ? obstacle.y1 : obstacle.y0 - size.height
            guard y >= 0 && y + size.height <= height else { return nil }
            candidate = box(x: start.x0, y: y, width: size.width, height: size.height)
        }
        return candidate
    }
}

extension PixelBox {
    fileprivate func overlaps(_ other: PixelBox) -> Bool {
        x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1
    }
}
