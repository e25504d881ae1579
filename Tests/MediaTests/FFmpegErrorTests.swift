import Media
import Testing

struct FFmpegErrorTests {
    @Test func `a missing file is named with what was attempted and the library's answer`() throws {
        let error = try #require(throws: FFmpegError.self) { try Demuxer("/nonexistent/holiday.mp4") }
        #expect(
            error.description == "cannot open the input /nonexistent/holiday.mp4: No such file or directory")
    }
}
