import Foundation
import Media
import MediaTypes
import Overlay
import Recording
import Snippets
import TestSupport
import Testing

@Suite struct WriterErrorTests {
    @Test func `an existing file is refused unless it may be overwritten`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        let path = media.path("out.mp4")
        try Data("precious".utf8).write(to: URL(filePath: path))
        let error = #expect(throws: FFmpegError.self) { try Recorded(input, to: path) }
        #expect(error?.description.contains("File exists") == true)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("precious".utf8))
        var options = Recorded.fast
        options.existing = .overwrite
        _ = try Recorded(input, to: path, options: options)
        #expect(try RecordedMovie(path: path).isFinished)
    }

    @Test func `a full disk is an error that names the file`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        var options = Recorded.fast
        options.existing = .overwrite
        let error = #expect(throws: FFmpegError.self) { try Recorded(input, to: "/dev/full", options: options) }
        #expect(error?.description == "cannot write to /dev/full: No space left on device")
    }

    @Test func `a folder that is missing is an error that names the file`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        let path = media.path("missing/out.mp4")
        let error = #expect(throws: RecordingError.self) { try Recorded(input, to: path) }
        #expect(error?.description.hasPrefix("cannot record \(path): the folder ") == true)
    }

    @Test func `a preset libx264 does not know is an error`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        var options = Recorded.fast
        options.quality.preset = "warp"
        let error = #expect(throws: FFmpegError.self) {
            try Recorded(input, to: media.path("out.mp4"), options: options)
        }
        #expect(error?.description.contains("preset warp") == true)
    }

    @Test(arguments: ["", "not an MP4 at all", "\0\0\0\u{18}ftypisom"])
    func `a file that is no recording is not read as one`(text: String) throws {
        let media = try SyntheticMedia()
        let path = media.path("some.mp4")
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(throws: RecordingError.notFragmented(path: path)) { try RecordedMovie(path: path) }
        let absent = #expect(throws: RecordingError.self) { try RecordedMovie(path: media.path("absent.mp4")) }
        #expect(absent?.description.contains("absent.mp4") == true)
    }

    /// Every byte of the header and of a fragment's header in turn is wrong once.
    @Test func `a damaged recording is refused or read, never a trap`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        let whole = try Data(contentsOf: URL(filePath: Recorded(input, to: media.path("out.mp4")).path))
        let path = media.path("damaged.mp4")
        for position in stride(from: 0, to: 2200, by: 13) {
            var damaged = whole
            damaged[position] = ~damaged[position]
            try damaged.write(to: URL(filePath: path))
            let movie = Result { () throws(RecordingError) in try RecordedMovie(path: path) }
            if case .success(let movie) = movie { #expect(movie.byteCount == whole.count) }
        }
    }

    @Test func `the file says what made it`() throws {
        let media = try SyntheticMedia()
        let input = try SourceShape.sounds[0].make(in: media)
        var options = Recorded.fast
        options.title = "yard"
        options.comment = "Annotated by Earshot 1.2.3"
        let recorded = try Recorded(input, to: media.path("out.mp4"), options: options)
        let output = try SyntheticMedia.run([
            "ffprobe", "-v", "error", "-show_entries", "format_tags=title,comment", "-of", "csv=p=0", recorded.path,
        ])
        #expect(String(decoding: output, as: UTF8.self).contains("yard,Annotated by Earshot 1.2.3"))
    }
}
