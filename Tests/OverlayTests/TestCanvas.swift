import MediaTypes
import Overlay

import func Foundation.pow

/// A 4:2:0 picture with planes of its own, and what is seen on it.
struct TestCanvas: Equatable {
    let width: Int
    let height: Int
    var luma: [UInt8]
    var blueDifference: [UInt8]
    var redDifference: [UInt8]

    var chromaWidth: Int { (width + 1) / 2 }
    var area: PixelBox { PixelBox(x0: 0, y0: 0, x1: width, y1: height) }

    init(width: Int, height: Int, luma: (Int, Int) -> UInt8) {
        self.width = width
        self.height = height
        self.luma = (0..<width * height).map { luma($0 % width, $0 / width) }
        let chroma = (width + 1) / 2 * ((height + 1) / 2)
        blueDifference = Array(repeating: 128, count: chroma)
        redDifference = Array(repeating: 128, count: chroma)
    }

    static func noise(width: Int, height: Int) -> TestCanvas {
        var state: UInt64 = 42
        func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(16 + (state >> 33) % 220)
        }
        var canvas = TestCanvas(width: width, height: height) { _, _ in next() }
        canvas.blueDifference = canvas.blueDifference.map { _ in next() }
        canvas.redDifference = canvas.redDifference.map { _ in next() }
        return canvas
    }

    func painted(with layer: YUVLayer) -> TestCanvas {
        var copy = self
        copy.luma.withUnsafeMutableBufferPointer { y in
            copy.blueDifference.withUnsafeMutableBufferPointer { u in
                copy.redDifference.withUnsafeMutableBufferPointer { v in
                    let canvas = YUVCanvas(
                        width: width, height: height, luma: YUVCanvas.Plane(pixels: y, stride: width),
                        blueDifference: YUVCanvas.Plane(pixels: u, stride: chromaWidth),
                        redDifference: YUVCanvas.Plane(pixels: v, stride: chromaWidth))
                    layer.paint(on: canvas)
                }
            }
        }
        return copy
    }

    /// BT.601, limited range, 0…255 a channel, chroma by nearest sample.
    func rgb(_ x: Int, _ y: Int) -> SIMD3<Double> {
        let luma = (Double(luma[y * width + x]) - 16) * 255 / 219
        let blue = (Double(blueDifference[y / 2 * chromaWidth + x / 2]) - 128) * 255 / 224
        let red = (Double(redDifference[y / 2 * chromaWidth + x / 2]) - 128) * 255 / 224
        let color = SIMD3(luma + 1.402 * red, luma - 0.344136 * blue - 0.714136 * red, luma + 1.772 * blue)
        return color.clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 255))
    }

    /// WCAG 2.1 relative luminance of a pixel.
    func relativeLuminance(_ x: Int, _ y: Int) -> Double { rgb(x, y).relativeLuminance }
}

extension SIMD3<Double> {
    var relativeLuminance: Double {
        let linear = linearised
        return 0.2126 * linear.x + 0.7152 * linear.y + 0.0722 * linear.z
    }

    var linearised: SIMD3<Double> {
        func expand(_ value: Double) -> Double {
            let value = value / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return SIMD3(expand(x), expand(y), expand(z))
    }
}

func contrast(_ one: Double, _ other: Double) -> Double { (max(one, other) + 0.05) / (min(one, other) + 0.05) }

extension BinaryMask {
    static func filled(width: Int, height: Int, where inside: (Int, Int) -> Bool) -> BinaryMask {
        BinaryMask(
            width: width, height: height, pixels: (0..<width * height).map { inside($0 % width, $0 / width) ? 1 : 0 })
    }

    static func disc(width: Int, height: Int) -> BinaryMask {
        let radius = min(width, height) / 3
        return filled(width: width, height: height) { x, y in
            let (dx, dy) = (x - width / 2, y - height / 2)
            return dx * dx + dy * dy <= radius * radius
        }
    }
}
