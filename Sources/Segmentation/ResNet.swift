import Network
import Tensors

/// The picture encoder (Spec §3.1): a stem and four stages of bottlenecks with frozen batch norms.
struct ResNet: Sendable {
    private let stem: Conv2d
    private let stages: [[Bottleneck]]

    /// `weights` is scoped to `backbone`.
    init(_ weights: CheckpointScope, _ sizes: SegmentationConfiguration.Backbone) throws(CheckpointError) {
        stem = try Conv2d(
            frozenNorm: weights["stem.conv1"], in: 3, out: sizes.stem, kernel: 7, stride: 2, padding: 3)
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

    /// `[1, 3, H, W]` to res2…res5 at strides 4, 8, 16, 32.
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
        shortcut =
            hasShortcut
            ? try Conv2d(frozenNorm: weights["shortcut"], in: inputs, out: outputs, kernel: 1, stride: stride) : nil
        conv1 = try Conv2d(frozenNorm: weights["conv1"], in: inputs, out: inner, kernel: 1)
        conv2 = try Conv2d(frozenNorm: weights["conv2"], in: inner, out: inner, kernel: 3, stride: stride, padding: 1)
        conv3 = try Conv2d(frozenNorm: weights["conv3"], in: inner, out: outputs, kernel: 1)
    }

    func callAsFunction(_ input: Tensor) -> Tensor {
        let inside = conv2(conv1(input, activation: .relu), activation: .relu)
        return conv3(inside, residual: shortcut?(input) ?? input, activation: .relu)
    }
}
