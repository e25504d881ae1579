import Foundation
import Network
import TestSupport

/// How one tensor compares with the reference.
struct ComparedTensor {
    let text: String
    let agrees: Bool

    /// What may be far off after a flipped pixel: the published bounds hold for unmoved queries only.
    private static let allowanceAfterFlip = 50.0

    init(_ name: String, within bound: Double, golden: Golden, file: SafetensorsFile, flips: AttentionFlips) throws {
        guard try file.shape(of: name) == golden.shape(name) else {
            text = "\(name): shape \(try file.shape(of: name)) instead of \(try golden.shape(name))"
            agrees = false
            return
        }
        let differences = try golden.differences(name, file.tensor(name))
        let largest = differences.max() ?? 0
        let within = Double(differences.filter { $0 <= bound }.count) / Double(max(1, differences.count))
        let isMoved = flips.precede(name)
        agrees = isMoved ? largest <= bound * Self.allowanceAfterFlip : within == 1
        text =
            name.padding(toLength: 40, withPad: " ", startingAt: 0)
            + String(format: " largest %.1e, tolerance %.0e, %.2f %% within", largest, bound, within * 100)
            + (isMoved ? ", after a flipped pixel" : "") + (agrees ? "" : "  FAILED")
    }
}
