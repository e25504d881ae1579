import Bundles
import Foundation
import Network
import Tensors
import TestSupport
import Testing

@testable import DaemonKit

/// The bundled model on one window through the code of `earshot forward`, held against the numbers that the code which
/// trained it computed from the same weights.
struct TrainingParityTests {
    private static let fixture = Bundle.module.bundleURL
        .appendingPathComponent("Fixtures/sandbox_window.safetensors").path
    /// Inputs, and a crop, whose query no probe tells.
    private static let notComputed = ["frames", "waveform", "crop."]

    private func computed() throws -> [String: Tensor] {
        let bundle = try ModelBundle.load(directory: ModelStore().find("sandbox").directory)
        let recorder = TensorRecorder { _ in true }
        _ = try ForwardRun(model: bundle.segmentation, shortSide: nil, probe: recorder.probe)(
            ForwardInput(path: Self.fixture))
        _ = try bundle.vocabulary(probe: recorder.probe)
        return recorder.tensors
    }

    @Test func `a window gives the numbers of the code that trained the model`() throws {
        let golden = try Golden(path: Self.fixture)
        let names = golden.names.filter { name in !Self.notComputed.contains { name.hasPrefix($0) } }
        #expect(names.count == 21)
        let tensors = try computed()
        for name in names {
            let tensor = try #require(tensors[name], "\(name) was not computed")
            let tolerance = try #require(ReferenceTolerance.bound(of: name))
            let differences = try golden.differences(name, tensor)
            let far = differences.filter { !($0 <= tolerance) }.count
            // A pixel whose logit is zero within rounding may move its query.
            let allowed = ReferenceTolerance.dependsOnOwnMasks(name) ? differences.count / 20 : 0
            #expect(far <= allowed, "\(name): \(far) numbers are further off than \(tolerance)")
            #expect(tensor.shape == (try golden.shape(name)))
        }
    }
}
