import Foundation
import Testing
import VisionLanguage

@testable import Bundles

struct ModelStoreTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try SmallCheckpoint.merges.write(toFile: folder("merges"), atomically: true, encoding: .utf8)
        try SmallCheckpoint.write(SmallCheckpoint.shapes, to: folder("weights.safetensors"))
        for path in ["first", "second"] {
            try FileManager.default.createDirectory(atPath: folder(path), withIntermediateDirectories: false)
        }
    }

    private func makeBundle(_ path: String, name: String) throws {
        _ = try ModelImport(
            .init(
                ovavss: folder("weights.safetensors"), merges: folder("merges"), name: name, output: folder(path))
        ).run()
    }

    @Test func `a name is looked up folder by folder, a path is taken as it is`() throws {
        try makeBundle("first/a", name: "one")
        try makeBundle("second/a", name: "two")
        try makeBundle("second/b", name: "three")
        let store = ModelStore(folders: [folder("first"), folder("absent"), folder("second")])
        #expect(try store.find("a").manifest.name == "one")
        #expect(try store.find("b").manifest.name == "three")
        #expect(try store.find(folder("second/a")).manifest.name == "two")
        #expect(throws: BundleError.notFound(name: "c", searched: store.folders)) { try store.find("c") }
    }

    @Test func `the list has every bundle once and says which cannot be read`() throws {
        try makeBundle("first/a", name: "one")
        try makeBundle("second/a", name: "two")
        try FileManager.default.createDirectory(atPath: folder("second/broken"), withIntermediateDirectories: false)
        try "{".write(toFile: folder("second/broken/model.json"), atomically: true, encoding: .utf8)
        let list = ModelStore(folders: [folder("first"), folder("second")]).list()
        #expect(list.map(\.name) == ["a", "broken"])
        #expect(try list[0].bundle.get().manifest.name == "one")
        #expect(throws: BundleError.self) { try list[1].bundle.get() }
    }

    @Test func `the folders of the environment come first`() {
        let store = ModelStore(environment: ["EARSHOT_MODELS": "/a:/b"])
        #expect(store.folders.prefix(2) == ["/a", "/b"])
        #expect(store.folders.contains { $0.hasSuffix("share/earshot/models") })
    }

    @Test(arguments: ["", "relative"])
    func `a data folder that is no absolute path is none`(folder: String) {
        let store = ModelStore(environment: ["XDG_DATA_HOME": folder, "HOME": "/home/x"])
        #expect(store.home == "/home/x/.local/share/earshot/models")
    }

    @Test func `a changed byte, a file cut short and a missing file are found and named`() throws {
        try makeBundle("first/a", name: "one")
        let files = try BundleFiles(directory: folder("first/a"))
        try files.verify()
        let path = folder("first/a/model.safetensors")
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        #expect(throws: BundleError.self) { try ModelBundle.load(directory: folder("first/a")) }
        try bytes.dropLast().write(to: URL(filePath: path))
        let error = #expect(throws: BundleError.self) {
            try ModelBundle.load(directory: folder("first/a"), verify: false)
        }
        #expect(try #require(error).description.contains("\(bytes.count - 1) bytes"))
        try FileManager.default.removeItem(atPath: folder("first/a/merges.txt"))
        #expect(throws: BundleError.self) { try files.verify() }
    }

    @Test func `the model that ships with earshot is found by its name, whole and loads`() throws {
        let files = try ModelStore(environment: [:]).find(ModelStore.defaultModel)
        #expect(files.manifest.name == "sandbox")
        #expect(files.byteCount < 25_000_000)
        let vocabulary = try ModelBundle.load(directory: files.directory).vocabulary()
        #expect(vocabulary.words.count == files.manifest.words.count)
    }

    @Test func `digests are those of the standard`() {
        let digest = SHA256.digest(of: Data("abc".utf8))
        #expect(digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
