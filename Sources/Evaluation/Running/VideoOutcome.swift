import Analysis
import MediaTypes

/// What scoring one video gave.
struct VideoOutcome: Sendable {
    var matrix = ConfusionMatrix(classes: AVSBenchClasses.count)
    /// The same for marking everything; empty where the truth is not known.
    var baselineMatrix = ConfusionMatrix(classes: AVSBenchClasses.count)
    /// Nil where the truth is not known.
    var scene: SceneOutcome?
    var snippets: Int
}

extension LabelMap {
    /// The size published scores are counted at (Spec §8.6).
    static let scoredSize = 224

    var scored: LabelMap { resized(width: Self.scoredSize, height: Self.scoredSize) }

    /// The classes of some labels; words the folder does not score stay background.
    init(_ labels: SnippetLabels, width: Int, height: Int, id: (String) -> UInt8?) {
        self.init(width: width, height: height)
        for label in labels.labels { if let id = id(label.word) { paint(label.mask, as: id) } }
    }
}

extension BinaryMask {
    /// The pixels of all labels of a snippet.
    init(marking labels: SnippetLabels, width: Int, height: Int) {
        var marks = LabelMap(width: width, height: height)
        for label in labels.labels { marks.paint(label.mask, as: 1) }
        self.init(width: width, height: height, pixels: marks.ids)
    }
}
