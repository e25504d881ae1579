import Foundation
import TestSupport
import Testing
import VisionLanguage

@testable import Bundles

/// CLIP as a folder of the Hugging Face hub: `model.safetensors`, `merges.txt`, `vocab.json` and `config.json`.
struct HuggingFaceFolderTests {
    private let folder: TemporaryFolder
    private static let prefix = "clip_adapter.clip_model."

    init() throws {
        folder = try TemporaryFolder()
        try SmallCheckpoint.write(SmallCheckpoint.shapes, to: folder("ovavss.safetensors"))
        try FileManager.default.createDirectory(atPath: folder("clip"), withIntermediateDirectories: false)
        let clip = SmallCheckpoint.shapes.filter { $0.key.hasPrefix(Self.prefix) }
        try SmallCheckpoint.write(
            Dictionary(uniqueKeysWithValues: clip.map { (String($0.key.dropFirst(Self.prefix.count)), $0.value) }),
            to: folder("clip/model.safetensors"), prefix: Self.prefix)
    }

    /// The tokens of the small checkpoint's merges, numbered as the transformers library numbers them.
    private static let vocabulary: [String: Int] = {
        let merged = ["do", "dog</w>", "ca", "cat</w>", "th", "the</w>", "<|startoftext|>", "<|endoftext|>"]
        let printable = Array(33...126) + Array(161...172) + Array(174...255 as ClosedRange<UInt16>)
        let bytes = (printable + Array(256..<324)).compactMap(Unicode.Scalar.init).map { String($0) }
        let tokens = bytes + bytes.map { $0 + "</w>" } + merged
        return Dictionary(uniqueKeysWithValues: tokens.enumerated().map { ($1, $0) })
    }()

    private func write(_ vocabulary: [String: Int] = Self.vocabulary, merges: String? = SmallCheckpoint.merges) throws {
        try JSONEncoder().encode(vocabulary).write(to: URL(filePath: folder("clip/vocab.json")))
        try merges?.write(toFile: folder("clip/merges.txt"), atomically: true, encoding: .utf8)
    }

    private func imported(merges: String? = nil) throws -> ModelManifest {
        try ModelImport(
            .init(
                ovavss: folder("ovavss.safetensors"), clip: folder("clip"), merges: merges, name: "x",
                output: folder("x"))
        ).run().manifest
    }

    private func complaint(merges: String? = nil) throws -> String {
        let error = try #require(throws: BundleError.self) { try imported(merges: merges) }
        #expect(try folder.contents.contains("x") == false)
        return error.description
    }

    @Test func `a folder of the hub gives its weights and its merges`() throws {
        try write()
        let manifest = try imported()
        #expect(try String(contentsOfFile: folder("x/merges.txt"), encoding: .utf8) == SmallCheckpoint.merges)
        guard case .object(let clip) = manifest.provenance["clip"] else {
            Issue.record("the bundle does not say what it was made of")
            return
        }
        #expect(clip["file"] == .string("model.safetensors"))
    }

    @Test func `a vocabulary that numbers a token differently is refused by the token`() throws {
        var swapped = Self.vocabulary
        (swapped["do"], swapped["dog</w>"]) = (513, 512)
        try write(swapped)
        let text = try complaint()
        #expect(text.contains("token 512 of \(folder("clip/merges.txt")) is 'do'") && text.contains("numbers it 513"))
    }

    @Test func `a vocabulary that lacks a token or has one more is refused by the token`() throws {
        var shorter = Self.vocabulary
        shorter["cat</w>"] = nil
        try write(shorter)
        #expect(try complaint().contains("is 'cat</w>', and \(folder("clip/vocab.json")) does not have it"))
        try write(Self.vocabulary.merging(["cow</w>": 520]) { first, _ in first })
        #expect(try complaint().contains("is 'cow</w>', and \(folder("clip/merges.txt")) does not make it"))
    }

    @Test func `merges given apart must agree with the vocabulary beside the weights`() throws {
        try write(merges: nil)
        try SmallCheckpoint.merges.replacing("d o\n", with: "o d\n").replacing("do g", with: "od g")
            .write(toFile: folder("other"), atomically: true, encoding: .utf8)
        #expect(try complaint(merges: folder("other")).contains("is 'od', and"))
        try SmallCheckpoint.merges.write(toFile: folder("other"), atomically: true, encoding: .utf8)
        #expect(try imported(merges: folder("other")).name == "x")
    }

    @Test func `a vocabulary without merges is said to be no substitute`() throws {
        try write(merges: nil)
        let text = try complaint()
        #expect(text.contains("merges.txt") && text.contains("\(folder("clip/vocab.json")) numbers the tokens"))
        #expect(try complaint(merges: folder("clip/vocab.json")).contains("vocab.json numbers the tokens"))
        #expect(try complaint(merges: folder("clip")).contains("vocab.json numbers the tokens"))
    }

    @Test func `a vocabulary that is no table of numbers is refused by its path`() throws {
        try write()
        try Data("{\"!\": \"0\"}".utf8).write(to: URL(filePath: folder("clip/vocab.json")))
        #expect(try complaint().contains("\(folder("clip/vocab.json")) is not {\"token\": identifier"))
    }

    @Test func `a folder without weights is refused with what was looked for`() throws {
        try write()
        try FileManager.default.removeItem(atPath: folder("clip/model.safetensors"))
        #expect(try complaint().contains("neither model.safetensors nor pytorch_model.bin"))
    }

    @Test(arguments: [
        (#""text_config": {"hidden_act": "gelu"}"#, "text_config.hidden_act is 'gelu'"),
        (#""vision_config": {"num_attention_heads": 2}"#, "vision_config.num_attention_heads is 2"),
        (#""text_config": [1]"#, "is not the configuration of a CLIP"),
    ])
    func `settings that its tensors do not show are refused where they are others`(
        setting: String, reason: String
    ) throws {
        try write()
        let path = folder("clip/config.json")
        try Data(#"{"model_type": "clip", "projection_dim": 24, \#(setting)}"#.utf8).write(to: URL(filePath: path))
        #expect(try complaint().contains(reason))
        let published = #"{"text_config": {"hidden_act": "quick_gelu", "num_attention_heads": 1}, "vision_config": {}}"#
        try Data(published.utf8).write(to: URL(filePath: path))
        #expect(try imported().name == "x")
    }
}
