import MediaTypes

/// A query that may become a label in one snippet.
struct Candidate: Sendable {
    let query: Int
    let sounding: Float
    /// At displayed frame size.
    let mask: BinaryMask
    /// Of every word of the vocabulary.
    let probabilities: [Float]
}
