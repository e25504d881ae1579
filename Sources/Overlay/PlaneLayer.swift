/// One plane of a `YUVLayer`: `sample = sample · keep / 255 + add`, only inside the spans.
struct PlaneLayer: Sendable {
    private let width: Int
    private let spans: RowSpans
    private var keep: [UInt8]
    private var add: [UInt8]

    private init(width: Int, spans: RowSpans) {
        self.width = width
        self.spans = spans
        keep = Array(repeating: 255, count: width * spans.bounds.count)
        add = Array(repeating: 0, count: width * spans.bounds.count)
    }

    var isEmpty: Bool { spans.bounds.allSatisfy(\.isEmpty) }

    /// Full-resolution luma of a drawn sheet.
    init(luma layer: RGBALayer, encoding: YUVEncoding) {
        self.init(width: layer.width, spans: layer.spans)
        for (y, span) in spans.bounds.enumerated() {
            for x in span {
                let pixel = layer.pixels[y * width + x]
                guard pixel.w != 0 else { continue }
                let rgba = SIMD4<Float>(pixel)
                let value = encoding.lumaScale * encoding.luma(rgba.x, rgba.y, rgba.z)
                set(y * width + x, alpha: rgba.w, value: value + encoding.lumaOffset * rgba.w / 255)
            }
        }
    }

    /// Half-resolution colour differences: the mean over the pixels a chroma sample serves.
    static func chroma(_ layer: RGBALayer, encoding: YUVEncoding) -> (blue: PlaneLayer, red: PlaneLayer) {
        var blue = PlaneLayer(width: (layer.width + 1) / 2, spans: layer.spans.halved())
        var red = blue
        for (y, span) in blue.spans.bounds.enumerated() {
            for x in span {
                let rgba = layer.mean(chromaX: x, chromaY: y)
                guard rgba.w > 0 else { continue }
                let luma = encoding.luma(rgba.x, rgba.y, rgba.z)
                let neutral = 128 * rgba.w / 255
                let index = y * blue.width + x
                blue.set(index, alpha: rgba.w, value: encoding.blueDifference(rgba.z, luma: luma) + neutral)
                red.set(index, alpha: rgba.w, value: encoding.redDifference(rgba.x, luma: luma) + neutral)
            }
        }
        return (blue, red)
    }

    private mutating func set(_ index: Int, alpha: Float, value: Float) {
        keep[index] = 255 - UInt8(alpha.rounded())
        add[index] = UInt8(min(max(value.rounded(), 0), Float(255 - keep[index])))
    }

    /// `x`, `y`: where the layer's origin lies on the plane.
    func paint(on plane: YUVCanvas.Plane, x: Int, y: Int) {
        keep.withUnsafeBufferPointer { keep in
            add.withUnsafeBufferPointer { add in
                for (row, span) in spans.bounds.enumerated() where !span.isEmpty {
                    let source = row * width
                    let target = (y + row) * plane.stride + x
                    for column in span {
                        let sum = UInt16(plane.pixels[target + column]) &* UInt16(keep[source + column]) &+ 128
                        let kept = UInt8(truncatingIfNeeded: (sum &+ (sum &>> 8)) &>> 8)
                        plane.pixels[target + column] = kept &+ add[source + column]
                    }
                }
            }
        }
    }
}

extension RGBALayer {
    fileprivate func mean(chromaX: Int, chromaY: Int) -> SIMD4<Float> {
        var sum = SIMD4<Float>.zero
        var count: Float = 0
        for y in chromaY * 2..<min(chromaY * 2 + 2, height) {
            for x in chromaX * 2..<min(chromaX * 2 + 2, width) {
                sum += SIMD4<Float>(pixels[y * width + x])
                count += 1
            }
        }
        return sum / count
    }
}
