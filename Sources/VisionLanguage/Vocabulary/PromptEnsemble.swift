package import Network
package import Tensors

/// A word's place in CLIP's space: the mean of its prompts' directions (Spec §7).
package struct PromptEnsemble: Sendable {
    private let tokenizer: Tokenizer
    private let encoder: TextEncoder
    private let templates: [String]
    private let context: Int

    /// - Parameters:
    ///   - templates: prompts with `{}` in the place of the word.
    ///   - context: how many tokens a prompt may have.
    package init(tokenizer: Tokenizer, encoder: TextEncoder, templates: [String], context: Int) {
        self.tokenizer = tokenizer
        self.encoder = encoder
        self.templates = templates
        self.context = context
    }

    /// Rows of length 1, one per word: `[W, D]`.
    ///
    /// - Throws: `TokenizerError` for a word too long for a prompt.
    package func callAsFunction(_ words: [String], probe: TensorProbe = .none) throws(TokenizerError) -> Tensor {
        var prompts: [[Int]] = []
        for word in words {
            for template in templates {
                prompts.append(try tokenizer.tokens(of: template.replacing("{}", with: word), context: context))
            }
        }
        let directions = normalized(encoder(prompts))
        let means = words.indices.map { word in
            matmul(average, directions[word * templates.count..<(word + 1) * templates.count])
        }
        let embeddings = means.isEmpty ? directions : normalized(.concatenated(means))
        probe("text.embed", embeddings)
        return embeddings
    }

    private var average: Tensor {
        Tensor(shape: [1, templates.count], repeating: 1 / Float(templates.count))
    }
}
