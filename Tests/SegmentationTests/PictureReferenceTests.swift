import MediaTypes
import Network
import TestSupport
import Testing

@testable import Segmentation

struct PictureReferenceTests {
    private let golden: Golden

    init() throws { golden = try Golden("misc") }

    @Test("Resized sides follow the published rule")
    func rule() throws {
        let rows = try golden.file.integers("resize.rule").map { Int($0) }
        #expect(rows.count == 60)
        for start in stride(from: 0, to: rows.count, by: 6) {
            let row = Array(rows[start..<start + 6])
            var settings = SegmentationConfiguration.ovavssR50.preprocessing
            settings.shortSide = row[2]
            settings.maxSide = row[3]
            let geometry = PictureGeometry(
                original: PictureGeometry.Size(width: row[1], height: row[0]), preprocessing: settings)
            #expect(geometry.resized == PictureGeometry.Size(width: row[5], height: row[4]), "\(row)")
            #expect(geometry.padded.width % 32 == 0 && geometry.padded.width - geometry.resized.width < 32)
        }
    }

    @Test("Resampling equals Pillow's bit for bit", arguments: ["40x53", "75x60", "128x171", "150x200"])
    func resample(size: String) throws {
        let sides = size.split(separator: "x").compactMap { Int($0) }
        let source = Picture(width: 100, height: 75, pixels: try golden.bytes("resize.src75x100"))
        let resized = PillowResize(width: sides[1], height: sides[0])(source)
        let name = "resize.\(size)"
        if golden.file.contains(name) {
            #expect(resized.pixels == (try golden.bytes(name)))
        } else {
            let random = SplitMix("sample")
            let expected = try golden.bytes(name + "@s")
            let found = expected.indices.map { resized.pixels[Int(random[$0] % UInt64(resized.pixels.count))] }
            #expect(found == expected)
        }
    }

    @Test(
        "The reference pictures are resized bit for bit",
        arguments: [("r50_small", 200, 120, 128), ("r50_360", 426, 240, 360)])
    func reference(file: String, width: Int, height: Int, shortSide: Int) throws {
        var settings = SegmentationConfiguration.ovavssR50.preprocessing
        settings.shortSide = shortSide
        let prepare = ImagePreparation(settings)
        let pixels = (0..<5).flatMap {
            prepare(SyntheticInput.picture($0, width: width, height: height)).resized.pixels
        }
        #expect(pixels.withUnsafeBytes(sha256) == (try Golden(file).bytes("in.resized_crc")))
    }
}
