import TestSupport
import Testing

@testable import Segmentation

/// Every stage of the Swin-B model against the numbers of the authors' code at 128×224.
@Suite(.serialized)
struct SwinReferenceTests {
    static let run = Result {
        try ReferenceRun("swinb_small", .ovavssSwinB, .ovavssSwinB, width: 200, height: 120, shortSide: 128)
    }

    @Test(
        arguments: [
            ReferenceChecks.Check(prefix: "backbone.patch_embed", atLeast: 1),
            ReferenceChecks.Check(prefix: "backbone.layers.", atLeast: 8),
            ReferenceChecks.Check(prefix: "backbone.res", atLeast: 4),
        ])
    func `every stage of the transformer agrees`(check: ReferenceChecks.Check) throws {
        try ReferenceChecks.compare(Self.run.get(), check)
    }

    @Test(arguments: ReferenceChecks.beforeDecoder)
    func `every tensor up to the mask features agrees`(check: ReferenceChecks.Check) throws {
        try ReferenceChecks.compare(Self.run.get(), check)
    }

    @Test func `every tensor of the decoder agrees when it is given the reference's attention masks`() throws {
        try ReferenceChecks.compareForced(Self.run.get())
    }

    @Test func `left to itself the decoder agrees for at least 95 % of the queries, layer by layer`() throws {
        try ReferenceChecks.compareFree(Self.run.get())
    }

    @Test func `free-running mask logits and their signs agree`() throws {
        try ReferenceChecks.compareMasks(Self.run.get())
    }
}
