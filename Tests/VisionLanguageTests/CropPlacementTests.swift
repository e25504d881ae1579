import MediaTypes
import Testing

@testable import VisionLanguage

struct CropPlacementTests {
    @Test(arguments: [
        (CropPlacement.reference, Region(x: 10, y: 20, width: 30, height: 30)),
        (.centered, Region(x: 10, y: 10, width: 30, height: 30)),
        (.resize, Region(x: 10, y: 20, width: 30, height: 10)),
        (.whole, Region(x: 0, y: 0, width: 100, height: 50)),
    ])
    func `a mask 30 wide and 10 high is cropped as the bundle says`(placement: CropPlacement, expected: Region) {
        let box = PixelBox(x0: 10, y0: 20, x1: 40, y1: 30)
        #expect(placement.region(around: box, width: 100, height: 50) == expected)
    }

    @Test func `the box of a soft mask holds the pixels above one half, and none at one half`() {
        var values = [Float](repeating: 0.5, count: 12)
        #expect(Raster(width: 4, height: 3, channels: 1, values: values).maskBox == nil)
        values[5] = 0.51
        values[11] = 1
        let box = Raster(width: 4, height: 3, channels: 1, values: values).maskBox
        #expect(box == PixelBox(x0: 1, y0: 1, x1: 4, y1: 3))
    }

    @Test func `a region is the average of the bilinear samples in it, zero outside the picture`() {
        let ramp = Raster(width: 8, height: 8, channels: 1, values: (0..<64).map { Float($0 % 8) })
        let inside = ramp.aligned(Region(x: 2, y: 2, width: 4, height: 4), resolution: 2)
        #expect(inside.values == [3, 5, 3, 5])
        let outside = ramp.aligned(Region(x: 4, y: 4, width: 8, height: 8), resolution: 2)
        #expect(outside.values.suffix(3) == [0, 0, 0])
    }

    @Test(arguments: [
        Region(x: -3.2, y: 5.5, width: 37, height: 37), Region(x: 30, y: 20, width: 60, height: 12),
        Region(x: 0, y: 0, width: 0.4, height: 0.2), Region(x: 47, y: 38, width: 5, height: 5),
    ])
    func `sampling axis by axis equals sampling the grid point by point`(region: Region) {
        let values = (0..<50 * 40 * 3).map { Float(($0 * 7919) % 256) }
        let raster = Raster(width: 50, height: 40, channels: 3, values: values)
        let fast = raster.aligned(region, resolution: 14).values
        let slow = pointwise(raster, region, resolution: 14)
        #expect(zip(fast, slow).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    /// RoIAlign as its definition reads: every output pixel the mean of g × g bilinear samples.
    private func pointwise(_ raster: Raster, _ region: Region, resolution: Int) -> [Float] {
        let width = max(region.width, 1), height = max(region.height, 1)
        let across = Int((width / Float(resolution)).rounded(.up)),
            down = Int((height / Float(resolution)).rounded(.up))
        var result: [Float] = []
        for row in 0..<resolution {
            for column in 0..<resolution {
                for channel in 0..<raster.channels {
                    var sum: Float = 0
                    for j in 0..<down {
                        for i in 0..<across {
                            let y =
                                region.y + (Float(row) + (Float(j) + 0.5) / Float(down)) * height / Float(resolution)
                            let x =
                                region.x + (Float(column) + (Float(i) + 0.5) / Float(across)) * width
                                / Float(resolution)
                            sum += bilinear(raster, x, y, channel)
                        }
                    }
                    result.append(sum / Float(across * down))
                }
            }
        }
        return result
    }

    private func bilinear(_ raster: Raster, _ x: Float, _ y: Float, _ channel: Int) -> Float {
        guard x >= -1, y >= -1, x <= Float(raster.width), y <= Float(raster.height) else { return 0 }
        let (x, y) = (min(max(x, 0), Float(raster.width - 1)), min(max(y, 0), Float(raster.height - 1)))
        let (x0, y0) = (Int(x), Int(y))
        let (x1, y1) = (min(x0 + 1, raster.width - 1), min(y0 + 1, raster.height - 1))
        func at(_ x: Int, _ y: Int) -> Float { raster.values[(y * raster.width + x) * raster.channels + channel] }
        let (fx, fy) = (x - Float(x0), y - Float(y0))
        return (at(x0, y0) * (1 - fx) + at(x1, y0) * fx) * (1 - fy) + (at(x0, y1) * (1 - fx) + at(x1, y1) * fx) * fy
    }
}
