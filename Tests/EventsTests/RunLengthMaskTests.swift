import Foundation
import MediaTypes
import Testing

@testable import Events

@Suite struct RunLengthMaskTests {
    /// What pycocotools made of the mask that `Fixtures/make_masks.py` draws by the rule of this name.
    struct Vector: Decodable, CustomTestStringConvertible {
        let name: String
        let height: Int
        let width: Int
        let counts: String
        let area: Int
        let box: [Int]?

        var testDescription: String { name }

        static let all: [Vector] = {
            let url = Bundle.module.url(forResource: "masks", withExtension: "json", subdirectory: "Fixtures")
            guard let url, let data = try? Data(contentsOf: url),
                let vectors = try? JSONDecoder().decode([Vector].self, from: data)
            else { return [] }
            return vectors
        }()

        var mask: BinaryMask {
            var pixels = [UInt8](repeating: 0, count: width * height)
            for index in 0..<width * height where isInside(index) {
                pixels[index % height * width + index / height] = 1
            }
            return BinaryMask(width: width, height: height, pixels: pixels)
        }

        /// The rules of `make_masks.py`.
        private func isInside(_ index: Int) -> Bool {
            switch name {
            case "empty": false
            case "full": true
            case "single": index == 7
            case "last": index == width * height - 1
            case "stripes": index / 3 % 2 == 1
            case "alternating": index % 2 == 1
            case "scattered": (index * 2_654_435_761 % 4_294_967_296) >> 31 == 1
            case "large": (41..<70_000).contains(index) || (70_032..<150_000).contains(index)
            default: preconditionFailure("no rule named \(name)")
            }
        }
    }

    @Test func `the vectors are there`() {
        #expect(Vector.all.count == 8)
    }

    @Test(arguments: Vector.all) func `a mask is encoded as pycocotools encodes it`(_ vector: Vector) {
        #expect(RunLengthMask(vector.mask).counts == vector.counts)
    }

    @Test(arguments: Vector.all) func `a mask of pycocotools is decoded to the same pixels`(_ vector: Vector) throws {
        let decoded = try RunLengthMask(width: vector.width, height: vector.height, counts: vector.counts)
        #expect(decoded.mask == vector.mask)
        #expect(decoded.area == vector.area)
        #expect(decoded.box.map { [$0.x0, $0.y0, $0.x1, $0.y1] } == vector.box)
    }

    @Test(arguments: 1...40) func `random masks survive, with the area and box of their pixels`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let (width, height) = (Int.random(in: 1...90, using: &random), Int.random(in: 1...70, using: &random))
        let density = Double.random(in: 0...0.2, using: &random)
        let pixels = (0..<width * height).map { _ in UInt8(Double.random(in: 0..<1, using: &random) < density ? 1 : 0) }
        let mask = BinaryMask(width: width, height: height, pixels: pixels)
        let read = try RunLengthMask(width: width, height: height, counts: RunLengthMask(mask).counts)
        #expect(read.mask == mask)
        #expect(read.area == mask.area)
        #expect(read.box == mask.box)
    }

    @Test(arguments: [
        "", "e", "e2", "e4", "0e3e3", "e3!", "e3\u{7F}", "PPPPPPPPPPPPPPPP", "71]3A", "O", "d30000000001",
    ])
    func `text that is no mask of the size is refused`(_ counts: String) {
        #expect(throws: EventError.self) { try RunLengthMask(width: 9, height: 13, counts: counts) }
    }

    @Test(arguments: [(-1, 4), (4, -1), (Int.max, 2), (1 << 15, 1 << 15)])
    func `sizes no picture has are refused`(_ width: Int, _ height: Int) {
        #expect(throws: EventError.self) { try RunLengthMask(width: width, height: height, counts: "0") }
    }
}
