import Foundation
import Network
import Tensors
import Testing
import VisionLanguage
import Words

@testable import Bundles

struct ModelImportTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try SmallCheckpoint.merges.write(toFile: folder("merges"), atomically: true, encoding: .utf8)
    }

    private func request(clip: String? = nil, type: StoredType? = nil, name: String = "small") -> ModelImport {
        ModelImport(
            .init(
                ovavss: folder("weights.safetensors"), clip: clip, merges: folder("merges"), name: name,
                output: folder("bundle"), type: type))
    }

    private func write(_ changes: (inout [String: [Int]]) -> Void = { _ in }) throws {
        var shapes = SmallCheckpoint.shapes
        changes(&shapes)
        try SmallCheckpoint.write(shapes, to: folder("weights.safetensors"))
    }

    @Test func `sizes are read off the tensors, and the bundle loads strictly`() throws {
        try write { $0["criterion.empty_weight"] = [2] }
        let report = try request().run()
        #expect(report.manifest.segmentation == SmallCheckpoint.segmentation)
        #expect(report.manifest.clip == SmallCheckpoint.clip)
        #expect(report.used == SmallCheckpoint.shapes.count)
        #expect(report.ignored == ["criterion.empty_weight"])
        let bundle = try ModelBundle.load(directory: folder("bundle"))
        #expect(bundle.manifest == report.manifest)
        #expect(bundle.manifest.words.count == 70 && bundle.manifest.templates.count == 14)
        #expect(bundle.identity.hasPrefix("small@sha256:"))
        #expect(bundle.crops.placement == .reference && bundle.cropping(.centered).crops.placement == .centered)
    }

    @Test func `the words of a bundle are placed by its own tokenizer and text tower`() throws {
        try write()
        _ = try request().run()
        let bundle = try ModelBundle.load(directory: folder("bundle"))
        let dog = try bundle.vocabulary(words: [WordEntry(word: "dog")], onlyWords: true)
        let all = try bundle.vocabulary(words: [WordEntry(word: "Dog"), WordEntry(word: "cat")])
        #expect(all.words.count == 70 && dog.words.count == 1)
        #expect(all.embeddings.shape == [70, 24])
        let difference = zip(all.embeddings[0].elements, dog.embeddings[0].elements).map { abs($0 - $1) }.max()
        #expect(try #require(difference) < 1e-5)
        #expect(all.digest != dog.digest && dog.digest.hasPrefix("sha256:"))
    }

    @Test func `every missing and every misshapen tensor is named at once, and nothing is left behind`() throws {
        try write {
            $0["sem_seg_head.predictor.v2a.norm.bias"] = nil
            $0["clip_adapter.clip_model.ln_final.weight"] = nil
            $0["clip_adapter.clip_model.visual.proj"] = [64, 23]
        }
        let error = #expect(throws: BundleError.self) { try request().run() }
        let message = try #require(error).description
        #expect(message.contains("3 tensors"))
        #expect(message.contains("'sem_seg_head.predictor.v2a.norm.bias' [32] is missing"))
        #expect(message.contains("'clip_adapter.clip_model.ln_final.weight' [64] is missing"))
        #expect(
            message.contains("'clip_adapter.clip_model.visual.proj' has shape [64, 23], the network needs [64, 24]"))
        #expect(try folder.contents == ["merges", "weights.safetensors"])
    }

    @Test func `a tensor the network does not use is refused by name`() throws {
        try write { $0["optimizer.momentum"] = [3] }
        let error = #expect(throws: CheckpointError.self) { try request().run() }
        #expect(try #require(error).problem == .unused(["optimizer.momentum"]))
    }

    @Test func `a size that no tensor shows is asked for by the tensor's name`() throws {
        try write { $0["sem_seg_head.predictor.query_feat.weight"] = nil }
        let error = #expect(throws: BundleError.self) { try request().run() }
        #expect(try #require(error).description.contains("sem_seg_head.predictor.query_feat.weight"))
    }

    @Test func `CLIP from a file of its own takes the place of the other`() throws {
        try write()
        let prefix = "clip_adapter.clip_model."
        let clip = SmallCheckpoint.shapes.filter { $0.key.hasPrefix(prefix) }
        let own = Dictionary(uniqueKeysWithValues: clip.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
        try SmallCheckpoint.write(own, to: folder("clip.safetensors"), prefix: "another ", type: .float16)
        let report = try request(clip: folder("clip.safetensors")).run()
        #expect(report.replaced == clip.keys.sorted())
        let written = try SafetensorsFile(path: folder("bundle/model.safetensors"))
        let original = try SafetensorsFile(path: folder("clip.safetensors"))
        #expect(try written.type(of: prefix + "visual.proj") == .float16)
        #expect(try written.tensor(prefix + "visual.proj").elements == original.tensor("visual.proj").elements)
        _ = try ModelBundle.load(directory: folder("bundle"))
    }

    @Test(arguments: [(StoredType.float16, 1.0 / 2048), (.bfloat16, 1.0 / 256)])
    func `weights are rounded to the nearest number of the type asked for`(type: StoredType, bound: Double) throws {
        try write()
        _ = try request(type: type).run()
        let written = try SafetensorsFile(path: folder("bundle/model.safetensors"))
        let original = try SafetensorsFile(path: folder("weights.safetensors"))
        for key in original.keys {
            #expect(try written.type(of: key) == type.element)
            let pairs = try zip(written.tensor(key).elements, original.tensor(key).elements)
            #expect(pairs.allSatisfy { abs(Double($0 - $1)) <= bound * abs(Double($1)) + 1e-7 }, "\(key)")
        }
    }

    @Test func `a number too large for half precision is refused by the tensor's name`() throws {
        #expect([65_519].withUnsafeBufferPointer { StoredType.float16.bytes(of: $0) } != nil)
        #expect([65_520].withUnsafeBufferPointer { StoredType.float16.bytes(of: $0) } == nil)
    }

    /// Its last number is exchanged: of the bytes' type, little-endian.
    @Test(
        arguments: [
            (.float32, [0x00, 0x00, 0xC0, 0x7F], nil), (.float32, [0x00, 0x00, 0x80, 0xFF], .float16),
            (.float32, [0x01, 0x00, 0x80, 0x7F], .bfloat16), (.float16, [0x00, 0x7E], nil),
            (.bfloat16, [0x80, 0x7F], .float32),
        ] as [(StoredType, [UInt8], StoredType?)])
    func `a weight that is no finite number is refused by the tensor's name, and nothing is left behind`(
        type: StoredType, number: [UInt8], wanted: StoredType?
    ) throws {
        try SmallCheckpoint.write(SmallCheckpoint.shapes, to: folder("weights.safetensors"), type: type)
        let file = try FileHandle(forUpdating: URL(filePath: folder("weights.safetensors")))
        try file.seek(toOffset: try file.seekToEnd() - UInt64(number.count))
        try file.write(contentsOf: number)
        let error = #expect(throws: BundleError.self) { try request(type: wanted).run() }
        let last = try #require(SmallCheckpoint.shapes.keys.max())
        #expect(try #require(error).description.contains("'\(last)' holds an infinity or what is no number"))
        #expect(try folder.contents == ["merges", "weights.safetensors"])
    }

    @Test func `an output that exists is left alone`() throws {
        try write()
        try FileManager.default.createDirectory(atPath: folder("bundle"), withIntermediateDirectories: false)
        #expect(throws: BundleError.self) { try request().run() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder("bundle")).isEmpty)
    }

    @Test func `a link that leads nowhere is left alone too`() throws {
        try write()
        try FileManager.default.createSymbolicLink(
            atPath: folder("bundle"), withDestinationPath: folder("absent"))
        #expect(throws: Self.exists(folder("bundle"))) { try request().run() }
        #expect(try folder.contents == ["bundle", "merges", "weights.safetensors"])
    }

    @Test func `what appears at the place during an import is left alone, and the import told so`() throws {
        try write()
        let appear = ImportMonitor(progress: { _, _ in
            try? FileManager.default.createDirectory(  // it is there from the first piece on
                atPath: folder("bundle/theirs"), withIntermediateDirectories: true)
        })
        #expect(throws: Self.exists(folder("bundle"))) { try request().run(appear) }
        #expect(try folder.contents == ["bundle", "merges", "weights.safetensors"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder("bundle")) == ["theirs"])
    }

    private static func exists(_ path: String) -> BundleError {
        .file(operation: "write", path: path, reason: "it exists; name another place or remove it first")
    }

    @Test func `what a killed import left behind is removed by the next, what a living one writes is not`() throws {
        try write()
        for name in [".bundle.999999999.partial", ".bundle.1.partial", ".other.999999999.partial"] {
            try FileManager.default.createDirectory(atPath: folder(name), withIntermediateDirectories: false)
        }
        _ = try request().run()
        let expected = [".bundle.1.partial", ".other.999999999.partial", "bundle", "merges", "weights.safetensors"]
        #expect(try folder.contents == expected)
    }

    @Test func `merges are read plain or gzip and cut to the vocabulary`() throws {
        try write()
        let longer = SmallCheckpoint.merges + "x y\n"
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", folder("merges")]
        try longer.write(toFile: folder("merges"), atomically: true, encoding: .utf8)
        try gzip.run()
        gzip.waitUntilExit()
        try FileManager.default.moveItem(atPath: folder("merges.gz"), toPath: folder("merges"))
        _ = try request().run()
        #expect(try String(contentsOfFile: folder("bundle/merges.txt"), encoding: .utf8) == SmallCheckpoint.merges)
    }
}
