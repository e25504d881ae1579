package import MediaTypes

/// A binary mask as lengths of runs down its columns, outside and inside in turn, the first outside: the mask of COCO.
package struct RunLengthMask: Sendable, Equatable {
    /// More pixels than this are refused when reading, as no picture has them.
    package static let largestArea = 1 << 28

    package let width: Int
    package let height: Int
    /// Sums to `width` · `height`; only the first may be 0.
    package let runs: [Int]

    package init(_ mask: BinaryMask) {
        width = mask.width
        height = mask.height
        runs = Self.runs(of: mask)
    }

    private static func runs(of mask: BinaryMask) -> [Int] {
        var runs: [Int] = []
        var current: UInt8 = 0
        var length = 0
        mask.pixels.withUnsafeBufferPointer { pixels in
            for x in 0..<mask.width {
                for index in stride(from: x, to: pixels.count, by: mask.width) {
                    if pixels[index] != current {
                        runs.append(length)
                        current = pixels[index]
                        length = 0
                    }
                    length += 1
                }
            }
        }
        return runs + [length]
    }

    /// Reads COCO's compressed text.
    ///
    /// - Throws: `EventError.field` where the text is malformed or its runs do not fill the mask exactly.
    package init(width: Int, height: Int, counts: String) throws(EventError) {
        guard width >= 0, height >= 0, width.multipliedReportingOverflow(by: height).overflow == false,
            width * height <= Self.largestArea
        else { throw .field(path: "size", problem: "is out of range") }
        self.width = width
        self.height = height
        runs = try RunLengthText.runs(from: counts, total: width * height)
    }

    /// COCO's compressed text.
    package var counts: String { RunLengthText.text(of: runs) }

    /// How many pixels are inside.
    package var area: Int {
        stride(from: 1, to: runs.count, by: 2).reduce(0) { $0 + runs[$1] }
    }

    /// The smallest box around the inside, nil where the mask is empty.
    package var box: PixelBox? {
        var x0 = width, y0 = height, x1 = 0, y1 = 0
        forEachInside { run in
            let (first, last) = (run.lowerBound / height, (run.upperBound - 1) / height)
            x0 = min(x0, first)
            x1 = max(x1, last + 1)
            y0 = min(y0, first == last ? run.lowerBound % height : 0)
            y1 = max(y1, first == last ? (run.upperBound - 1) % height + 1 : height)
        }
        return x1 > x0 ? PixelBox(x0: x0, y0: y0, x1: x1, y1: y1) : nil
    }

    package var mask: BinaryMask {
        var pixels = [UInt8](repeating: 0, count: width * height)
        forEachInside { run in
            for position in run { pixels[position % height * width + position / height] = 1 }
        }
        return BinaryMask(width: width, height: height, pixels: pixels)
    }

    /// Calls `body` with each run inside, as positions counted down the columns.
    private func forEachInside(_ body: (Range<Int>) -> Void) {
        var position = 0
        for (index, run) in runs.enumerated() {
            if index % 2 == 1, run > 0 { body(position..<position + run) }
            position += run
        }
    }
}

extension RunLengthMask {
    var fields: JSONObject {
        JSONObject([("size", .array([.integer(height), .integer(width)])), ("counts", .string(counts))])
    }

    init(fields: JSONObject) throws(EventError) {
        let size = try fields.array("size").compactMap { element -> Int? in
            guard case .number(let digits) = element else { return nil }
            return Int(digits)
        }
        guard size.count == 2, try fields.array("size").count == 2 else {
            throw .field(path: "size", problem: "is no pair of height and width")
        }
        try self.init(width: size[1], height: size[0], counts: try fields.string("counts"))
    }
}
