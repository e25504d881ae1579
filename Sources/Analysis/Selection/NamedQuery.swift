import MediaTypes

/// A query given a word in one snippet.
struct NamedQuery: Sendable {
    let query: Int
    /// Index of its word in the vocabulary.
    let word: Int
    let score: Float
    let sounding: Float
    /// At displayed frame size.
    let mask: BinaryMask
}
