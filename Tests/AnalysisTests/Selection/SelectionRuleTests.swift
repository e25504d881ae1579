import MediaTypes
import Testing

@testable import Analysis

private func candidate(_ query: Int, _ probabilities: Float...) -> Candidate {
    Candidate(query: query, sounding: 0.9, mask: mask("#"), probabilities: probabilities)
}

@Suite struct SoundingRuleTests {
    private func rule(_ leastScores: Float?...) -> SoundingRule { SoundingRule(leastScores: leastScores) }

    @Test func `a candidate is named by its most probable word`() {
        let named = rule(0.3, 0.3, 0.3).named([candidate(3, 0.2, 0.5, 0.3)])
        #expect(named.map(\.query) == [3])
        #expect(named.map(\.word) == [1])
        #expect(named.map(\.score) == [0.5])
    }

    @Test func `a candidate whose best word is a background word is no label`() {
        #expect(rule(0.3, nil).named([candidate(0, 0.4, 0.6)]).isEmpty)
    }

    @Test func `a score counts from its threshold on`() {
        #expect(rule(0.3, 0.3).named([candidate(0, 0.3, 0.2)]).count == 1)
        #expect(rule(0.3, 0.3).named([candidate(0, 0.29, 0.2)]).isEmpty)
    }

    @Test func `each word has a threshold, and a best word that misses its own leaves no other`() {
        let candidates = [candidate(0, 0.6, 0.4), candidate(1, 0.2, 0.25)]
        #expect(rule(0.7, 0.2).named(candidates).map(\.query) == [1])
        #expect(rule(0.6, 0.3).named(candidates).map(\.query) == [0])
    }

    @Test func `the best of every word is over all candidates`() {
        #expect(SoundingRule.best([candidate(0, 0.1, 0.9), candidate(1, 0.8, 0.2)], words: 2) == [0.8, 0.9])
        #expect(SoundingRule.best([], words: 2) == [0, 0])
    }
}

@Suite struct ReferenceRankingTests {
    @Test func `the most probable pairs come first and a query may come twice`() {
        let best = ReferenceRanking.best(3, of: [[0.5, 0.5, 0], [0.1, 0.2, 0.7]], queries: [4, 9])
        #expect(
            best == [
                .init(query: 9, word: 2, score: 0.7), .init(query: 4, word: 0, score: 0.5),
                .init(query: 4, word: 1, score: 0.5),
            ])
    }

    @Test func `fewer pairs than asked for are all given`() {
        #expect(ReferenceRanking.best(10, of: [[1]], queries: [0]).count == 1)
        #expect(ReferenceRanking.best(10, of: [], queries: []).isEmpty)
    }
}
