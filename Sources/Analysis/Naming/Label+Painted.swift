import MediaTypes
import VisionLanguage

extension Label {
    /// A painted word under the name it is reported by; nil-free because painting never leaves a word empty.
    init(_ painted: DisjointPainting.Word, word: VocabularyWord, footprint: Footprint) {
        guard let box = painted.mask.box else { preconditionFailure("a painted word has pixels") }
        self.init(
            word: word.name, known: word.split?.rawValue, score: painted.score, sounding: painted.sounding,
            mask: painted.mask, box: box, area: painted.area, footprint: footprint)
    }
}
