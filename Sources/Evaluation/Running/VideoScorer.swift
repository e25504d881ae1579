import Analysis
import Bundles
import MediaTypes
import Tensors
import VisionLanguage

/// Runs a bundle over single videos: published windows, silence gate off (docs/evaluation.md).
struct VideoScorer: Sendable {
    let bundle: ModelBundle
    let naming: Naming
    let cut: SoundCut

    /// The labels of every picture of a video.
    ///
    /// - Parameters:
    ///   - pictures: encoded once, whatever is heard with them.
    ///   - seconds: the second each picture shows.
    func labels(_ pictures: [EncodedPicture], seconds: [Int], sound: [Float]) -> [SnippetLabels] {
        let encoding = SoundEncoding(bundle.segmentation)
        let fusion = SnippetFusion(bundle.segmentation)
        var sliding = SlidingWindow<AnalysisSnippet>(WindowSchedule(emission: .center, stride: WindowSchedule.length))
        var windows: [Window<AnalysisSnippet>] = []
        for (index, patch) in cut.patches(of: sound, seconds: seconds).enumerated() {
            let snippet = fusion(pictures[index], embedding: encoding(patch: patch))
            windows += sliding.append(snippet, for: SnippetKey(epoch: 0, index: index))
        }
        windows += sliding.endRun()
        var decoding = WindowDecoding(bundle.segmentation)
        return windows.flatMap { naming(decoding($0), positions: $0.schedule.emitted) }
    }
}
