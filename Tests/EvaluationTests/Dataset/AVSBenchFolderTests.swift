import Foundation
import MediaTypes
import Testing

@testable import Evaluation

@Suite struct AVSBenchFolderTests {
    private func video(_ folder: URL) throws -> LabelledVideo {
        try #require(try AVSBenchFolder(folder.path).videos.first)
    }

    @Test func `a folder gives pictures, sound, labels and truth`() throws {
        let video = try video(SceneFixture.folder)
        #expect(video.name == "scene_2")
        #expect(video.frames.map(\.second) == [0, 1])
        let pictures = try video.pictures()
        #expect(pictures.allSatisfy { $0.width == 160 && $0.height == 96 })
        let sound = try video.sound()
        #expect(sound.count == 32_000)
        #expect(sound[2] == -7.0 / 32_768 && sound.suffix(10_000).allSatisfy { $0 == 0 })
        #expect(try video.swappedSound()?.count == 32_000)
        #expect(try video.truth()?.objects.map(\.word) == ["trumpet", "piano"])
    }

    @Test func `label images give the ids that were drawn`() throws {
        let video = try video(SceneFixture.folder)
        let labels = try video.frames.map { try #require(try video.labels($0)) }
        #expect(labels.map { $0.ids.count { $0 == 47 } } == [1357, 0])
        let objects = try video.objects(of: video.pictures())
        #expect(
            objects.map { map in [1, 2].map { id in map.ids.count { $0 == id } } } == [[917, 1357], [915, 1354]])
    }

    @Test func `words are found ignoring case and hyphens`() throws {
        let folder = try AVSBenchFolder(SceneFixture.folder.path)
        #expect(folder.id(of: "Emergency Car") == 22)
        #expect(folder.id(of: "piano") == 47)
        #expect(folder.id(of: "theremin") == nil)
    }

    @Test(arguments: [
        ("AVSBench-semantic/label2idx.json", "is no table of label ids"),
        ("AVSBench-semantic/metadata.csv", "cannot be read"),
        ("AVSBench-openvoc/test/JPEGImages/scene_2", "cannot be listed"),
    ])
    func `what is missing is named`(file: String, problem: String) throws {
        let folder = try SceneFixture.copy()
        try FileManager.default.removeItem(at: folder.appending(path: file))
        let error = #expect(throws: EvaluationError.self) { try AVSBenchFolder(folder.path) }
        #expect(error?.file.hasSuffix(file) == true)
        #expect(error?.problem.hasPrefix(problem) == true)
        try FileManager.default.removeItem(at: folder)
    }

    @Test(arguments: [
        (#"{"format": "earshot.truth/2", "seconds": 2, "objects": [], "off_screen": [], "swap": null}"#, "has format"),
        (#"{"format": "earshot.truth/1", "seconds": 1, "objects": [], "off_screen": [], "swap": null}"#, "tells of"),
        (
            #"{"format": "earshot.truth/1", "seconds": 2, "objects": [{"word": "dog", "sounding": [true]}], "#
                + #""off_screen": [], "swap": null}"#, "says in other"
        ),
        (
            #"{"format": "earshot.truth/1", "seconds": 2, "objects": [], "off_screen": [], "#
                + #""swap": {"from": 0, "to": 1}}"#, "swaps objects"
        ),
        ("[]", "is no scene truth"),
    ])
    func `a truth that cannot be right is refused`(text: String, problem: String) throws {
        let folder = try SceneFixture.copy()
        try Data(text.utf8).write(to: folder.appending(path: SceneFixture.sounds + "/truth.json"))
        let error = #expect(throws: EvaluationError.self) { try video(folder).truth() }
        #expect(error?.problem.hasPrefix(problem) == true)
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `objects of another size than their picture are refused`() throws {
        let video = try video(SceneFixture.folder)
        let pictures = try video.pictures().map { Picture(width: 96, height: 160, pixels: $0.pixels) }
        #expect(throws: EvaluationError.self) { try video.objects(of: pictures) }
    }

    @Test func `a picture that is none is refused`() throws {
        let folder = try SceneFixture.copy()
        let file = folder.appending(path: "AVSBench-openvoc/test/JPEGImages/scene_2/0.jpg")
        try Data("no picture".utf8).write(to: file)
        let video = try video(folder)
        #expect(throws: (any Error).self) { try video.pictures() }
        try FileManager.default.removeItem(at: folder)
    }
}
