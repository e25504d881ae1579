import Foundation
import Specs
import Testing

@testable import DaemonKit

/// A folder of specs that goes when the test does.
private final class SpecFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed is the system's to clear.
        try? FileManager.default.removeItem(at: url)
    }

    /// - Returns: the file's path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func spec(_ name: String, events: String = "", words: String = "") throws -> String {
        try write(
            "\(name).yaml",
            """
            source: {id: \(name), url: \(name).mp4}
            model: {bundle: sandbox\(words.isEmpty ? "" : ", words: [\(words)]")}
            outputs: {events: {path: \(events.isEmpty ? "/tmp/\(name).jsonl" : events)}}
            """)
    }
}

@Suite struct PipelineSetTests {
    private let folder: SpecFolder

    init() throws {
        folder = try SpecFolder()
    }

    private func problems(_ paths: [String]) -> [String] {
        do throws(PipelineSetError) {
            _ = try PipelineSet(paths, environment: [:])
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `a folder stands for its yaml files in the order of their names`() throws {
        for name in ["b", "a"] { _ = try folder.spec(name) }
        try folder.write("notes.txt", "not a spec")
        let set = try PipelineSet([folder.url.path], environment: [:])
        #expect(set.pipelines.map(\.id) == ["a", "b"])
    }

    @Test func `problems of all files are told at once`() throws {
        let first = try folder.write("first.yaml", "source: {url: a.mp4, colour: red}\n")
        let second = try folder.write("second.yaml", "model: {stride: 9}\n")
        let found = problems([first, second, "/nowhere.yaml"])
        for part in ["first.yaml:1", "second.yaml", "/nowhere.yaml"] {
            #expect(found.contains { $0.contains(part) }, "\(part)")
        }
    }

    @Test func `pipelines that would get into each other's way are refused`() throws {
        let a = try folder.spec("a", events: "/tmp/same.jsonl"), b = try folder.spec("b", events: "/tmp/./same.jsonl")
        #expect(problems([a, b]).contains { $0.contains("also written by \(a)") })
        let link = folder.url.appending(path: "link").path, new = folder.url.appending(path: "new.jsonl").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.url.path)
        let c = try folder.spec("c", events: new), d = try folder.spec("d", events: link + "/new.jsonl")
        #expect(problems([c, d]).contains { $0.contains("also written by \(c)") })
        #expect(problems([a, a]).contains { $0.contains("source.id a is also that of") })
        let silent = try folder.write("silent.yaml", "source: {url: a.mp4}\n")
        #expect(problems([silent]).contains { $0.contains("nothing would be written") })
    }

    @Test func `the pipelines that are brought along run together`() throws {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let paths = ["Pipelines", "Pipelines/cameras"].map { root.appending(path: $0).path }
        let set = try PipelineSet(paths, environment: ["CAMERA_USER": "viewer", "CAMERA_PASSWORD": "secret"])
        #expect(set.pipelines.count == 6)
    }

    @Test func `an empty folder is a problem`() throws {
        #expect(problems([folder.url.path]).contains { $0.contains("holds no .yaml file") })
    }

    @Test func `a pipeline whose words alone changed is told from one that changed otherwise`() throws {
        let before = try PipelineSet([folder.spec("a")], environment: [:]).pipelines[0]
        let renamed = try PipelineSet([folder.spec("a", words: "cow")], environment: [:]).pipelines[0]
        let moved = try PipelineSet([folder.spec("a", events: "/tmp/b.jsonl", words: "cow")], environment: [:])
        #expect(renamed.differsInWordsOnly(from: before))
        #expect(!before.differsInWordsOnly(from: before))
        #expect(!moved.pipelines[0].differsInWordsOnly(from: before))
    }

    @Test(arguments: ["lavfi:testsrc,realtime[out0]", "rtsp://camera/stream?channel=1", "v4l2:/dev/video[0]"])
    func `an address that holds a wildcard is a source and no pattern`(address: String) throws {
        #expect(try ArchiveFiles(address).map(\.entries.count) == nil)
    }
}
