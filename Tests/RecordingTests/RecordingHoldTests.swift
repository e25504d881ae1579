import Foundation
import TestSupport
import Testing

@testable import Recording

@Suite struct RecordingHoldTests {
    private let media: SyntheticMedia

    init() throws {
        media = try SyntheticMedia()
    }

    private func name(_ file: String) -> RecordingName { RecordingName(media.path(file)) }

    @Test func `a recording has one writer, with no file of it there and in one process, until he gives it up`() throws
    {
        var hold: RecordingHold? = try RecordingHold(name("yard-%H.mp4"))
        #expect(hold?.name == name("yard-%H.mp4"))
        #expect(try name("yard-%H.mp4").written() == media.path("yard-%H.mp4"))
        #expect(throws: RecordingError.inUse(path: media.path("yard-%H.mp4"))) {
            try RecordingHold(name("yard-%H.mp4"))
        }
        hold = nil
        #expect(try name("yard-%H.mp4").written() == nil)
        _ = try RecordingHold(name("yard-%H.mp4"))
    }

    @Test func `one refused takes nothing from him who has it`() throws {
        let hold = try RecordingHold(name("yard.mp4"))
        for _ in 0..<3 { #expect(throws: RecordingError.self) { try RecordingHold(name("yard.mp4")) } }
        #expect(hold.name.pattern == media.path("yard.mp4"))
    }

    @Test func `other recordings of the folder are free, and nothing is written into it`() throws {
        let holds = try ["a.mp4", "b.mp4", "a-%H.mp4", "a-%M.mp4"].map { try RecordingHold(name($0)) }
        #expect(holds.count == 4)
        #expect(try FileManager.default.contentsOfDirectory(atPath: media.path("")) == [])
    }

    @Test func `it is one recording by whichever way its folder is reached`() throws {
        try FileManager.default.createDirectory(atPath: media.path("real"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: media.path("link"), withDestinationPath: media.path("real"))
        let hold = try RecordingHold(name("real/yard.mp4"))
        #expect(throws: RecordingError.inUse(path: media.path("link/yard.mp4"))) {
            try RecordingHold(name("link/yard.mp4"))
        }
        #expect(hold.name == name("real/yard.mp4"))
    }

    @Test func `where there is no folder, that is said`() throws {
        let error = #expect(throws: RecordingError.self) { try RecordingHold(name("nowhere/yard.mp4")) }
        #expect(try #require(error).description.contains("the folder \(media.path("nowhere")) cannot be read"))
    }
}
