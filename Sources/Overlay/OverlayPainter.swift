package import MediaTypes

/// Draws what was heard over a picture: masks, contours, labels with scores, a level bar, a word on the state.
///
/// The drawing is done once per snippet (`layer`) and laid over each of its pictures (`YUVLayer.paint`).
/// Text that would be taller than 60 % of the picture, or finds no free place, is left out; everything else works
/// from 1 × 1 pixel.
package struct OverlayPainter: Sendable {
    private let font: TextFont
    private let style: OverlayStyle

    package init(font: TextFont, style: OverlayStyle = OverlayStyle()) {
        self.font = font
        self.style = style
    }

    /// - Parameters:
    ///   - area: where the displayed picture lies in the canvas; its origin is even.
    ///   - pixelAspect: width of a pixel over its height, so that text is not distorted.
    package func layer(
        _ scene: OverlayScene, in area: PixelBox, encoding: YUVEncoding, pixelAspect: Double = 1
    ) throws(OverlayError) -> YUVLayer {
        YUVLayer(try sheet(scene, in: area, pixelAspect: pixelAspect), in: area, encoding: encoding)
    }

    func sheet(_ scene: OverlayScene, in area: PixelBox, pixelAspect: Double = 1) throws(OverlayError) -> RGBALayer {
        let style = scene.isReduced ? style.reduced : style
        let (width, height) = (area.x1 - area.x0, area.y1 - area.y0)
        var sheet = RGBALayer(width: width, height: height)
        let shapes = scene.annotations.map { MaskShape($0.mask, width: width, height: height) }
        for (annotation, shape) in zip(scene.annotations, shapes) { mark(annotation, shape, style, on: &sheet) }
        let size = TextSize(pictureWidth: width, pictureHeight: height, pixelAspect: pixelAspect)
        var text = TextBoxes(font: font, size: size, width: width, height: height)
        if style.showsLevel, let level = scene.level { try text.drawLevel(level, on: &sheet) }
        if let caption = scene.caption { try text.drawCaption(caption, on: &sheet) }
        guard style.showsLabels else { return sheet }
        for (annotation, shape) in zip(scene.annotations, shapes) {
            guard let shape else { continue }
            let color = Palette.color(annotation.colorIndex)
            try text.drawLabel(annotation.label, annotation.scoreText, color: color, at: shape.bounds, on: &sheet)
        }
        return sheet
    }

    private func mark(_ annotation: Annotation, _ shape: MaskShape?, _ style: OverlayStyle, on sheet: inout RGBALayer) {
        guard let shape else { return }
        let color = Palette.color(annotation.colorIndex)
        shape.fill(on: &sheet, color: color, opacity: UInt8((min(max(style.maskOpacity, 0), 1) * 255).rounded()))
        guard style.showsContours else { return }
        shape.outline(on: &sheet, color: color, thickness: max(1, min(sheet.width, sheet.height) / 180))
    }
}
