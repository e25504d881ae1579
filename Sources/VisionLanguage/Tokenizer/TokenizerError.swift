/// Why a text or a merges file could not be turned into tokens.
package enum TokenizerError: Error, Equatable {
    /// The text needs more tokens than the text tower has positions.
    case tooLong(text: String, tokens: Int, context: Int)
    /// A line of the merges file is not two symbols that earlier lines define.
    case malformedMerge(line: Int, text: String)
    /// The merges file has fewer merges than the vocabulary needs.
    case tooFewMerges(found: Int, needed: Int)
}

extension TokenizerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLong(let text, let tokens, let context):
            "the text \"\(text)\" is \(tokens) tokens long, the text tower reads at most \(context): shorten it"
        case .malformedMerge(let line, let text):
            "line \(line) of the merges is \"\(text)\", which is not two known symbols separated by a space"
        case .tooFewMerges(let found, let needed):
            "the merges file has \(found) merges, the vocabulary of the text tower needs \(needed)"
        }
    }
}
