import ArgumentParser
import Segmentation
import TestSupport
import VisionLanguage

/// A published model with weights by rule.
enum SyntheticModel: String, CaseIterable, ExpressibleByArgument {
    case r50 = "synthetic-r50"
    case swinB = "synthetic-swinb"

    var layout: SyntheticWeights.Layout {
        switch self {
        case .r50: .ovavssR50
        case .swinB: .ovavssSwinB
        }
    }

    var segmentation: SegmentationConfiguration {
        switch self {
        case .r50: .ovavssR50
        case .swinB: .ovavssSwinB
        }
    }

    var clip: CLIPConfiguration {
        switch self {
        case .r50: .vitB16
        case .swinB: .vitL14At336
        }
    }
}
