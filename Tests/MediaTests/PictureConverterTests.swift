import Media
import MediaTypes
import TestSupport
import Testing

struct PictureConverterTests {
    /// Solid colours coded with a matrix, a range and a depth of their own come back as the colour they were.
    @Test(arguments: [
        "format=yuv420p,setparams=colorspace=bt709:range=tv",
        "format=yuv420p,setparams=colorspace=smpte170m:range=tv",
        "format=yuv444p,setparams=colorspace=bt709:range=pc",
        "format=yuvj420p,setparams=colorspace=smpte170m:range=pc",
        "format=yuv420p10le,setparams=colorspace=bt709:range=tv",
        "format=yuv422p,setparams=colorspace=smpte170m:range=tv",
    ])
    func `a tagged picture keeps its colours`(format: String) throws {
        let matrix = format.contains("bt709") ? "bt709" : "bt601"
        let range = format.contains("range=pc") ? "pc" : "tv"
        let media = try SyntheticMedia()
        let path = try media.make(
            "colour.nut", "-f lavfi -i color=c=0x30A0D0:s=64x48:r=1:d=1 -vf",
            "scale=out_color_matrix=\(matrix):out_range=\(range):flags=accurate_rnd,\(format)",
            "-c:v rawvideo -strict -1")
        // The raw video muxer keeps no colour tags, so a codec that does carries the picture.
        let tagged = try media.make(
            "tagged.mkv", "-i \(path) -c:v ffv1 -strict -1 -colorspace",
            matrix == "bt709" ? "bt709" : "smpte170m", "-color_range \(range)")
        let frame = try #require(DecodedMedia(tagged).pictures.first)
        let picture = try PictureConverter().picture(from: frame)
        let pixel = Array(picture.pixels[0..<3]).map(Int.init)
        #expect(zip(pixel, [0x30, 0xA0, 0xD0]).allSatisfy { abs($0 - $1) <= 3 }, "\(pixel)")
    }

    @Test(arguments: [(640, 360, "bt601"), (1_280, 720, "bt709")])
    func `an untagged picture is BT.709 from 720 lines up`(width: Int, height: Int, matrix: String) throws {
        let media = try SyntheticMedia()
        let path = try media.make(
            "untagged.mkv", "-f lavfi -i color=c=0xC03060:s=\(width)x\(height):r=1:d=1",
            "-vf scale=out_color_matrix=\(matrix),format=yuv420p,setparams=colorspace=unknown -c:v ffv1")
        let frame = try #require(DecodedMedia(path).pictures.first)
        let pixel = Array(try PictureConverter().picture(from: frame).pixels[0..<3]).map(Int.init)
        #expect(zip(pixel, [0xC0, 0x30, 0x60]).allSatisfy { abs($0 - $1) <= 3 }, "\(pixel)")
    }

    @Test(arguments: [(161, 121), (1, 1), (16, 400), (33, 7)])
    func `odd sizes keep every pixel`(width: Int, height: Int) throws {
        let media = try SyntheticMedia()
        let path = try media.make(
            "odd.mkv", "-f lavfi -i testsrc2=s=320x240:r=1:d=1 -vf scale=\(width):\(height) -pix_fmt bgr0 -c:v ffv1")
        let raw = try media.make("odd.rgb", "-i \(path) -f rawvideo -pix_fmt rgb24")
        let frame = try #require(DecodedMedia(path).pictures.first)
        let picture = try PictureConverter().picture(from: frame)
        #expect(picture.width == width && picture.height == height)
        #expect(picture.pixels == Array(try SyntheticMedia.bytes(of: raw)))
    }
}
