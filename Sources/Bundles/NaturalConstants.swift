/// Tensors of published checkpoints that hold constants, not weights, and are not read (Spec §13).
enum NaturalConstants {
    /// CLIP's pixel statistics stand in `model.json`, its temperature is fixed, the class weight is for training only; the
    /// three sizes are part of CLIP's own archives.
    private static let keys: Set<String> = [
        "criterion.empty_weight",
        "clip_adapter.pixel_mean",
        "clip_adapter.pixel_std",
        "clip_adapter.clip_model.logit_scale",
        "clip_adapter.clip_model.input_resolution",
        "clip_adapter.clip_model.context_length",
        "clip_adapter.clip_model.vocab_size",
    ]

    /// Counters that batch norms keep while training, Swin's index table, which follows from the window, and the mask that
    /// traced towers carry.
    private static let suffixes = [".num_batches_tracked", ".relative_position_index", ".attn_mask"]

    static func contains(_ key: String) -> Bool {
        keys.contains(key) || suffixes.contains { key.hasSuffix($0) }
    }
}
