import Network
import Tensors

/// CLIP's residual network (Spec §7): a stem of three convolutions, bottlenecks that shrink maps by averaging, and
/// attention instead of a last average.
struct ModifiedResNet: ImageNetwork {
    private let stem: [Conv2d]
    private let stages: [[PoolingBottleneck]]
    private let pool: AttentionPool

    /// Maps of the first stage have 256 channels at a quarter of the side.
    let picturesAtOnce = 8

    /// - Parameters:
    ///   - weights: Scoped to `clip_model.visual`.
    ///   - side: Of the pictures, in pixels.
    init(
        _ weights: CheckpointScope, _ sizes: CLIPConfiguration.ImageTower.ModifiedResNet, side: Int, embedding: Int
    ) throws(CheckpointError) {
        let width = sizes.width
        var stem: [Conv2d] = []
        for (index, channels) in [(3, width / 2), (width / 2, width / 2), (width / 2, width)].enumerated() {
            stem.append(
                try Conv2d(
                    weights["conv\(index + 1)"], frozenNorm: weights["bn\(index + 1)"], in: channels.0,
                    out: channels.1, kernel: 3, stride: index == 0 ? 2 : 1, padding: 1))
        }
        self.stem = stem
        var inputs = width
        var stages: [[PoolingBottleneck]] = []
        for (index, count) in sizes.blocks.enumerated() {
            var blocks: [PoolingBottleneck] = []
            for block in 0..<count {
                blocks.append(
                    try PoolingBottleneck(
                        weights["layer\(index + 1)"][block], in: inputs, inner: width << index,
                        stride: block == 0 && index > 0 ? 2 : 1))
                inputs = (width << index) * PoolingBottleneck.expansion
            }
            stages.append(blocks)
        }
        self.stages = stages
        pool = try AttentionPool(
            weights["attnpool"], channels: sizes.features, heads: sizes.heads, side: side / 32, out: embedding)
    }

    func callAsFunction(_ pictures: Tensor, probe: TensorProbe) -> Tensor {
        var map = averagePool(stem.reduce(pictures) { $1($0, activation: .relu) }, window: 2)
        probe("image.avgpool", map)
        for (index, stage) in stages.enumerated() {
            map = stage.reduce(map) { $1($0) }
            probe("image.layer\(index + 1)", map)
        }
        return pool(map)
    }
}

/// 1×1, 3×3 and 1×1 convolutions around a shortcut; a stride is an average before a 1×1 convolution on both ways.
private struct PoolingBottleneck: Sendable {
    /// Outputs per inner channel.
    static let expansion = 4

    private let conv1: Conv2d
    private let conv2: Conv2d
    private let conv3: Conv2d
    private let shortcut: Conv2d?
    private let stride: Int

    /// `weights` is scoped to `layer<i>.<j>`.
    init(_ weights: CheckpointScope, in inputs: Int, inner: Int, stride: Int) throws(CheckpointError) {
        let outputs = inner * Self.expansion
        conv1 = try Conv2d(weights["conv1"], frozenNorm: weights["bn1"], in: inputs, out: inner, kernel: 1)
        conv2 = try Conv2d(weights["conv2"], frozenNorm: weights["bn2"], in: inner, out: inner, kernel: 3, padding: 1)
        conv3 = try Conv2d(weights["conv3"], frozenNorm: weights["bn3"], in: inner, out: outputs, kernel: 1)
        let side = weights["downsample"]
        shortcut =
            stride > 1 || inputs != outputs
            ? try Conv2d(side["0"], frozenNorm: side["1"], in: inputs, out: outputs, kernel: 1) : nil
        self.stride = stride
    }

    func callAsFunction(_ input: Tensor) -> Tensor {
        let inside = shrunk(conv2(conv1(input, activation: .relu), activation: .relu))
        return conv3(inside, residual: shortcut.map { $0(shrunk(input)) } ?? input, activation: .relu)
    }

    private func shrunk(_ map: Tensor) -> Tensor { stride > 1 ? averagePool(map, window: stride) : map }
}

/// Attention of a map's mean to the mean and all positions: `[n, C, h, w]` to `[n, out]`.
private struct AttentionPool: Sendable {
    private let positions: Tensor
    private let query: Linear
    private let key: Linear
    private let value: Linear
    private let output: Linear
    private let heads: Int

    /// `weights` is scoped to `attnpool`; `side` is that of the map.
    init(_ weights: CheckpointScope, channels: Int, heads: Int, side: Int, out: Int) throws(CheckpointError) {
        positions = try weights.tensor("positional_embedding", shape: [side * side + 1, channels])
        query = try Linear(weights["q_proj"], in: channels, out: channels)
        key = try Linear(weights["k_proj"], in: channels, out: channels)
        value = try Linear(weights["v_proj"], in: channels, out: channels)
        output = try Linear(weights["c_proj"], in: channels, out: out)
        self.heads = heads
    }

    func callAsFunction(_ map: Tensor) -> Tensor {
        let (count, channels) = (map.shape[0], map.shape[1])
        let tokens = map.reshaped([count, channels, map.shape[2] * map.shape[3]]).transposed
        let means = averagePool(map, window: map.shape[2]).reshaped([count, 1, channels])
        let all = Tensor.stacked((0..<count).map { .concatenated([means[$0], tokens[$0]]) }) + positions
        let first = Tensor.stacked((0..<count).map { all[$0][0..<1] })
        let pooled = attention(queries: query(first), keys: key(all), values: value(all), heads: heads)
        return output(pooled.reshaped([count, channels]))
    }
}
