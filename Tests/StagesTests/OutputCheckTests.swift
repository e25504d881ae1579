import Foundation
import Specs
import Testing

@testable import Stages

@Suite struct OutputCheckTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func spec(video: String? = nil, events: String? = nil) -> PipelineSpec {
        var spec = PipelineSpec(watching: folder.appending(path: "in.mp4").path)
        spec.outputs.video.path = video.map { folder.appending(path: $0).path }
        spec.outputs.events.path = events.map { $0 == "-" ? $0 : folder.appending(path: $0).path }
        return spec
    }

    @Test func `an output that exists is refused, and only without a policy`() throws {
        try Data().write(to: folder.appending(path: "e.jsonl"))
        #expect(throws: WatchError.self) { try OutputCheck(spec(events: "e.jsonl"), .refuse).run() }
        try OutputCheck(spec(events: "e.jsonl"), .overwrite).run()
        try OutputCheck(spec(events: "e.jsonl"), .resume).run()
    }

    @Test func `source and outputs are all different files, also through links`() throws {
        #expect(throws: WatchError.self) { try OutputCheck(spec(video: "in.mp4"), .overwrite).run() }
        #expect(throws: WatchError.self) { try OutputCheck(spec(video: "a", events: "./a"), .overwrite).run() }
        try Data().write(to: folder.appending(path: "real"))
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "link"), withDestinationURL: folder.appending(path: "real"))
        #expect(throws: WatchError.self) { try OutputCheck(spec(video: "real", events: "link"), .overwrite).run() }
        try FileManager.default.createSymbolicLink(at: folder.appending(path: "same"), withDestinationURL: folder)
        #expect(throws: WatchError.self) { try OutputCheck(spec(video: "new", events: "same/new"), .overwrite).run() }
    }

    @Test func `what comes through a pipe cannot be resumed`() throws {
        try Data().write(to: folder.appending(path: "e.jsonl"))
        var piped = spec(events: "e.jsonl")
        piped.source.url = "-"
        #expect(throws: WatchError.self) { try OutputCheck(piped, .resume).run() }
        try OutputCheck(piped, .overwrite).run()
    }

    @Test func `the standard output can be written at any time and cannot be resumed`() throws {
        try OutputCheck(spec(events: "-"), .refuse).run()
        #expect(throws: WatchError.self) { try OutputCheck(spec(events: "-"), .resume).run() }
    }
}
