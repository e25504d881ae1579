import Network
import Synchronization
import Tensors

/// Projections, early fusion, deformable encoder and one step of a feature pyramid (Spec §4).
struct PixelDecoder: Sendable {
    /// 1×1 convolution and group norm of res5, res4, res3.
    private let projections: [(convolution: Conv2d, norm: GroupNorm)]
    private let levelEmbedding: Tensor
    private let fusion: EarlyFusion
    private let layers: [DeformableEncoderLayer]
    private let adapter: Conv2d
    private let adapterNorm: GroupNorm
    private let smoothing: Conv2d
    private let smoothingNorm: GroupNorm
    private let maskFeatures: Conv2d
    private let grids = LatestValue<[PictureGeometry.Size], EncoderGrid>()

    /// - Parameters:
    ///   - weights: Scoped to `sem_seg_head.pixel_decoder`.
    ///   - features: Channels of res2…res5.
    ///   - audio: Channels of the sound embedding.
    init(
        _ weights: CheckpointScope, _ sizes: SegmentationConfiguration.PixelDecoder, features: [Int], audio: Int
    ) throws(CheckpointError) {
        let channels = sizes.channels
        func norm(_ scope: CheckpointScope) throws(CheckpointError) -> GroupNorm {
            try GroupNorm(scope, channels: channels, groups: sizes.groups)
        }
        var projections: [(Conv2d, GroupNorm)] = []
        for (level, inputs) in features.dropFirst().reversed().enumerated() {
            let scope = weights["input_proj"][level]
            projections.append((try Conv2d(scope["0"], in: inputs, out: channels, kernel: 1), try norm(scope["1"])))
        }
        self.projections = projections
        levelEmbedding = try weights["transformer"].tensor("level_embed", shape: [3, channels])
        let encoder = weights["transformer.encoder"]
        fusion = try EarlyFusion(encoder["vl_layer.b_attn"], sizes, audio: audio)
        var layers: [DeformableEncoderLayer] = []
        for index in 0..<sizes.layers { layers.append(try DeformableEncoderLayer(encoder["layers"][index], sizes)) }
        self.layers = layers
        adapter = try Conv2d(weights["adapter_1"], in: features[0], out: channels, kernel: 1, bias: false)
        adapterNorm = try norm(weights["adapter_1.norm"])
        smoothing = try Conv2d(weights["layer_1"], in: channels, out: channels, kernel: 3, padding: 1, bias: false)
        smoothingNorm = try norm(weights["layer_1.norm"])
        maskFeatures = try Conv2d(weights["mask_features"], in: channels, out: sizes.maskChannels, kernel: 1)
    }

    /// - Parameters:
    ///   - features: res2…res5 of one picture, `[1, C, h, w]` each.
    ///   - audio: The sound of its second, `[1, E]`.
    func callAsFunction(features: [Tensor], audio: Tensor, probe: TensorProbe) -> FusedSnippet {
        let levels = projected(features, probe: probe)
        let sizes = levels.map { PictureGeometry.Size(width: $0.shape[3], height: $0.shape[2]) }
        let finest = PictureGeometry.Size(width: features[0].shape[3], height: features[0].shape[2])
        let grid = grids.value(for: sizes + [finest]) {
            EncoderGrid(sizes: sizes, maskSize: finest, levelEmbedding: levelEmbedding)
        }
        let source = Tensor.concatenated(levels.map(\.tokens))
        probe("enc.src", source.reshaped([1] + source.shape))
        offer(grid, to: probe)
        var (tokens, sound) = fusion(source, audio, probe: probe)
        for (index, layer) in layers.enumerated() {
            tokens = layer(tokens, grid, probe: probe, name: "enc.layers.\(index)")
        }
        let multiScale = zip(grid.layout.starts, sizes).map { tokens[$0..<$0 + $1.width * $1.height] }
        for (level, (map, size)) in zip(multiScale, sizes).enumerated() {
            probe("pd.multi_scale.\(level)", map.image(height: size.height, width: size.width))
        }
        probe("pd.audio", sound)
        return snippet(features[0], multiScale, sizes, sound, grid, probe: probe)
    }

    private func projected(_ features: [Tensor], probe: TensorProbe) -> [Tensor] {
        zip(projections, features.dropFirst().reversed()).enumerated().map { level, pair in
            let map = pair.0.norm(pair.0.convolution(pair.1))
            probe("pd.input_proj.\(level)", map)
            return map
        }
    }

    private func offer(_ grid: EncoderGrid, to probe: TensorProbe) {
        probe.constant("enc.pos", grid.position.reshaped([1] + grid.position.shape))
        let levels = grid.layout.starts.count
        probe.constant(
            "enc.reference_points",
            Tensor(
                shape: [1, grid.layout.tokens, levels, 2],
                (0..<grid.layout.tokens).flatMap { token in
                    Array(repeating: grid.references[token].elements, count: levels).flatMap { $0 }
                }))
    }

    /// The pyramid step to stride 4 and what the mask decoder reads of it.
    private func snippet(
        _ res2: Tensor, _ multiScale: [Tensor], _ sizes: [PictureGeometry.Size], _ sound: Tensor, _ grid: EncoderGrid,
        probe: TensorProbe
    ) -> FusedSnippet {
        let (height, width) = (res2.shape[2], res2.shape[3])
        let finest = sizes.count - 1
        let lateral = adapterNorm(adapter(res2))
        probe("pd.adapter_1", lateral)
        let upsampled = bilinearResize(
            multiScale[finest].image(height: sizes[finest].height, width: sizes[finest].width), height: height,
            width: width)
        let smooth = smoothingNorm(smoothing(lateral + upsampled), activation: .relu)
        probe("pd.layer_1", smooth)
        let features = maskFeatures(smooth)
        probe("pd.mask_features", features)
        let pixels = features.reshaped([features.shape[1], height * width])
        return FusedSnippet(
            audio: sound.reshaped([sound.count]), maskFeatures: features[0], multiScale: multiScale,
            maskTaps: grid.maskTaps, levelMaskFeatures: grid.maskTaps.map { $0.gathered(from: pixels) },
            levelSizes: sizes, padded: PictureGeometry.Size(width: width * 4, height: height * 4))
    }
}
