import Foundation
import Network
import Tensors
import TestSupport
import Testing
import VisionLanguage

@testable import Bundles

/// Imports from the files that authors publish: what they hold, how they name it, what is missing.
struct PyTorchImportTests {
    private let folder: TemporaryFolder
    private static let clip = "clip_adapter.clip_model."
    private static let vggish = "audio_encoder.audio_backbone."

    init() throws {
        folder = try TemporaryFolder()
        try SmallCheckpoint.merges.write(toFile: folder("merges.txt"), atomically: true, encoding: .utf8)
    }

    private func write(
        _ shapes: [String: [Int]] = SmallCheckpoint.shapes, to name: String, without prefix: String = ""
    ) throws {
        var weights: [String: (shape: [Int], values: [Float])] = [:]
        for (key, shape) in shapes {
            weights[String(key.dropFirst(prefix.count))] = (shape, SyntheticWeights.generated(key, shape).elements)
        }
        try TorchBuilder.trained(weights).write(to: URL(filePath: folder(name)))
    }

    private func imported(
        _ ovavss: String, clip: String? = nil, vggish: String? = nil, type: StoredType? = nil, as name: String
    ) throws -> ModelImport.Report {
        try ModelImport(
            .init(
                ovavss: folder(ovavss), clip: clip.map { folder($0) }, vggish: vggish.map { folder($0) }, name: name,
                output: folder(name), type: type)
        ).run()
    }

    @Test(arguments: [StoredType?.none, .float32, .float16, .bfloat16])
    func `a checkpoint gives the bundle that safetensors of the same values give`(type: StoredType?) throws {
        try write(to: "ovavss.pth")
        try SmallCheckpoint.write(SmallCheckpoint.shapes, to: folder("ovavss.safetensors"))
        let torch = try imported("ovavss.pth", type: type, as: "torch")
        let plain = try imported("ovavss.safetensors", type: type, as: "plain")
        #expect(torch.manifest.files == plain.manifest.files)
        #expect(torch.beside == ["optimizer.momentum"])
        _ = try ModelBundle.load(directory: folder("torch"))
    }

    @Test func `a bundle says which files it was made of`() throws {
        try write(to: "ovavss.pth")
        let report = try imported("ovavss.pth", as: "bundle")
        let file = try Data(contentsOf: URL(filePath: folder("ovavss.pth")))
        let expected = JSONValue.object([
            "file": .string("ovavss.pth"), "bytes": .number(Double(file.count)),
            "sha256": .string(SHA256.digest(of: file)),
        ])
        #expect(report.manifest.provenance["ovavss"] == expected)
        #expect(try BundleFiles(directory: folder("bundle")).manifest.provenance["ovavss"] == expected)
    }

    @Test func `only what the checkpoint lacks is asked for`() throws {
        let alone = SmallCheckpoint.shapes.filter { !$0.key.hasPrefix(Self.clip) && !$0.key.hasPrefix(Self.vggish) }
        try write(alone, to: "alone.pth")
        try write(SmallCheckpoint.shapes.filter { $0.key.hasPrefix(Self.clip) }, to: "clip.pth", without: Self.clip)
        try write(
            SmallCheckpoint.shapes.filter { $0.key.hasPrefix(Self.vggish) }, to: "vggish.pth", without: Self.vggish)
        func complaint(clip: String? = nil) throws -> String {
            try #require(throws: BundleError.self) { try imported("alone.pth", clip: clip, as: "x") }.description
        }
        #expect(try complaint().contains("holds no CLIP: give the file of its weights with --clip"))
        #expect(try complaint(clip: "clip.pth").contains("holds no VGGish: give the file of its weights with --vggish"))
        let report = try imported("alone.pth", clip: "clip.pth", vggish: "vggish.pth", as: "whole")
        #expect(report.used == SmallCheckpoint.shapes.count && report.replaced.isEmpty)
        #expect(report.manifest.provenance.keys.sorted() == ["clip", "imported_by", "ovavss", "vggish"])
    }

    @Test func `merges that lie nowhere are asked for, with their address`() throws {
        try write(to: "ovavss.pth")
        try FileManager.default.removeItem(atPath: folder("merges.txt"))
        let error = try #require(throws: BundleError.self) { try imported("ovavss.pth", as: "x") }
        #expect(error.description.contains("--merges") && error.description.contains("https://"))
        #expect(try folder.contents == ["ovavss.pth"])
    }

    @Test func `another network's checkpoint is told from the model's`() throws {
        try write(SmallCheckpoint.shapes.filter { $0.key.hasPrefix(Self.clip) }, to: "clip.pth", without: Self.clip)
        let error = try #require(throws: BundleError.self) { try imported("clip.pth", as: "x") }
        #expect(error.description.contains("is not the OV-AVSS model"))
    }

    @Test func `a damaged weight stops the import, and nothing is left behind`() throws {
        try write(to: "ovavss.pth")
        var bytes = try Data(contentsOf: URL(filePath: folder("ovavss.pth")))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: folder("ovavss.pth")))
        let error = try #require(throws: CheckpointError.self) { try imported("ovavss.pth", as: "x") }
        #expect(error.description.contains("checksum"))
        #expect(try folder.contents == ["merges.txt", "ovavss.pth"])
    }

    @Test func `weights of a model that was trained on several devices lose the name of the wrapper`() throws {
        let wrapped = SmallCheckpoint.shapes.map { ("module." + $0.key, $0.value) }
        try write(Dictionary(uniqueKeysWithValues: wrapped), to: "ovavss.pth")
        #expect(try imported("ovavss.pth", as: "bundle").used == SmallCheckpoint.shapes.count)
    }
}
