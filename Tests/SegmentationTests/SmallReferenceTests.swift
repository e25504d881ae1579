import Tensors
import TestSupport
import Testing

@testable import Segmentation

/// Every stage of the R50 model against the numbers of the authors' code at 128×224.
@Suite(.serialized)
struct SmallReferenceTests {
    static let run = Result { try ReferenceRun("r50_small", width: 200, height: 120, shortSide: 128) }

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
