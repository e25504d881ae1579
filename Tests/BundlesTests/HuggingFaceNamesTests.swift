import Foundation
import Network
import Tensors
import TestSupport
import Testing

@testable import Bundles

/// CLIP as the transformers library names and lays out its tensors.
struct HuggingFaceNamesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try SmallCheckpoint.merges.write(toFile: folder("merges.txt"), atomically: true, encoding: .utf8)
    }

    private static let names = [
        ("visual.transformer.resblocks.", "vision_model.encoder.layers."),
        ("transformer.resblocks.", "text_model.encoder.layers."),
        (".ln_1.", ".layer_norm1."), (".ln_2.", ".layer_norm2."), (".mlp.c_fc.", ".mlp.fc1."),
        (".mlp.c_proj.", ".mlp.fc2."), (".attn.out_proj.", ".self_attn.out_proj."),
        ("visual.ln_pre.", "vision_model.pre_layrnorm."), ("visual.ln_post.", "vision_model.post_layernorm."),
        ("ln_final.", "text_model.final_layer_norm."),
        ("visual.class_embedding", "vision_model.embeddings.class_embedding"),
        ("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"),
        ("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"),
        ("token_embedding.weight", "text_model.embeddings.token_embedding.weight"),
    ]

    /// What the transformers library holds for one of OpenAI's tensors.
    private func exported(_ key: String, _ tensor: Tensor) -> [(String, Tensor)] {
        switch key {
        case "text_projection": return [("text_projection.weight", transposed(tensor))]
        case "visual.proj": return [("visual_projection.weight", transposed(tensor))]
        case "positional_embedding": return [("text_model.embeddings.position_embedding.weight", tensor)]
        default: break
        }
        let name = Self.names.reduce(key) { $0.replacing($1.0, with: $1.1, maxReplacements: 1) }
        guard let range = name.range(of: ".attn.in_proj_") else { return [(name, tensor)] }
        let rows = tensor.shape[0] / 3
        let width = tensor.elements.count / tensor.shape[0]
        return ["q", "k", "v"].enumerated().map { index, part in
            let elements = tensor.elements[index * rows * width..<(index + 1) * rows * width]
            return (
                name.replacingCharacters(in: range, with: ".self_attn.\(part)_proj."),
                Tensor(shape: [rows] + tensor.shape.dropFirst(), Array(elements))
            )
        }
    }

    private func transposed(_ matrix: Tensor) -> Tensor {
        let (rows, columns) = (matrix.shape[0], matrix.shape[1])
        let elements = matrix.elements
        return Tensor(
            shape: [columns, rows],
            (0..<rows * columns).map { elements[$0 % rows * columns + $0 / rows] })
    }

    @Test func `its tensors become OpenAI's, joined and transposed`() throws {
        let prefix = "clip_adapter.clip_model."
        try SmallCheckpoint.write(SmallCheckpoint.shapes, to: folder("ovavss.safetensors"))
        var tensors: [String: Tensor] = ["logit_scale": Tensor(shape: [], [4.6])]
        for (key, shape) in SmallCheckpoint.shapes where key.hasPrefix(prefix) {
            let tensor = SyntheticWeights.generated(key, shape)
            for (name, part) in exported(String(key.dropFirst(prefix.count)), tensor) { tensors[name] = part }
        }
        let sorted = tensors.sorted { $0.key < $1.key }
        var writer = try SafetensorsWriter.create(
            path: folder("clip.safetensors"),
            declarations: sorted.map { .init(key: $0.key, type: .float32, shape: $0.value.shape) })
        for (key, tensor) in sorted { try writer.append(key, tensor) }
        try writer.finish()

        func imported(clip: String?, as name: String) throws -> ModelManifest {
            try ModelImport(
                .init(ovavss: folder("ovavss.safetensors"), clip: clip, name: name, output: folder(name))
            ).run().manifest
        }
        let own = try imported(clip: nil, as: "own")
        let other = try imported(clip: folder("clip.safetensors"), as: "other")
        #expect(other.files == own.files)
    }
}
