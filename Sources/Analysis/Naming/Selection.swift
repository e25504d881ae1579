package import Bundles

/// Which queries become labels.
package enum Selection: Sendable, Equatable {
    /// Queries that sound and show in the snippet itself, named from that snippet's crop; the bundle's thresholds, or
    /// others.
    case sounding(ModelManifest.Thresholds)
    /// The published rule (Spec §8): every query, named from all pictures of its window, sounding or not.
    case reference(ReferenceRule = .published)
}

/// The numbers of the published rule.
package struct ReferenceRule: Sendable, Equatable {
    /// How many (query, word) pairs of a window are considered.
    package let entries: Int
    /// A pair is kept if its probability is greater, where its word has no threshold of its own.
    package let scoreAbove: Float
    /// Only the first queries are named; nil for all.
    package let queries: Int?

    package static let published = ReferenceRule()

    package init(entries: Int = 10, scoreAbove: Float = 0.3, queries: Int? = nil) {
        self.entries = entries
        self.scoreAbove = scoreAbove
        self.queries = queries
    }
}
