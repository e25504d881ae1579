/// Says which words nearly became labels.
struct NearMissList: Sendable {
    static let limit = 5
    static let floor: Float = 0.01

    /// - Parameters:
    ///   - best: the highest probability of each word over the candidates of a second.
    ///   - words: the words, in the same order.
    ///   - labelled: words that are labels of the second.
    func callAsFunction(best: [Float], words: [String], labelled: Set<Int>) -> [NearMiss] {
        best.indices
            .filter { best[$0] >= Self.floor && !labelled.contains($0) }
            .sorted { (-best[$0], $0) < (-best[$1], $1) }
            .prefix(Self.limit)
            .map { NearMiss(word: words[$0], score: best[$0]) }
    }
}
