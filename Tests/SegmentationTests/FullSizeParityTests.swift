import Foundation
import TestSupport
import Testing

@testable import Segmentation

/// The same comparisons at 384×640: minutes, so only `make parity` runs them.
@Suite(
    .serialized,
    .enabled(
        if: ProcessInfo.processInfo.environment["EARSHOT_PARITY"] == "1",
        "not run: the full size takes minutes, `make parity` runs it"))
struct FullSizeParityTests {
    static let run = Result { try ReferenceRun("r50_360", width: 426, height: 240, shortSide: 360) }

    @Test("Every tensor up to the mask features agrees", arguments: ReferenceChecks.beforeDecoder)
    func stage(check: ReferenceChecks.Check) throws {
        try ReferenceChecks.compare(Self.run.get(), check)
    }

    @Test("Every tensor of the decoder agrees when it is given the reference's attention masks")
    func forcedDecoder() throws {
        try ReferenceChecks.compareForced(Self.run.get())
    }

    @Test("Left to itself the decoder agrees for at least 95 % of the queries, layer by layer")
    func freeDecoder() throws {
        try ReferenceChecks.compareFree(Self.run.get())
    }

    @Test("Free-running mask logits and their signs agree")
    func masks() throws {
        try ReferenceChecks.compareMasks(Self.run.get())
    }
}
