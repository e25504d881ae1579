import MediaTypes

extension BinaryMask {
    func hasSize(of other: BinaryMask) -> Bool { width == other.width && height == other.height }

    func union(_ other: BinaryMask) -> BinaryMask {
        precondition(hasSize(of: other), "masks of one picture")
        return BinaryMask(width: width, height: height, pixels: zip(pixels, other.pixels).map { $0 | $1 })
    }
}
