import Foundation
import Media
import MediaTypes
import TestSupport
import Testing

struct DisplayOrientationTests {
    /// A display matrix in 16.16 fixed point and where the stored corners, read row by row, come to lie.
    struct Turn: CustomTestStringConvertible {
        let testDescription: String
        let matrix: [Int32]
        let corners: [Character]
    }

    // The stored picture has the corners A B over C D.
    static let turns = [
        Turn(testDescription: "upright", matrix: [1, 0, 0, 1], corners: ["A", "B", "C", "D"]),
        Turn(testDescription: "90 clockwise", matrix: [0, 1, -1, 0], corners: ["C", "A", "D", "B"]),
        Turn(testDescription: "180", matrix: [-1, 0, 0, -1], corners: ["D", "C", "B", "A"]),
        Turn(testDescription: "270 clockwise", matrix: [0, -1, 1, 0], corners: ["B", "D", "A", "C"]),
        Turn(testDescription: "mirrored", matrix: [-1, 0, 0, 1], corners: ["B", "A", "D", "C"]),
        Turn(testDescription: "upside down", matrix: [1, 0, 0, -1], corners: ["C", "D", "A", "B"]),
        Turn(testDescription: "transposed", matrix: [0, 1, 1, 0], corners: ["A", "C", "B", "D"]),
        Turn(testDescription: "anti-transposed", matrix: [0, -1, -1, 0], corners: ["D", "B", "C", "A"]),
        Turn(testDescription: "nonsense is ignored", matrix: [1, 7, -3, 0], corners: ["A", "B", "C", "D"]),
        Turn(testDescription: "all zero is ignored", matrix: [0, 0, 0, 0], corners: ["A", "B", "C", "D"]),
    ]

    @Test(arguments: turns)
    func `a picture is turned as the display matrix says`(turn: Turn) throws {
        let media = try SyntheticMedia()
        let path = try media.make(
            "turned.mp4", "-f lavfi -i color=black:s=64x32:r=1:d=1 -vf",
            "format=gbrp,drawbox=w=32:h=16:c=red:t=fill,drawbox=x=32:w=32:h=16:c=lime:t=fill,"
                + "drawbox=y=16:w=32:h=16:c=blue:t=fill,drawbox=x=32:y=16:w=32:h=16:c=white:t=fill",
            "-c:v libx264rgb -qp 0")
        try Self.write(matrix: turn.matrix, into: path)
        let frame = try #require(DecodedMedia(path).pictures.first)
        let picture = try PictureConverter().picture(from: frame)
        let isTurned = turn.matrix[0] == 0 && turn.matrix[1] != 0
        #expect((picture.width, picture.height) == (isTurned ? (32, 64) : (64, 32)))
        #expect((frame.displayedWidth, frame.displayedHeight) == (picture.width, picture.height))
        #expect(Self.corners(of: picture) == turn.corners)
    }

    private static func corners(of picture: Picture) -> [Character] {
        let spots = [(1, 1), (picture.width - 2, 1), (1, picture.height - 2), (picture.width - 2, picture.height - 2)]
        return spots.map { x, y in
            let start = (y * picture.width + x) * 3
            return switch Array(picture.pixels[start..<start + 3]) {
            case [255, 0, 0]: "A"
            case [0, 255, 0]: "B"
            case [0, 0, 255]: "C"
            case [255, 255, 255]: "D"
            default: "?"
            }
        }
    }

    /// Replaces the upper left four numbers of the track header's matrix.
    private static func write(matrix: [Int32], into path: String) throws {
        var bytes = try SyntheticMedia.bytes(of: path)
        let header = try #require(bytes.range(of: Data("tkhd".utf8)))
        let start = header.upperBound + 40
        for (slot, value) in zip([0, 1, 3, 4], matrix) {
            let fixed = withUnsafeBytes(of: (value << 16).bigEndian) { Array($0) }
            bytes.replaceSubrange(start + slot * 4..<start + slot * 4 + 4, with: fixed)
        }
        try bytes.write(to: URL(filePath: path))
    }
}
