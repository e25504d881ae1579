import Analysis
import Bundles
import Segmentation
import Specs
import VisionLanguage

/// The model, the words and the rules by which results become labels, as a spec wants them.
struct AnalysisSetup {
    let bundle: ModelBundle
    let vocabulary: Vocabulary
    let schedule: WindowSchedule
    private let spec: ModelSpec

    init(_ spec: ModelSpec, models: ModelStore) throws {
        self.spec = spec
        bundle = try ModelBundle.load(directory: models.find(spec.bundle).directory)
        vocabulary = try bundle.vocabulary(words: spec.words, onlyWords: spec.usesOnlyWords)
        schedule = WindowSchedule(emission: Emission(spec.emission), stride: spec.stride)
    }

    /// Sizes of the network, from which ring sizes follow.
    var sizes: NetworkSizes {
        let model = bundle.manifest.segmentation
        return NetworkSizes(
            featureChannels: model.backbone.outputs, decoderChannels: model.pixelDecoder.channels,
            maskChannels: model.pixelDecoder.maskChannels, embedding: model.vggish.embedding,
            queries: model.maskDecoder.queries, words: vocabulary.words.count,
            shortSide: spec.shortSide ?? model.preprocessing.shortSide, longSide: model.preprocessing.maxSide,
            divisor: model.preprocessing.divisor)
    }

    /// - Parameter schedule: where a recording goes on.
    func network(schedule resumed: WindowSchedule?) -> StandardPipeline.Network {
        StandardPipeline.Network(
            bundle: bundle, naming: Naming(bundle: bundle, vocabulary: vocabulary, selection: selection),
            schedule: resumed ?? schedule, gate: SilenceGate(level: spec.silenceGate), shortSide: spec.shortSide)
    }

    private var selection: Selection {
        switch spec.selection {
        case .sounding: .sounding(thresholds)
        case .reference: .reference()
        }
    }

    /// The bundle's thresholds with the spec's in their place.
    private var thresholds: ModelManifest.Thresholds {
        var thresholds = bundle.manifest.thresholds
        thresholds.sounding = spec.soundingThreshold ?? thresholds.sounding
        thresholds.score = spec.scoreThreshold ?? thresholds.score
        thresholds.minAreaPx = spec.minimumAreaPixels ?? thresholds.minAreaPx
        return thresholds
    }
}

extension Emission {
    fileprivate init(_ emission: ModelSpec.Emission) {
        switch emission {
        case .center: self = .center
        case .newest: self = .newest
        }
    }
}
