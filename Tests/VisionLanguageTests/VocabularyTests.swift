import Tensors
import Testing
import Words

@testable import VisionLanguage

struct VocabularyTests {
    private func vocabulary(_ texts: [String], rows: Int) throws -> Vocabulary {
        Vocabulary(
            words: VocabularyWord.competing(words: try WordList.entries(of: texts), known: [], only: true),
            embeddings: Tensor(shape: [rows, 2]), digest: "")
    }

    @Test func `a word is as near as the nearest of its spellings, however many it has`() throws {
        let vocabulary = try vocabulary(["dog|puppy|hound", "cat", "engine|motor"], rows: 6)
        #expect(vocabulary.rows == [0..<3, 3..<4, 4..<6])
        let logits = Tensor(shape: [2, 6], [1, 7, -3, 5, 0, 2, -9, -8, -7, -6, -5, -4])
        let nearest = vocabulary.nearest(logits)
        #expect(nearest.shape == [2, 3])
        #expect(nearest.elements == [7, 5, 2, -7, -6, -4])
    }

    @Test func `without synonyms the logits stay what they are`() throws {
        let logits = Tensor(shape: [1, 2], [.leastNonzeroMagnitude, -.infinity])
        let nearest = try vocabulary(["dog", "Cat=cat@0.4"], rows: 2).nearest(logits)
        #expect(
            nearest.shape == logits.shape && nearest.elements.map(\.bitPattern) == logits.elements.map(\.bitPattern))
    }

    @Test func `no crops have no logits`() throws {
        let nearest = try vocabulary(["dog|puppy"], rows: 2).nearest(Tensor(shape: [0, 2]))
        #expect(nearest.shape == [0, 1])
    }
}
