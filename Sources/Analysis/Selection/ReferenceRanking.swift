/// Ranks (query, word) pairs of a window by probability (Spec §8.2).
enum ReferenceRanking {
    struct Entry: Sendable, Equatable {
        let query: Int
        let word: Int
        let score: Float
    }

    /// The most probable pairs, best first, ties in the order of query and word; a query may appear with several words.
    ///
    /// - Parameters:
    ///   - probabilities: one row a query, one column a word.
    ///   - queries: the number of each row's query.
    static func best(_ count: Int, of probabilities: [[Float]], queries: [Int]) -> [Entry] {
        let pairs = zip(queries, probabilities).flatMap { query, row in
            row.enumerated().map { Entry(query: query, word: $0.offset, score: $0.element) }
        }
        return pairs.indices
            .sorted { (-pairs[$0].score, $0) < (-pairs[$1].score, $1) }
            .prefix(count)
            .map { pairs[$0] }
    }
}
