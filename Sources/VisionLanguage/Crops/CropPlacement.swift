import MediaTypes

/// Which part of the picture around a mask the image tower sees (Spec §6, §12); a property of the bundle.
package enum CropPlacement: String, Codable, Sendable, CaseIterable {
    /// A square as long as the box's longer side, anchored at the box's top-left corner: what the published code does.
    case reference
    /// The same square around the centre of the box: what the paper describes.
    case centered
    /// The box itself, stretched to a square.
    case resize
    /// The whole picture, stretched to a square.
    case whole = "none"

    /// The region to sample for a mask whose smallest box is `box`, in a picture of `width` × `height`.
    /// It may leave the picture; what lies outside is sampled as 0.
    func region(around box: PixelBox, width: Int, height: Int) -> Region {
        let side = max(box.x1 - box.x0, box.y1 - box.y0)
        switch self {
        case .reference:
            return Region(x: Float(box.x0), y: Float(box.y0), width: Float(side), height: Float(side))
        case .centered:
            let x = Float(box.x0 + box.x1 - side) / 2
            let y = Float(box.y0 + box.y1 - side) / 2
            return Region(x: x, y: y, width: Float(side), height: Float(side))
        case .resize:
            let width = Float(box.x1 - box.x0)
            return Region(x: Float(box.x0), y: Float(box.y0), width: width, height: Float(box.y1 - box.y0))
        case .whole:
            return Region(x: 0, y: 0, width: Float(width), height: Float(height))
        }
    }
}

/// A rectangle in pixel coordinates, not bound to whole pixels nor to the picture.
struct Region: Equatable {
    let x: Float
    let y: Float
    let width: Float
    let height: Float
}
