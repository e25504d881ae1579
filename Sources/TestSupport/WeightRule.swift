/// How large the synthetic weights of a tensor are: uniform in `offset ± scale`, from the tensor's full key and shape.
struct WeightRule {
    let scale: Double
    let offset: Double

    init(key: String, shape: [Int]) {
        let fan = Double(shape.dropFirst().reduce(1, *))
        (scale, offset) = Self.special(key, fan) ?? Self.general(key, shape, fan)
    }

    private static func special(_ key: String, _ fan: Double) -> (Double, Double)? {
        let unit = (3 / fan).squareRoot()
        func ends(_ suffixes: String...) -> Bool { suffixes.contains { key.hasSuffix($0) } }
        if ends("running_var") { return (0.2, 1) }
        if ends("running_mean") { return (0.1, 0) }
        if ends("gamma_v", "gamma_l") { return (0.3, 0.5) }
        if key.contains("clip_model."), ends("positional_embedding") { return (0.3, 0) }
        if ends(
            "query_feat.weight", "query_embed.weight", "level_embed.weight", "level_embed", "token_embedding.weight",
            "positional_embedding", "class_embedding", "relative_position_bias_table")
        {
            return (1, 0)
        }
        if ends("sampling_offsets.weight") { return (2 * unit, 0) }
        if ends("sampling_offsets.bias") { return (3, 0) }
        if key.contains("clip_model.") {
            if ends("in_proj_weight") { return (3 * unit, 0) }
            if ends("c_fc.weight", "mlp.c_proj.weight") { return (0.5 * unit, 0) }
        }
        if key.contains("sem_seg_head.predictor.") {
            if ends("in_proj_weight") { return (3 * unit, 0) }
            if ends("out_proj.weight") { return (0.05 * unit, 0) }
            if ends("linear2.weight") { return (0.2 * unit, 0) }
        }
        return nil
    }

    private static func general(_ key: String, _ shape: [Int], _ fan: Double) -> (Double, Double) {
        let isResidual = ["conv3.weight", "shortcut.weight", "downsample.0.weight"].contains { key.hasSuffix($0) }
        if shape.count == 4, !isResidual { return ((6 / fan).squareRoot(), 0) }
        if shape.count >= 2 { return ((3 / fan).squareRoot(), 0) }
        return key.hasSuffix("weight") ? (0.1, 1) : (0.1, 0)
    }
}
