import MediaTypes
import Network
import Tensors
import TestSupport
import Testing

@testable import VisionLanguage

/// A published CLIP with weights by rule: two pictures and four prompts, with every block's result.
struct ClipReference: Sendable, CustomTestStringConvertible {
    /// Of the file of its numbers.
    let name: String
    let layout: SyntheticWeights.Layout
    let configuration: CLIPConfiguration

    static let vitB16 = ClipReference(name: "misc_vitb16", layout: .clipViTB16, configuration: .vitB16)
    static let vitB32 = ClipReference(name: "misc_vitb32", layout: .clipViTB32, configuration: .vitB32)
    static let vitL14 = ClipReference(name: "misc_vitl14", layout: .clipViTL14, configuration: .vitL14)
    static let vitL14At336 = ClipReference(
        name: "misc_vitl14_336px", layout: .clipViTL14At336, configuration: .vitL14At336)
    static let rn50 = ClipReference(name: "misc_rn50", layout: .clipRN50, configuration: .rn50)

    static let prompts = [
        "a photo of a violin.", "There is a large emergency-car in the scene.", "This is a photo of a dog",
        "There is the missile-rocket in the scene",
    ]

    var testDescription: String { layout.rawValue }

    var golden: Golden { get throws { try Golden(name) } }

    var weights: CheckpointScope { get throws { try SyntheticWeights(layout).checkpoint.root } }

    func imageEncoder() throws -> ImageEncoder {
        try ImageEncoder(weights["visual"], configuration: configuration.image, embedding: configuration.embedding)
    }

    /// How far a tensor of the image tower may be from the numbers: the published tolerance, or where the numbers themselves
    /// are nearly that far from the same network in double precision, four times that distance.
    ///
    /// Weights drawn at random amplify rounding by half to double in every block of a vision transformer. How much of it there
    /// is depends on the kernels OpenBLAS has for the processor: with Cooperlake's one of 4096 elements is 3.1 times as far.
    func tolerance(of tensor: String, published: Double) throws -> Double {
        guard case .vit = configuration.image.network else { return published }
        return try max(published, 4 * golden.difference(tensor, from: Golden(name + "_double")))
    }

    func textEncoder() throws -> TextEncoder {
        try TextEncoder(weights, configuration: configuration.text, embedding: configuration.embedding)
    }

    var pictures: Tensor {
        let side = configuration.image.resolution
        return .stacked((0..<2).map { Self.planar(SyntheticInput.picture($0, width: side, height: side)) })
    }

    private static func planar(_ picture: Picture) -> Tensor {
        let area = picture.width * picture.height
        let values = (0..<3).flatMap { channel in (0..<area).map { Float(picture.pixels[$0 * 3 + channel]) } }
        return Tensor(shape: [3, picture.height, picture.width], values)
    }

    /// The results of the image tower; patches as the map the published code makes of them.
    func imageTensors() throws -> [String: Tensor] {
        let recorder = TensorRecorder()
        let embeddings = try imageEncoder()(pictures, probe: recorder.probe)
        var tensors = recorder.tensors
        if case .vit(let sizes) = configuration.image.network {
            let grid = configuration.image.resolution / sizes.patch
            tensors["image.conv1"] = tensors["image.conv1"]?.transposed.reshaped([2, sizes.width, grid, grid])
        }
        tensors["image.embed"] = embeddings
        return tensors
    }
}
