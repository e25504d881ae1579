import Network
import Tensors

/// Spec §3.2: patches of 4 × 4 pixels, then four stages of blocks that attend within windows.
struct SwinTransformer: PictureEncoder {
    private let embedding: Conv2d
    private let embeddingNorm: LayerNorm
    private let stages: [SwinStage]

    /// `weights` is scoped to `backbone`.
    init(_ weights: CheckpointScope, _ sizes: SegmentationConfiguration.Swin) throws(CheckpointError) {
        embedding = try Conv2d(weights["patch_embed.proj"], in: 3, out: sizes.width, kernel: 4, stride: 4)
        embeddingNorm = try LayerNorm(weights["patch_embed.norm"], channels: sizes.width)
        var stages: [SwinStage] = []
        for index in sizes.blocks.indices { stages.append(try SwinStage(weights, index: index, sizes)) }
        self.stages = stages
    }

    func callAsFunction(_ picture: Tensor, probe: TensorProbe) -> [Tensor] {
        let embedded = embedding(picture)
        var size = PictureGeometry.Size(width: embedded.shape[3], height: embedded.shape[2])
        var patches = embeddingNorm(embedded.tokens)
        probe("backbone.patch_embed", patches.image(height: size.height, width: size.width))
        var outputs: [Tensor] = []
        for (index, stage) in stages.enumerated() {
            patches = stage(patches, size, probe: probe, name: "backbone.layers.\(index)")
            outputs.append(stage.norm(patches).image(height: size.height, width: size.width))
            probe("backbone.res\(index + 2)", outputs[index])
            guard let merging = stage.merging else { continue }
            patches = merging(patches, height: size.height, width: size.width)
            size = PictureGeometry.Size(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
        }
        return outputs
    }
}

/// Blocks of one resolution, the norm of what leaves them and what leads to the next.
private struct SwinStage: Sendable {
    let norm: LayerNorm
    /// Nil after the last stage.
    let merging: PatchMerging?
    private let blocks: [SwinBlock]
    private let window: Int
    private let grids = LatestValue<PictureGeometry.Size, (plain: WindowGrid, shifted: WindowGrid)>()

    init(
        _ weights: CheckpointScope, index: Int, _ sizes: SegmentationConfiguration.Swin
    ) throws(CheckpointError) {
        let (stage, channels) = (weights["layers"][index], sizes.outputs[index])
        window = sizes.window
        var blocks: [SwinBlock] = []
        for block in 0..<sizes.blocks[index] {
            blocks.append(
                try SwinBlock(
                    stage["blocks"][block], channels: channels, heads: sizes.heads[index], window: window,
                    expansion: sizes.expansion))
        }
        self.blocks = blocks
        norm = try LayerNorm(weights["norm\(index)"], channels: channels)
        let isLast = index == sizes.blocks.count - 1
        merging = isLast ? nil : try PatchMerging(stage["downsample"], channels: channels)
    }

    /// `[h · w, C]` to the same; every second block shifts its windows.
    func callAsFunction(
        _ patches: Tensor, _ size: PictureGeometry.Size, probe: TensorProbe, name: String
    ) -> Tensor {
        let grids = grids.value(for: size) {
            (
                WindowGrid(height: size.height, width: size.width, window: window, shifted: false),
                WindowGrid(height: size.height, width: size.width, window: window, shifted: true)
            )
        }
        var patches = patches
        for (index, block) in blocks.enumerated() {
            patches = block(patches, index % 2 == 0 ? grids.plain : grids.shifted)
            probe("\(name).blocks.\(index)", patches.reshaped([1] + patches.shape))
        }
        return patches
    }
}
