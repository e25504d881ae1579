import Foundation
import Testing

/// Which queries show, their boxes, crops, embeddings and names against the published code.
struct CropReferenceTests {
    private static let shared = Result { try CropReference(.r50) }
    private let checks: CropReferenceChecks

    init() throws {
        checks = CropReferenceChecks(reference: try Self.shared.get())
    }

    @Test(arguments: [4, 12])
    func `the same queries show in the same snippets, in the same order`(count: Int) throws {
        try checks.expectSources(first: count)
    }

    @Test(arguments: [4, 12])
    func `boxes and crops agree`(count: Int) throws {
        try checks.expectCrops(first: count, stored: 6)
    }

    @Test func `crops lie in CLIP's space and are named as published`() throws {
        try checks.expectNames(first: 4, embeddingsWithin: 2e-3)
    }
}

/// The same of the Swin-B model, whose CLIP is five times as large: run by `make parity`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["EARSHOT_PARITY"] == "1"))
struct SwinCropParityTests {
    /// The published embeddings of whole pictures are 1.6e-3 away from double precision (`misc_vitl14_336px_double`).
    @Test func `crops of the Swin-B model agree and are named as published`() throws {
        let checks = CropReferenceChecks(reference: try CropReference(.swinB))
        try checks.expectSources(first: 1)
        try checks.expectCrops(first: 1, stored: 1)
        try checks.expectNames(first: 1, embeddingsWithin: 5e-3)
    }
}
