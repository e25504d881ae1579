import Foundation
import Recording
import Testing

@Suite struct RecordingNameTests {
    @Test func `two per cent signs are one of the name, and no time`() {
        let name = RecordingName("dir/100%%.mp4")
        #expect(!name.saysTime && name.fixedPath == "dir/100%.mp4")
        #expect(name.path(at: nil, part: 2) == "dir/100%.part2.mp4")
        #expect(RecordingName("a%%-%H.mp4").path(at: Date(timeIntervalSince1970: 0), part: 1) == "a%-00.mp4")
    }

    @Test(arguments: ["a.mp4", "b%/c%Y%%.mp4", "%", "%%%d"])
    func `any file has a pattern that names it alone`(path: String) {
        #expect(RecordingName(RecordingName.pattern(ofFile: path)).fixedPath == path)
    }
}
