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
        let pictures = try video.pictures()
        let heard = HeardVideo(
            encoded: pictures.map { VisualEncoding(scorer.bundle.segmentation)($0) },
            seconds: video.frames.map(\.second), sound: try video.sound())
        let labels = scorer.labels(heard, sound: heard.sound)
        var outcome = VideoOutcome(snippets: pictures.count)
        for (frame, (picture, labels)) in zip(video.frames, zip(pictures, labels)) {
            guard let truth = try video.labels(frame) else { continue }
            let prediction = LabelMap(labels, width: picture.width, height: picture.height, id: folder.id)
            outcome.matrix.add(truth: truth.scored, prediction: prediction.scored)
        }
        guard let truth = try video.truth() else { return outcome }
        let objects = try video.objects(of: pictures)
        outcome.scene = try scene(truth, objects: objects, of: video, heard, labels)
        for (frame, map) in zip(video.frames, objects) {
            guard let labels = try video.labels(frame) else { continue }
            let marked = everything(in: map, truth: truth, second: frame.second)
            outcome.baselineMatrix.add(truth: labels.scored, prediction: marked.scored)
        }
        return outcome
    }

    private func scene(
        _ truth: SceneTruth, objects: [LabelMap], of video: LabelledVideo, _ heard: HeardVideo,
        _ labels: [SnippetLabels]
    ) throws -> SceneOutcome {
        func marks(_ labels: [SnippetLabels]) -> [BinaryMask] {
            zip(objects, labels).map { BinaryMask(marking: $1, width: $0.width, height: $0.height) }
        }
        let swapped = try video.swappedSound().map { scorer.labels(heard, sound: $0) }
        let muted = scorer.labels(heard, sound: Array(repeating: 0, count: heard.sound.count))
        return SceneOutcome(
            truth: truth, seconds: heard.seconds, objects: objects, marks: marks(labels),
            swappedMarks: swapped.map(marks), isLabelledMuted: muted.map { !$0.labels.isEmpty })
    }

    /// Every object under its true word while anything sounds.
    private func everything(in objects: LabelMap, truth: SceneTruth, second: Int) -> LabelMap {
        let isLoud = truth.anythingSounds(in: second)
        let classes = [0] + truth.objects.map { object in object.word.flatMap(folder.id) ?? 0 }
        return LabelMap(
            width: objects.width, height: objects.height,
            ids: objects.ids.map { isLoud && Int($0) < classes.count ? classes[Int($0)] : 0 })
    }
}
