import Tensors
import TestSupport
import Testing

@testable import VisionLanguage

struct RegionAlignTests {
    @Test(arguments: [("roi.out14", 14), ("roi.out64", 64)])
    func `regions sampled from two pictures agree with torchvision's RoIAlign`(name: String, resolution: Int) throws {
        let golden = try Golden("misc")
        let pictures = try golden.tensor("roi.in")
        let boxes = try golden.tensor("roi.boxes").elements
        let rasters = (0..<2).map { index in
            let values = pictures[index].reshaped([3, 40 * 50]).transposed.elements
            return Raster(width: 50, height: 40, channels: 3, values: values)
        }
        let regions = stride(from: 0, to: boxes.count, by: 5).map { start in
            let box = boxes[start..<start + 5].map { $0 }
            let region = Region(x: box[1], y: box[2], width: box[3] - box[1], height: box[4] - box[2])
            let sampled = rasters[Int(box[0])].aligned(region, resolution: resolution)
            return Tensor(shape: [resolution * resolution, 3], sampled.values).transposed
        }
        let found = Tensor.stacked(regions).reshaped([boxes.count / 5, 3, resolution, resolution])
        #expect(try golden.mismatch(name, found, tolerance: 1e-4) == nil)
    }
}
