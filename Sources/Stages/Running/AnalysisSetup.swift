import Analysis
import Bundles
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
        let loaded = try ModelBundle.load(directory: models.find(spec.bundle).directory)
        bundle = spec.crop.map { loaded.cropping(CropPlacement($0)) } ?? loaded
        vocabulary = try bundle.vocabulary(words: spec.words, onlyWords: spec.usesOnlyWords)
        schedule = WindowSchedule(emission: Emission(spec.emission), stride: spec.stride)
    }

    /// Sizes of the network, from which ring sizes follow.
    var sizes: NetworkSizes {
        var sizes = NetworkSizes(bundle.manifest)
        sizes.words = vocabulary.words.count
        sizes.shortSide = spec.shortSide ?? sizes.shortSide
        return sizes
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

extension CropPlacement {
    fileprivate init(_ crop: ModelSpec.Crop) {
        switch crop {
        case .reference: self = .reference
        case .centered: self = .centered
        case .resize: self = .resize
        case .none: self = .whole
        }
    }
}
