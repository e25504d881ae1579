import Network

/// CLIP as the transformers library names its tensors, under OpenAI's names.
///
/// OpenAI keeps queries, keys and values in one matrix, and its two projections stand on the right of a product.
struct HuggingFaceNames {
    private let file: any WeightFile

    private static let mark = "text_model.embeddings.token_embedding.weight"
    private static let joined = ".self_attn.q_proj."
    private static let single = [
        "text_model.embeddings.token_embedding.weight": "token_embedding.weight",
        "text_model.embeddings.position_embedding.weight": "positional_embedding",
        "vision_model.embeddings.class_embedding": "visual.class_embedding",
        "vision_model.embeddings.patch_embedding.weight": "visual.conv1.weight",
        "vision_model.embeddings.position_embedding.weight": "visual.positional_embedding",
        "logit_scale": "logit_scale",
    ]
    private static let transposed = [
        "text_projection.weight": "text_projection", "visual_projection.weight": "visual.proj",
    ]
    private static let prefixes = [
        ("text_model.encoder.layers.", "transformer.resblocks."),
        ("vision_model.encoder.layers.", "visual.transformer.resblocks."),
        ("text_model.final_layer_norm.", "ln_final."),
        ("vision_model.pre_layrnorm.", "visual.ln_pre."),
        ("vision_model.post_layernorm.", "visual.ln_post."),
    ]
    private static let infixes = [
        (".layer_norm1.", ".ln_1."), (".layer_norm2.", ".ln_2."), (".mlp.fc1.", ".mlp.c_fc."),
        (".mlp.fc2.", ".mlp.c_proj."), (".self_attn.out_proj.", ".attn.out_proj."),
    ]

    /// - Returns: nil where the file is not named so.
    init?(_ file: any WeightFile) {
        guard file.keys.contains(Self.mark) else { return nil }
        self.file = file
    }

    /// Counters of positions, which are no weights, are left out; names that are not known stay.
    func entries() throws(CheckpointError) -> [String: WeightEntry] {
        var entries: [String: WeightEntry] = [:]
        for key in file.keys where !key.hasSuffix(".position_ids") {
            if let name = Self.transposed[key] {
                entries[name] = try WeightEntry(transposing: key, of: file)
            } else if key.contains(Self.joined) {
                let name = Self.renamed(key.replacing(Self.joined, with: ".attn.in_proj_"))
                entries[name] = try WeightEntry(
                    joining: ["q", "k", "v"].map { part in
                        key.replacing(Self.joined, with: ".self_attn.\(part)_proj.")
                    }, of: file)
            } else if !key.contains(".self_attn.k_proj.") && !key.contains(".self_attn.v_proj.") {
                entries[Self.single[key] ?? Self.renamed(key)] = try WeightEntry(file, key)
            }
        }
        return entries
    }

    private static func renamed(_ key: String) -> String {
        guard let (prefix, name) = prefixes.first(where: { key.hasPrefix($0.0) }) else { return key }
        return infixes.reduce(name + key.dropFirst(prefix.count)) { $0.replacing($1.0, with: $1.1) }
    }
}
