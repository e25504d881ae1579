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

    /// The labels of every picture of a video, heard with some sound.
    func labels(_ video: HeardVideo, sound: [Float]) -> [SnippetLabels] {
        let encoding = SoundEncoding(bundle.segmentation)
        let fusion = SnippetFusion(bundle.segmentation)
        var sliding = SlidingWindow<AnalysisSnippet>(WindowSchedule(emission: .center, stride: WindowSchedule.length))
        var windows: [Window<AnalysisSnippet>] = []
        for (index, patch) in cut.patches(of: sound, seconds: video.seconds).enumerated() {
            let snippet = fusion(video.encoded[index], embedding: encoding(patch: patch))
            windows += sliding.append(snippet, for: SnippetKey(epoch: 0, index: index))
        }
        windows += sliding.endRun()
        var decoding = WindowDecoding(bundle.segmentation)
        return windows.flatMap { naming(decoding($0), positions: $0.schedule.emitted) }
    }
}

/// A video's pictures after the backbone, which sees them once whatever is heard with them.
struct HeardVideo: Sendable {
    let encoded: [EncodedPicture]
    /// The second each picture shows.
    let seconds: [Int]
    let sound: [Float]
}
