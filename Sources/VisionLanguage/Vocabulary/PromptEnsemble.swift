package import Tensors

/// A word's place in CLIP's space: the mean of its prompts' directions (Spec §7).
package struct PromptEnsemble: Sendable {
    package let tokenizer: Tokenizer
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

    /// The tokens of every prompt of a word.
    ///
    /// - Throws: `TokenizerError` for a word too long for a prompt.
    package func tokens(of word: String) throws(TokenizerError) -> [[Int]] {
        var prompts: [[Int]] = []
        for template in templates {
            prompts.append(try tokenizer.tokens(of: template.replacing("{}", with: word), context: context))
        }
        return prompts
    }

    /// The direction of a word whose prompts have these tokens, of length 1: `[1, D]`.
    package func embedding(of prompts: [[Int]]) -> Tensor {
        let average = Tensor(shape: [1, prompts.count], repeating: 1 / Float(prompts.count))
        return normalized(matmul(average, normalized(encoder(prompts))))
    }
}
