import Analysis
import Foundation
import Network
import Segmentation
import TestSupport
import Testing

/// The published sizes with weights by rule: run by `make parity`.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["EARSHOT_PARITY"] == "1"))
struct CachedWindowParityTests {
    private static let model = Result {
        try SegmentationModel(configuration: .ovavssR50, weights: SyntheticWeights(.ovavssR50).checkpoint.root)
    }

    @Test(arguments: Emission.allCases)
    func `a cached window of the published network equals the same five pictures computed alone`(
        emission: Emission
    ) throws {
        try WindowedClip(model: Self.model.get(), shortSide: 128).expectCachedEqualsAlone(emission)
    }
}
