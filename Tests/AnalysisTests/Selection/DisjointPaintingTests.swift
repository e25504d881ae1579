import MediaTypes
import Testing

@testable import Analysis

private func named(_ query: Int, _ word: Int, _ score: Float, sounding: Float = 0.6, _ mask: BinaryMask) -> NamedQuery {
    NamedQuery(query: query, word: word, score: score, sounding: sounding, mask: mask)
}

@Suite struct DisjointPaintingTests {
    @Test func `the higher score keeps a pixel both want`() {
        let words = DisjointPainting(minimumArea: 1)([
            named(0, 4, 0.5, mask("###.")), named(1, 7, 0.9, mask("..##")),
        ])
        #expect(words.map(\.word) == [7, 4])
        #expect(words.map(\.mask) == [mask("..##"), mask("##..")])
        #expect(words.map(\.area) == [2, 2])
    }

    @Test func `queries of one word become one label with the greatest scores`() {
        let words = DisjointPainting(minimumArea: 1)([
            named(0, 4, 0.5, sounding: 0.95, mask("#...")), named(1, 4, 0.9, sounding: 0.7, mask("...#")),
        ])
        #expect(words.count == 1)
        #expect(words.first?.mask == mask("#..#"))
        #expect(words.first?.score == 0.9)
        #expect(words.first?.sounding == 0.95)
        #expect(words.first?.queries == [1, 0])
    }

    @Test func `a word left under the least area is dropped and its pixels stay empty`() {
        let words = DisjointPainting(minimumArea: 2)([
            named(0, 1, 0.9, mask("##..")), named(1, 2, 0.8, mask(".##.")), named(2, 3, 0.7, mask("..##")),
        ])
        #expect(words.map(\.word) == [1])
    }

    @Test func `equal scores paint in the order given`() {
        let words = DisjointPainting(minimumArea: 1)([named(5, 0, 0.5, mask("##")), named(2, 1, 0.5, mask("##"))])
        #expect(words.map(\.word) == [0])
    }

    @Test func `nothing painted gives no words`() {
        #expect(DisjointPainting(minimumArea: 1)([]).isEmpty)
        #expect(DisjointPainting(minimumArea: 0)([named(0, 0, 0.9, mask(".."))]).isEmpty)
    }
}

@Suite struct NearMissListTests {
    @Test func `near misses are the best few words that are no label`() {
        let misses = NearMissList()(
            best: [0.9, 0.05, 0.2, 0.009, 0.05, 0.3, 0.02, 0.04], words: ["a", "b", "c", "d", "e", "f", "g", "h"],
            labelled: [0])
        #expect(misses.map(\.word) == ["f", "c", "b", "e", "h"])
        #expect(misses.first == NearMiss(word: "f", score: 0.3))
    }
}
