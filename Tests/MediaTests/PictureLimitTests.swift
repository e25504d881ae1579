import Media
import TestSupport
import Testing

struct PictureLimitTests {
    @Test func `a picture over the limit is refused, one at the limit is not`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("large.mkv", "-f lavfi -i testsrc=s=320x240:r=2:d=1 -c:v libx264 -pix_fmt yuv420p")
        #expect(throws: FFmpegError.self) {
            try DecodedMedia(path, maxPicture: PictureLimit(width: 320, height: 239))
        }
        #expect(try DecodedMedia(path, maxPicture: PictureLimit(width: 320, height: 240)).pictures.count == 2)
    }
}
