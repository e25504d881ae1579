import Network
import Tensors

/// Audio-visual early fusion (Spec §4.4), exact but folded: one sound token per picture makes the picture's attention
/// over sound a constant, and the products with the 1024-wide projections of every pixel can be taken on the sound side.
struct EarlyFusion: Sendable {
    private let normV: LayerNorm
    private let normL: LayerNorm
    private let soundKey: Linear
    private let soundValue: Linear
    private let pictureOut: Linear
    private let soundOut: Linear
    /// Rows of a head: `[heads, d, C]` and `[heads, d]`.
    private let pictureQuery: Tensor
    private let pictureQueryBias: Tensor
    private let pictureValue: Tensor
    private let pictureValueBias: Tensor
    private let gammaV: Tensor
    private let gammaL: Tensor
    private let heads: Int
    private let headWidth: Int

    /// `weights` is scoped to `…vl_layer.b_attn`.
    init(
        _ weights: CheckpointScope, _ sizes: SegmentationConfiguration.PixelDecoder, audio: Int
    ) throws(CheckpointError) {
        let (channels, embed) = (sizes.channels, sizes.fusionChannels)
        heads = sizes.fusionHeads
        headWidth = embed / heads
        normV = try LayerNorm(weights["layer_norm_v"], channels: channels)
        normL = try LayerNorm(weights["layer_norm_l"], channels: audio)
        gammaV = try weights.tensor("gamma_v", shape: [channels])
        gammaL = try weights.tensor("gamma_l", shape: [audio])
        let attention = weights["attn"]
        soundKey = try Linear(attention["l_proj"], in: audio, out: embed)
        soundValue = try Linear(attention["values_l_proj"], in: audio, out: embed)
        pictureOut = try Linear(attention["out_v_proj"], in: embed, out: channels)
        soundOut = try Linear(attention["out_l_proj"], in: embed, out: audio)
        pictureQuery = try attention["v_proj"].tensor("weight", shape: [embed, channels])
            .reshaped([heads, headWidth, channels])
        pictureQueryBias = try attention["v_proj"].tensor("bias", shape: [embed]).reshaped([heads, headWidth])
        pictureValue = try attention["values_v_proj"].tensor("weight", shape: [embed, channels])
            .reshaped([heads, headWidth, channels])
        pictureValueBias = try attention["values_v_proj"].tensor("bias", shape: [embed]).reshaped([heads, headWidth])
    }

    /// - Parameters:
    ///   - source: The pixels of one picture, `[S, C]`.
    ///   - audio: The sound of its second, `[1, E]`.
    /// - Returns: `f_VA` `[S, C]` and `f_AV` `[1, E]`.
    func callAsFunction(_ source: Tensor, _ audio: Tensor, probe: TensorProbe) -> (pixels: Tensor, audio: Tensor) {
        let v = normV(source)
        let l = normL(audio)
        let deltaV = pictureOut(soundValue(l))
        let deltaL = soundOut(heard(in: v, by: l))
        probe("fusion.delta_v", Tensor(shape: [1] + v.shape) + deltaV.reshaped([v.shape[1]]))
        probe("fusion.delta_a", deltaL.reshaped([1] + deltaL.shape))
        let pixels = v + (deltaV * gammaV).reshaped([v.shape[1]])
        let sound = l + deltaL * gammaL
        probe("fusion.f_VA", pixels.reshaped([1] + pixels.shape))
        probe("fusion.f_AV", sound.reshaped([1] + sound.shape))
        return (pixels, sound)
    }

    /// What every head of the sound token gathers from the pixels, `[1, embed]`: the scores are `v · (W_qᵀ k) + b_q · k`,
    /// and weights that sum to one let the value projection follow the weighted sum of pixels.
    private func heard(in v: Tensor, by l: Tensor) -> Tensor {
        let keys = (soundKey(l) * (1 / Float(headWidth).squareRoot())).reshaped([heads, headWidth, 1])
        let folded = Tensor.concatenated(
            (0..<heads).map { matmul(keys[$0], pictureQuery[$0], transposeA: true) })
        var scores = matmul(folded, v, transposeB: true)
        scores.withUnsafeMutableBuffer { buffer in
            let pixels = v.shape[0]
            for head in 0..<heads {
                let bias = matmul(keys[head], pictureQueryBias[head].reshaped([headWidth, 1]), transposeA: true)
                let row = UnsafeMutableBufferPointer(rebasing: buffer[head * pixels..<(head + 1) * pixels])
                Self.clamp(row, adding: bias.elements[0])
            }
        }
        let gathered = matmul(softmax(scores), v)
        return Tensor.concatenated(
            (0..<heads).map { head in
                linear(
                    gathered[head..<head + 1], weight: pictureValue[head], bias: pictureValueBias[head]
                ).reshaped([headWidth])
            }
        ).reshaped([1, heads * headWidth])
    }

    /// The reference clamps the scores, and then their distance from the maximum, to ±50 000.
    private static func clamp(_ row: UnsafeMutableBufferPointer<Float>, adding bias: Float) {
        var top = -Float.infinity
        for index in row.indices {
            row[index] = max(-50_000, min(50_000, row[index] + bias))
            top = max(top, row[index])
        }
        for index in row.indices { row[index] = max(-50_000, row[index] - top) }
    }
}
