import Analysis
import Media
import MediaTypes
import Pipeline
import Segmentation
import Snippets
import Tensors

// What items weigh in rings: the memory they alone keep alive, in bytes.

extension Tensor {
    var byteCount: Int { count * MemoryLayout<Float>.stride }
}

extension AnalysisInput {
    var byteCount: Int { (picture?.byteCount ?? 0) + soundByteCount }
    var soundByteCount: Int { samples.count * MemoryLayout<Float>.stride }
}

extension PictureFeatures {
    var byteCount: Int {
        guard let encoded else { return 0 }
        return encoded.prepared.byteCount + encoded.features.reduce(0) { $0 + $1.byteCount }
    }
}

extension PreparedPicture {
    var byteCount: Int { resized.pixels.count + input.byteCount }
}

extension SoundFeatures {
    var byteCount: Int { embedding.byteCount }
}

extension FusedSecond {
    var byteCount: Int { snippet?.byteCount ?? 0 }
}

extension AnalysisSnippet {
    var byteCount: Int {
        let maps = [fused.audio, fused.maskFeatures] + fused.multiScale + fused.levelMaskFeatures
        return prepared.byteCount + maps.reduce(0) { $0 + $1.byteCount }
    }
}

extension DecidedSeconds {
    /// The snippets of the window are those of its neighbours, so a window weighs its masks and the seconds it emits.
    var byteCount: Int {
        (decoded?.prediction.maskLogits.byteCount ?? 0) + seconds.reduce(0) { $0 + $1.byteCount }
    }
}

extension NamedSecond {
    var byteCount: Int { labels.byteCount }
}

extension SnippetLabels {
    var byteCount: Int {
        labels.reduce(0) { sum, label in
            sum + label.mask.pixels.count + label.footprint.masks.reduce(0) { $0 + $1.pixels.count }
        }
    }
}

extension AdmittedItem {
    var byteCount: Int {
        switch self {
        case .whole(.snippet(let snippet), _), .unanalysed(let snippet, _, _): snippet.byteCount
        default: 0
        }
    }
}

extension Snippet {
    var byteCount: Int { recording.byteCount + waveform.samples.count * MemoryLayout<Float>.stride }
}

extension Joined<AdmittedItem, NamedSecond> {
    var byteCount: Int { (left?.byteCount ?? 0) + (right?.byteCount ?? 0) }
}

extension LinkedItem {
    var byteCount: Int {
        guard case .second(let second) = self else { return 0 }
        return second.snippet.byteCount + second.labels.byteCount
    }
}
