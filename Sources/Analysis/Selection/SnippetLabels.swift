/// What one second is said to contain.
package struct SnippetLabels: Sendable, Equatable {
    /// Highest score first; one label a word, masks disjoint.
    package let labels: [Label]
    /// What nearly fired, highest score first.
    package let below: [NearMiss]

    package static let none = SnippetLabels(labels: [], below: [])

    package init(labels: [Label], below: [NearMiss]) {
        self.labels = labels
        self.below = below
    }
}

/// A word no label of the second carries, with its highest probability over the second's candidates.
package struct NearMiss: Sendable, Equatable {
    package let word: String
    package let score: Float

    package init(word: String, score: Float) {
        self.word = word
        self.score = score
    }
}
