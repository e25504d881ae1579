/// Width and height as `1920x1080`.
struct PictureSizeKind: SpecKind {
    private static let side = 16...32_768

    var name: String { "a size such as 1920x1080, each side \(Self.side.lowerBound) to \(Self.side.upperBound)" }

    func read(_ text: String) throws(SpecComplaint) -> PictureSize {
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1], Self.side.contains(width),
            Self.side.contains(height)
        else { throw expected() }
        return PictureSize(width: width, height: height)
    }

    func text(of value: PictureSize) -> String { "\(value.width)x\(value.height)" }
}
