/// The size of text in pixels of the picture; width and height differ where the picture's pixels are not square.
struct TextSize: Hashable {
    let width: Int
    let height: Int

    static let smallest = 10

    /// Text grows with the picture's shorter side, both as displayed.
    ///
    /// - Parameter pixelAspect: width of a pixel over its height.
    init(pictureWidth: Int, pictureHeight: Int, pixelAspect: Double) {
        let displayedWidth = Double(pictureWidth) * pixelAspect
        let size = max(Double(TextSize.smallest), min(displayedWidth, Double(pictureHeight)) / 24)
        height = Int(size.rounded())
        width = max(4, Int((size / pixelAspect).rounded()))
    }
}
