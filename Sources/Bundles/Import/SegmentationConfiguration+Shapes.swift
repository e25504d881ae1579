import Segmentation

extension SegmentationConfiguration {
    /// The sizes of the network whose tensors have these names and shapes, with the published preprocessing.
    ///
    /// Shapes do not show how many heads share the channels nor the groups of the norms: they are the published ones.
    init(_ reader: ShapeReader) throws(BundleError) {
        self = .ovavssR50
        backbone = try Backbone(reader)
        try readSoundEncoder(reader)
        try readPixelDecoder(reader)
        try readMaskDecoder(reader)
    }

    private mutating func readSoundEncoder(_ reader: ShapeReader) throws(BundleError) {
        let sound = "audio_encoder.audio_backbone."
        var channels: [Int] = []
        for index in [0, 3, 6, 8, 11, 13] { channels.append(try reader.size("\(sound)features.\(index).weight", 0)) }
        vggish.channels = channels
        vggish.hidden = [
            try reader.size("\(sound)embeddings.0.weight", 0), try reader.size("\(sound)embeddings.2.weight", 0),
        ]
        vggish.embedding = try reader.size("\(sound)embeddings.4.weight", 0)
    }

    private mutating func readPixelDecoder(_ reader: ShapeReader) throws(BundleError) {
        let prefix = "sem_seg_head.pixel_decoder."
        let encoder = prefix + "transformer.encoder."
        let levels = try reader.size(prefix + "transformer.level_embed", 0)
        let samples = try reader.size(encoder + "layers.0.self_attn.attention_weights.weight", 0)
        pixelDecoder.channels = try reader.size(prefix + "transformer.level_embed", 1)
        pixelDecoder.points = samples / (levels * pixelDecoder.heads)
        pixelDecoder.layers = reader.count(encoder + "layers.", ".norm1.weight")
        pixelDecoder.feedforward = try reader.size(encoder + "layers.0.linear1.weight", 0)
        pixelDecoder.fusionChannels = try reader.size(encoder + "vl_layer.b_attn.attn.v_proj.weight", 0)
        pixelDecoder.maskChannels = try reader.size(prefix + "mask_features.weight", 0)
    }

    private mutating func readMaskDecoder(_ reader: ShapeReader) throws(BundleError) {
        let prefix = "sem_seg_head.predictor."
        maskDecoder.queries = try reader.size(prefix + "query_feat.weight", 0)
        maskDecoder.channels = try reader.size(prefix + "query_feat.weight", 1)
        maskDecoder.layers = reader.count(prefix + "transformer_ffn_layers.", ".norm.weight")
        maskDecoder.feedforward = try reader.size(prefix + "transformer_ffn_layers.0.linear1.weight", 0)
        maskDecoder.window = try reader.size(prefix + "audio_query_embed.weight", 0)
    }
}
