/// The largest picture that is decoded; it bounds memory, so larger claims are refused before anything is allocated.
package struct PictureLimit: Sendable, Hashable {
    package let width: Int
    package let height: Int

    package static let standard = PictureLimit(width: 8_192, height: 8_192)

    /// - Precondition: both sides are positive.
    package init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "a picture has an area")
        self.width = width
        self.height = height
    }

    /// The limit is one of area: a tall narrow picture is as cheap as a wide flat one.
    package var pixels: Int { width * height }

    package func allows(width: Int, height: Int) -> Bool {
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        return !overflow && area <= pixels
    }
}
