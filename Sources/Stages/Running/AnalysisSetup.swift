import Analysis
import Bundles
import Events
import Pipeline
import Specs
import VisionLanguage
import Words

/// The model, the words and the rules by which results become labels, as a spec wants them.
struct AnalysisSetup {
    let bundle: ModelBundle
    let vocabulary: Vocabulary
    let schedule: WindowSchedule
    private let spec: ModelSpec
    private let turns: Turns?

    init(_ spec: ModelSpec, models: LoadedModels, turns: Turns? = nil) throws {
        self.spec = spec
        self.turns = turns
        let loaded = try models.bundle(spec.bundle)
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
    func network(schedule resumed: WindowSchedule?, words: NamingInForce) -> StandardPipeline.Network {
        StandardPipeline.Network(
            bundle: bundle, words: words, schedule: resumed ?? schedule, gate: SilenceGate(level: spec.silenceGate),
            shortSide: spec.shortSide, turns: turns)
    }

    /// The spec's words.
    var words: NamingInForce.Words { words(vocabulary) }

    /// Other words for the same model and rules.
    ///
    /// - Throws: where one of them is too long for a prompt.
    func words(_ words: [WordEntry], onlyWords: Bool) throws -> NamingInForce.Words {
        self.words(try bundle.vocabulary(words: words, onlyWords: onlyWords))
    }

    private func words(_ vocabulary: Vocabulary) -> NamingInForce.Words {
        NamingInForce.Words(
            naming: Naming(bundle: bundle, vocabulary: vocabulary, selection: selection),
            record: VocabularyRecord(vocabulary, of: bundle))
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
