import Foundation
import Testing
import VisionLanguage

@testable import Bundles

struct ModelManifestTests {
    private let manifest = ModelManifest(
        name: "small", description: "Knows a dog.", license: "CC0", provenance: ["seed": .number(7)],
        files: [
            "model.safetensors": .init(sha256: "00", bytes: 1), "merges.txt": .init(sha256: "01", bytes: 2),
        ],
        weights: ["model.safetensors"], tokenizer: .init(merges: "merges.txt"),
        segmentation: SmallCheckpoint.segmentation, clip: SmallCheckpoint.clip, crop: .centered,
        templates: ["a {}"], words: [KnownWord(word: "dog", split: .base), KnownWord(word: "cat")], thresholds: .init())

    private func reading(_ changes: (inout [String: Any]) -> Void) throws -> ModelManifest {
        var object = try #require(JSONSerialization.jsonObject(with: manifest.json()) as? [String: Any])
        changes(&object)
        return try ModelManifest(json: JSONSerialization.data(withJSONObject: object), path: "model.json")
    }

    private func problem(_ changes: (inout [String: Any]) -> Void) throws -> String {
        let error = #expect(throws: BundleError.self) { try reading(changes) }
        return try #require(error).description
    }

    @Test func `what is written is read back`() throws {
        #expect(try reading { _ in } == manifest)
    }

    @Test func `the keys are those of the format`() throws {
        let object = try #require(JSONSerialization.jsonObject(with: manifest.json()) as? [String: Any])
        #expect(
            object.keys.sorted() == [
                "backbone", "clip", "crop", "description", "files", "format", "license", "mask_decoder", "name",
                "pixel_decoder", "preprocessing", "provenance", "templates", "thresholds", "tokenizer", "vggish",
                "weights", "words",
            ])
    }

    @Test(arguments: [["widht"], ["clip", "widht"], ["pixel_decoder", "head"], ["thresholds", "area"]])
    func `an unknown key is refused by its path`(path: [String]) throws {
        let message = try problem { object in
            if path.count == 1 {
                object[path[0]] = 1
            } else if var inner = object[path[0]] as? [String: Any] {
                inner[path[1]] = 1
                object[path[0]] = inner
            }
        }
        #expect(message.contains("unknown key \(path.joined(separator: "."))"))
    }

    @Test func `provenance is free in form`() throws {
        let read = try reading { $0["provenance"] = ["a": ["b": [1, NSNull(), true]], "c": "d"] as [String: Any] }
        #expect(read.provenance["a"] == .object(["b": .array([.number(1), .null, .bool(true)])]))
    }

    @Test func `a missing key and a wrong type are refused by their path`() throws {
        #expect(try problem { $0["clip"] = nil }.contains("key clip is missing"))
        #expect(try problem { $0["templates"] = 3 }.contains("templates"))
        #expect(try problem { $0["format"] = "earshot.bundle/9" }.contains("earshot.bundle/1"))
    }

    @Test func `impossible values are all told at once`() throws {
        let message = try problem {
            $0["templates"] = ["a dog"]
            $0["name"] = "../x"
            $0["thresholds"] = ["sounding": 1.5, "score": 0.3, "min_area_px": 16]
            $0["weights"] = ["other.safetensors"]
        }
        for part in ["templates", "name", "thresholds.sounding", "other.safetensors"] {
            #expect(message.contains(part))
        }
    }

    @Test func `files outside the bundle cannot be named`() throws {
        let message = try problem { $0["files"] = ["../../etc/passwd": ["sha256": "", "bytes": 1]] as [String: Any] }
        #expect(message.contains("../../etc/passwd"))
    }

    @Test func `a mutated manifest is read or refused, never worse`() throws {
        let whole = try manifest.json()
        var state: UInt64 = 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var refused = 0
        for _ in 0..<400 {
            var json = whole
            for _ in 0...next(3) { json[next(json.count)] = UInt8(next(128)) }
            do {
                #expect(try ModelManifest(json: json, path: "model.json").problems.isEmpty)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 100)
    }
}
