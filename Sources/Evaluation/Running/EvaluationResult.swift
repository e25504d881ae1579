/// The scores of a bundle on a folder, and beside them those of marking everything while anything sounds.
package struct EvaluationResult: Sendable, Encodable {
    package private(set) var videos = 0
    package private(set) var snippets = 0
    /// Videos whose truth is known: those that `measures` and the baseline count.
    package private(set) var scenes = 0
    package private(set) var measures: SceneMeasures
    package private(set) var baselineMeasures: SceneMeasures
    private var matrix = ConfusionMatrix(classes: AVSBenchClasses.count)
    private var baselineMatrix = ConfusionMatrix(classes: AVSBenchClasses.count)

    /// Mean intersection over union of all videos.
    package var scores: SegmentationScores { SegmentationScores(matrix) }
    /// That of marking everything, under its true words.
    package var baselineScores: SegmentationScores { SegmentationScores(baselineMatrix) }

    init(leastVisible: Int) {
        measures = SceneMeasures(leastVisible: leastVisible)
        baselineMeasures = measures
    }

    mutating func add(_ outcome: VideoOutcome) {
        videos += 1
        snippets += outcome.snippets
        matrix.add(outcome.matrix)
        baselineMatrix.add(outcome.baselineMatrix)
        guard let scene = outcome.scene else { return }
        scenes += 1
        measures.add(scene)
        baselineMeasures.add(scene.markingEverything)
    }

    private enum CodingKeys: String, CodingKey {
        case videos, snippets, scenes, miou, measures, baseline
    }

    private enum BaselineKeys: String, CodingKey {
        case miou, measures
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(videos, forKey: .videos)
        try container.encode(snippets, forKey: .snippets)
        try container.encode(scenes, forKey: .scenes)
        try container.encode(scores, forKey: .miou)
        guard scenes > 0 else { return }
        try container.encode(measures, forKey: .measures)
        var baseline = container.nestedContainer(keyedBy: BaselineKeys.self, forKey: .baseline)
        try baseline.encode(baselineScores, forKey: .miou)
        try baseline.encode(baselineMeasures, forKey: .measures)
    }
}
