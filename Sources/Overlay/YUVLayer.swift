package import MediaTypes

/// The overlay of one snippet, ready to be laid over each of its 8-bit 4:2:0 pictures: what every sample keeps of
/// itself and what is added.
///
/// Samples outside the drawing keep their exact value. A chroma sample serves up to four pixels, so one that is
/// only partly covered changes in proportion.
package struct YUVLayer: Sendable {
    /// Where in the canvas the picture lies; its origin is even.
    package let area: PixelBox
    private let luma: PlaneLayer
    private let blueDifference: PlaneLayer
    private let redDifference: PlaneLayer

    init(_ layer: RGBALayer, in area: PixelBox, encoding: YUVEncoding) {
        precondition(area.x0 % 2 == 0 && area.y0 % 2 == 0, "a picture starts on a chroma sample")
        precondition(layer.width == area.x1 - area.x0 && layer.height == area.y1 - area.y0)
        self.area = area
        luma = PlaneLayer(luma: layer, encoding: encoding)
        (blueDifference, redDifference) = PlaneLayer.chroma(layer, encoding: encoding)
    }

    package var isEmpty: Bool { luma.isEmpty }

    /// - Precondition: `area` lies inside the canvas.
    package func paint(on canvas: YUVCanvas) {
        precondition(area.x1 <= canvas.width && area.y1 <= canvas.height, "the picture lies inside its canvas")
        luma.paint(on: canvas.luma, x: area.x0, y: area.y0)
        blueDifference.paint(on: canvas.blueDifference, x: area.x0 / 2, y: area.y0 / 2)
        redDifference.paint(on: canvas.redDifference, x: area.x0 / 2, y: area.y0 / 2)
    }
}
