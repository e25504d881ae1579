import Network
import Tensors

/// Spec §3.1: a stem and four stages of bottlenecks with frozen batch norms.
struct ResNet: PictureEncoder {
    private let stem: Conv2d
    private let stages: [[Bottleneck]]

    /// `weights` is scoped to `backbone`.
    init(_ weights: CheckpointScope, _ sizes: SegmentationConfiguration.ResNet) throws(CheckpointError) {
        stem = try Conv2d(
            weights["stem.conv1"], frozenNorm: weights["stem.conv1.norm"], in: 3, out: sizes.stem, kernel: 7, stride: 2,
            padding: 3)
        var inputs = sizes.stem
        var stages: [[Bottleneck]] = []
        for (index, inner) in sizes.inner.enumerated() {
            let stage = weights["res\(index + 2)"]
            var blocks: [Bottleneck] = []
            for block in 0..<sizes.blocks[index] {
                blocks.append(
                    try Bottleneck(
                        stage[block], in: inputs, inner: inner, out: inner * sizes.expansion,
                        stride: block == 0 && index > 0 ? 2 : 1, hasShortcut: block == 0))
                inputs = inner * sizes.expansion
            }
            stages.append(blocks)
        }
        self.stages = stages
    }

    func callAsFunction(_ picture: Tensor, probe: TensorProbe) -> [Tensor] {
        var map = maxPool(stem(picture, activation: .relu), window: 3, stride: 2, padding: 1)
        probe("backbone.stem", map)
        var outputs: [Tensor] = []
        for (index, stage) in stages.enumerated() {
            for block in stage { map = block(map) }
            probe("backbone.res\(index + 2)", map)
            outputs.append(map)
        }
        return outputs
    }
}

/// 1×1, 3×3 (which carries the stride) and 1×1 convolutions around a shortcut.
private struct Bottleneck: Sendable {
    private let shortcut: Conv2d?
    private let conv1: Conv2d
    private let conv2: Conv2d
    private let conv3: Conv2d

    init(
        _ weights: CheckpointScope, in inputs: Int, inner: Int, out outputs: Int, stride: Int, hasShortcut: Bool
    ) throws(CheckpointError) {
        func conv(
            _ name: String, in inputs: Int, out outputs: Int, kernel: Int = 1, stride: Int = 1
        ) throws(CheckpointError) -> Conv2d {
            try Conv2d(
                weights[name], frozenNorm: weights[name]["norm"], in: inputs, out: outputs, kernel: kernel,
                stride: stride, padding: kernel / 2)
        }
        shortcut = hasShortcut ? try conv("shortcut", in: inputs, out: outputs, stride: stride) : nil
        conv1 = try conv("conv1", in: inputs, out: inner)
        conv2 = try conv("conv2", in: inner, out: inner, kernel: 3, stride: stride)
        conv3 = try conv("conv3", in: inner, out: outputs)
    }

    func callAsFunction(_ input: Tensor) -> Tensor {
        let inside = conv2(conv1(input, activation: .relu), activation: .relu)
        return conv3(inside, residual: shortcut?(input) ?? input, activation: .relu)
    }
}
