package import Analysis
package import Bundles
import MediaTypes
package import VisionLanguage

/// Scores a bundle on the videos of an AVSBench folder, as docs/evaluation.md defines it.
package struct Evaluator: Sendable {
    private let folder: AVSBenchFolder
    private let scorer: VideoScorer
    private let leastVisible: Int

    /// - Parameters:
    ///   - vocabulary: the bundle's own words.
    ///   - selection: `sounding` or the published rule.
    package init(
        _ folder: AVSBenchFolder, bundle: ModelBundle, vocabulary: Vocabulary, selection: Selection, cut: SoundCut
    ) {
        self.folder = folder
        scorer = VideoScorer(
            bundle: bundle, naming: Naming(bundle: bundle, vocabulary: vocabulary, selection: selection), cut: cut)
        leastVisible = bundle.manifest.thresholds.minAreaPx
    }

    /// Scores the first videos, or all.
    ///
    /// - Parameter progress: told after each video how many are done.
    package func callAsFunction(
        limit: Int? = nil, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> EvaluationResult {
        let videos = folder.videos.prefix(limit ?? folder.videos.count)
        var result = EvaluationResult(leastVisible: leastVisible)
        for (index, video) in videos.enumerated() {
            result.add(try outcome(of: video))
            progress(index + 1, videos.count)
        }
        return result
    }

    private func outcome(of video: LabelledVideo) throws -> VideoOutcome {
        let pictures = try video.frames.map(video.picture)
        let encoded = pictures.map { VisualEncoding(scorer.bundle.segmentation)($0) }
        let seconds = video.frames.map(\.second)
        let sound = try video.sound()
        let labels = scorer.labels(encoded, seconds: seconds, sound: sound)
        var outcome = VideoOutcome(snippets: pictures.count)
        for (frame, (picture, labels)) in zip(video.frames, zip(pictures, labels)) {
            guard let truth = try video.labels(frame) else { continue }
            let prediction = LabelMap(labels, width: picture.width, height: picture.height, id: folder.id)
            outcome.matrix.add(truth: truth.scored, prediction: prediction.scored)
        }
        if let truth = try video.truth() {
            try addScene(truth, of: video, encoded, labels, soundCount: sound.count, to: &outcome)
        }
        return outcome
    }

    private func addScene(
        _ truth: SceneTruth, of video: LabelledVideo, _ encoded: [EncodedPicture], _ labels: [SnippetLabels],
        soundCount: Int, to outcome: inout VideoOutcome
    ) throws {
        let seconds = video.frames.map(\.second)
        let objects = try video.frames.map(video.objects)
        func marks(_ labels: [SnippetLabels]) -> [BinaryMask] {
            zip(objects, labels).map { BinaryMask(marking: $1, width: $0.width, height: $0.height) }
        }
        let swapped = try video.swappedSound().map { scorer.labels(encoded, seconds: seconds, sound: $0) }
        let muted = scorer.labels(encoded, seconds: seconds, sound: Array(repeating: 0, count: soundCount))
        outcome.scene = SceneOutcome(
            truth: truth, seconds: seconds, objects: objects, marks: marks(labels), swappedMarks: swapped.map(marks),
            isLabelledMuted: muted.map { !$0.labels.isEmpty })
        for (frame, map) in zip(video.frames, objects) {
            guard let labels = try video.labels(frame) else { continue }
            let marked = everything(in: map, truth: truth, second: frame.second)
            outcome.baselineMatrix.add(truth: labels.scored, prediction: marked.scored)
        }
    }

    /// Every object under its true word while anything sounds.
    private func everything(in objects: LabelMap, truth: SceneTruth, second: Int) -> LabelMap {
        let classes = truth.objects.map { object in object.word.flatMap(folder.id) ?? 0 }
        let ids = objects.ids.map { $0 > 0 && Int($0) <= classes.count ? classes[Int($0) - 1] : 0 }
        let empty = LabelMap(width: objects.width, height: objects.height)
        return truth.anythingSounds(in: second)
            ? LabelMap(width: objects.width, height: objects.height, ids: ids) : empty
    }
}
