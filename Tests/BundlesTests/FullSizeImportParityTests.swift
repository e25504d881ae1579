import Foundation
import Network
import Segmentation
import Tensors
import TestSupport
import Testing
import VisionLanguage

@testable import Bundles

/// The published sizes, gigabytes on disk: run by `make parity`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["EARSHOT_PARITY"] == "1"))
struct FullSizeImportParityTests {
    @Test func `the published checkpoint's names and sizes import without loss`() throws {
        let folder = try TemporaryFolder()
        let weights = try SyntheticWeights(.ovavssR50)
        try weights.write(to: folder("ovavss.safetensors"))
        let merges = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../.build/test-data/bpe_simple_vocab_16e6.txt.gz").standardized.path
        let report = try ModelImport(
            .init(ovavss: folder("ovavss.safetensors"), merges: merges, name: "r50", output: folder("r50"))
        ).run()
        #expect(report.used + report.ignored.count == weights.keys.count)
        let bundle = try ModelBundle.load(directory: folder("r50"))
        #expect(bundle.manifest.segmentation == .ovavssR50)
        #expect(bundle.manifest.clip == .vitB16)
        let written = try SafetensorsFile(path: folder("r50/model.safetensors"))
        for key in written.keys {
            let (found, expected) = (try written.tensor(key), try weights.tensor(key))
            #expect(found.shape == expected.shape)
            let isEqual = found.withUnsafeBuffer { found in expected.withUnsafeBuffer { found.elementsEqual($0) } }
            #expect(isEqual, "\(key)")
        }
    }
}
