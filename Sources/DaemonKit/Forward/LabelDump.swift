import Analysis
import MediaTypes
import Network
import Tensors
import VisionLanguage

/// The labels of a window as tensors, one row a label: `labels.snippet`, `labels.word` (index into the vocabulary),
/// `labels.score`, `labels.sounding` and `labels.mask` `[n, H, W]` at the size of the given pictures.
struct LabelDump {
    let vocabulary: Vocabulary
    let probe: TensorProbe

    func callAsFunction(_ snippets: [SnippetLabels]) {
        let rows = snippets.enumerated().flatMap { index, snippet in snippet.labels.map { (snippet: index, label: $0) }
        }
        func column(_ name: String, _ value: ((snippet: Int, label: Label)) -> Float) {
            probe("labels.\(name)", Tensor(shape: [rows.count], rows.map(value)))
        }
        column("snippet") { Float($0.snippet) }
        column("word") { row in Float(vocabulary.words.firstIndex { $0.name == row.label.word } ?? -1) }
        column("score") { $0.label.score }
        column("sounding") { $0.label.sounding }
        guard let size = rows.first?.label.mask else { return }
        probe(
            "labels.mask",
            Tensor(
                shape: [rows.count, size.height, size.width], rows.flatMap { $0.label.mask.pixels.map { Float($0) } }))
    }
}
