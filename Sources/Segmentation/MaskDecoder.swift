import Network
import Tensors

/// The audio-conditioned mask decoder (Spec §5): queries look at pixels and sounds of a window, level after level.
struct MaskDecoder: Sendable {
    private let queryFeatures: Tensor
    private let queryPositions: Tensor
    private let audioPositions: Tensor
    private let levelEmbedding: Tensor
    private let audioProjection: [Linear]
    private let queriesToAudio: PostNormAttention
    private let audioToAudio: PostNormAttention
    private let layers: [MaskDecoderLayer]
    private let head: PredictionHead
    private let positions = LatestValue<[PictureGeometry.Size], [Tensor]>()
    private let sizes: SegmentationConfiguration.MaskDecoder

    /// - Parameters:
    ///   - weights: Scoped to `sem_seg_head.predictor`.
    ///   - audio: Channels of the sound embedding.
    init(
        _ weights: CheckpointScope, _ sizes: SegmentationConfiguration.MaskDecoder, audio: Int, maskChannels: Int
    ) throws(CheckpointError) {
        let channels = sizes.channels
        self.sizes = sizes
        queryFeatures = try weights["query_feat"].tensor("weight", shape: [sizes.queries, channels])
        queryPositions = try weights["query_embed"].tensor("weight", shape: [sizes.queries, channels])
        audioPositions = try weights["audio_query_embed"].tensor("weight", shape: [sizes.window, channels])
        levelEmbedding = try weights["level_embed"].tensor("weight", shape: [3, channels])
        let projection = weights["audio_proj.layers"]
        audioProjection = [
            try Linear(projection["0"], in: audio, out: channels),
            try Linear(projection["1"], in: channels, out: channels),
        ]
        queriesToAudio = try PostNormAttention(
            weights["v2a"], "multihead_attn", channels: channels, heads: sizes.heads)
        audioToAudio = try PostNormAttention(weights["a2a"], "self_attn", channels: channels, heads: sizes.heads)
        var layers: [MaskDecoderLayer] = []
        for index in 0..<sizes.layers { layers.append(try MaskDecoderLayer(weights, index: index, sizes)) }
        self.layers = layers
        head = try PredictionHead(weights, sizes, maskChannels: maskChannels)
    }

    /// Decodes a window of snippets of one size.
    ///
    /// - Parameter blocked: What layer `i` may not see, from the mask logits at its level's size, `[Q, pixels]`.
    func callAsFunction(
        _ window: [FusedSnippet], probe: TensorProbe,
        blocked: (Int, Tensor) -> BlockedPixels = { BlockedPixels(logits: $1) }
    ) -> WindowPrediction {
        precondition(window.count == sizes.window, "a window has \(sizes.window) snippets, not \(window.count)")
        precondition(window.allSatisfy { $0.padded == window[0].padded }, "pictures of a window have one size")
        let pixels = levels(of: window, probe: probe)
        var (queries, sounds) = conditioned(on: window, probe: probe)
        for (index, layer) in layers.enumerated() {
            let level = index % pixels.count
            let (soundLogits, embedding) = head(queries)
            let logits = levelMasks(embedding, window, level: level)
            offer(index, soundLogits, embedding, logits, window, to: probe)
            queries = layer(
                Positioned(queries, position: queryPositions), pixels: pixels[level], mask: blocked(index, logits).mask,
                sounds: sounds,
                probe: probe, name: "dec.layers.\(index)")
        }
        let (soundLogits, embedding) = head(queries)
        let prediction = WindowPrediction(
            maskLogits: masks(embedding, window), soundLogits: soundLogits, padded: window[0].padded)
        let logits = levelMasks(embedding, window, level: layers.count % pixels.count)
        offer(layers.count, soundLogits, embedding, logits, window, to: probe)
        return prediction
    }

    /// The tokens of every level in the order time, row, column.
    private func levels(of window: [FusedSnippet], probe: TensorProbe) -> [Positioned] {
        let levelSizes = window[0].levelSizes
        let codes = positions.value(for: levelSizes) {
            levelSizes.map {
                PositionCode.volume(
                    times: sizes.window, height: $0.height, width: $0.width, channels: sizes.channels)
            }
        }
        return codes.enumerated().map { level, code in
            let size = levelSizes[level]
            probe.constant(
                "dec.pos3d.\(level)",
                code.reshaped([sizes.window, size.height * size.width, sizes.channels]).transposed
                    .reshaped([1, sizes.window, sizes.channels, size.height, size.width]))
            let tokens = Tensor.concatenated(window.map { $0.multiScale[level] }) + levelEmbedding[level]
            return Positioned(tokens, position: code)
        }
    }

    /// Queries that heard the sounds once, and the sounds that heard each other (Spec §5.1, §5.3).
    private func conditioned(on window: [FusedSnippet], probe: TensorProbe) -> (Tensor, Positioned) {
        let fused = Tensor.stacked(window.map(\.audio))
        let projected = audioProjection[1](audioProjection[0](fused, activation: .relu))
        probe("dec.audio_proj", projected)
        let queries = queriesToAudio(
            queryFeatures, position: queryPositions, key: projected + audioPositions, value: projected)
        probe("dec.v2a", queries.sequence)
        let sounds = audioToAudio(projected, position: audioPositions)
        probe("dec.a2a", sounds.sequence)
        return (queries, Positioned(sounds, position: audioPositions))
    }

    /// Mask logits at stride 4, `[Q, T, h, w]`.
    private func masks(_ embedding: Tensor, _ window: [FusedSnippet]) -> Tensor {
        let shape = window[0].maskFeatures.shape
        let parts = window.map { $0.maskFeatures.reshaped([shape[0], shape[1] * shape[2]]) }
        return matmul(embedding, columnsOf: parts).reshaped([sizes.queries, window.count, shape[1], shape[2]])
    }

    /// Mask logits resized to a level, `[Q, T · h · w]`.
    private func levelMasks(_ embedding: Tensor, _ window: [FusedSnippet], level: Int) -> Tensor {
        let atCorners = matmul(embedding, columnsOf: window.map { $0.levelMaskFeatures[level] })
        return window[0].maskTaps[level].combined(atCorners, maps: window.count)
    }

    private func offer(
        _ index: Int, _ soundLogits: Tensor, _ embedding: Tensor, _ logits: Tensor, _ window: [FusedSnippet],
        to probe: TensorProbe
    ) {
        let name = "dec.pred.\(index)"
        func blocked() -> BlockedPixels { BlockedPixels(logits: logits) }
        probe("\(name).logits", soundLogits.reshaped([1] + soundLogits.shape))
        probe("\(name).masks", [masks(embedding, window)].map { $0.reshaped([1] + $0.shape) }[0])
        probe("\(name).attn_mask", blocked().tensor)
        probe("\(name).all_masked_rows", Tensor(shape: [1], [Float(blocked().blindQueries.count)]))
    }
}
