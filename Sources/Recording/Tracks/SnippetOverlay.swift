import Media
import MediaTypes
import Overlay

/// The drawing of one snippet, made when its first picture needs it and again only if the picture's place changes.
struct SnippetOverlay {
    let scene: OverlayScene
    let painter: OverlayPainter
    let encoding: YUVEncoding
    private var layer: YUVLayer?

    init(scene: OverlayScene, painter: OverlayPainter, encoding: YUVEncoding) {
        self.scene = scene
        self.painter = painter
        self.encoding = encoding
    }

    mutating func paint(on canvas: Canvas) throws {
        if layer?.area != canvas.area {
            layer = try painter.layer(
                scene, in: canvas.area, encoding: encoding, pixelAspect: canvas.size.pixelAspect.ratio)
        }
        guard let layer, !layer.isEmpty else { return }
        canvas.withPlanes { layer.paint(on: YUVCanvas(canvas.size, planes: $0)) }
    }
}

extension YUVCanvas {
    fileprivate init(_ size: CanvasSize, planes: Canvas.Planes) {
        self.init(
            width: size.encodedWidth, height: size.encodedHeight, luma: Plane(planes.luma),
            blueDifference: Plane(planes.blueDifference), redDifference: Plane(planes.redDifference))
    }
}

extension YUVCanvas.Plane {
    fileprivate init(_ plane: Canvas.Plane) {
        self.init(pixels: plane.pixels, stride: plane.stride)
    }
}

extension YUVEncoding {
    /// The recording is always in limited range.
    init(_ matrix: ColorTags.Matrix) {
        switch matrix {
        case .bt601: self.init(matrix: .bt601)
        case .bt709: self.init(matrix: .bt709)
        case .bt2020: self.init(matrix: .bt2020)
        }
    }
}
