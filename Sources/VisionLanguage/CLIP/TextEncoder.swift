package import Network
package import Tensors

/// CLIP's text tower: token identifiers to embeddings (Spec §7).
///
/// Attention is causal, so what follows the end token cannot change its result: only the tokens up to it are computed.
package struct TextEncoder: Sendable {
    private let configuration: CLIPConfiguration.TextTower
    private let tokenEmbedding: Tensor
    private let positionalEmbedding: Tensor
    private let transformer: Transformer
    private let norm: LayerNorm
    private let projection: Tensor

    /// `weights` is scoped to `clip_model`.
    package init(
        _ weights: CheckpointScope, configuration: CLIPConfiguration.TextTower, embedding: Int
    ) throws(CheckpointError) {
        self.configuration = configuration
        let width = configuration.width
        tokenEmbedding = try weights["token_embedding"].tensor("weight", shape: [configuration.vocabulary, width])
        positionalEmbedding = try weights.tensor("positional_embedding", shape: [configuration.context, width])
        transformer = try Transformer(
            weights["transformer"], width: width, layers: configuration.layers, heads: configuration.heads)
        norm = try LayerNorm(weights["ln_final"], channels: width)
        projection = try weights.tensor("text_projection", shape: [width, embedding])
    }

    /// Embeddings of texts, not normalised: `[n, D]`.
    ///
    /// - Parameter texts: token identifiers, each text from its start to its end token.
    package func callAsFunction(_ texts: [[Int]], probe: TensorProbe = .none) -> Tensor {
        var embeddings = [Tensor?](repeating: nil, count: texts.count)
        for (length, indices) in Dictionary(grouping: texts.indices, by: { texts[$0].count }).sorted(by: {
            $0.key < $1.key
        }) {
            let batch = max(1, Self.tokensAtOnce / length)
            for start in stride(from: 0, to: indices.count, by: batch) {
                let chosen = indices[start..<min(indices.count, start + batch)]
                let embedded = embed(chosen.map { texts[$0] }, probe)
                for (row, index) in chosen.enumerated() { embeddings[index] = embedded[row] }
            }
        }
        guard !texts.isEmpty else { return Tensor(shape: [0, projection.shape[1]]) }
        return .stacked(embeddings.compactMap(\.self))
    }

    /// Bounds the memory of one pass.
    private static let tokensAtOnce = 4_096

    /// - Parameter texts: all of one length.
    private func embed(_ texts: [[Int]], _ probe: TensorProbe) -> Tensor {
        let length = texts[0].count
        precondition(length <= configuration.context, "\(length) tokens in a context of \(configuration.context)")
        let rows = Tensor.stacked(texts.joined().map { tokenEmbedding[$0] })
        let tokens = rows.reshaped([texts.count, length, configuration.width]) + positionalEmbedding[0..<length]
        let encoded = transformer(tokens, mask: .causal, probe: probe, name: "text")
        let ends = Tensor.stacked((0..<texts.count).map { encoded[$0][length - 1] })
        return matmul(norm(ends), projection)
    }
}
