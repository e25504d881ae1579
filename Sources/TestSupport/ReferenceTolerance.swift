/// How far float32 arithmetic in another order may be from the reference numbers, as published beside them:
/// `|a - b| <= bound · max(1, standard deviation)`.
package enum ReferenceTolerance {
    private static let bounds: [(prefix: String, bound: Double)] = [
        ("vggish.logmel", 1e-5), ("vggish.", 1e-4), ("backbone.", 1e-4), ("pd.input_proj.", 1e-4), ("enc.src", 1e-4),
        ("enc.pos", 1e-5), ("enc.reference_points", 1e-6), ("enc.", 5e-4), ("fusion.", 5e-4), ("pd.", 5e-4),
        ("dec.pos3d.", 1e-5), ("dec.layers.", 1e-3), ("dec.pred.", 5e-3), ("dec.", 1e-3), ("masks.upsampled", 5e-3),
        ("sound.prob", 5e-3), ("text.embed", 1e-4),
    ]

    /// With weights by rule the published image embeddings of ViT-L/14 are themselves 1.8e-3 away from double precision
    /// (`misc_vitl14_double`): three times that.
    private static let largeImageEmbedding = 5e-3

    /// The published image embeddings of ViT-B/16 are 3.0e-4 away from double precision over the crops of `r50_small`: three
    /// times that.
    private static let imageEmbedding = 1e-3

    private static let suffixBounds: [(suffix: String, bound: Double)] = [
        (".logits", 1e-3), (".image_embed", imageEmbedding), (".class_prob", 5e-3), (".top10.scores_sorted", 5e-3),
    ]

    /// Nil for names that are compared in another way, such as bit masks and boxes.
    ///
    /// - Parameter hasLargeCLIP: the numbers are those of a model that names by ViT-L/14.
    package static func bound(of name: String, hasLargeCLIP: Bool = false) -> Double? {
        if hasLargeCLIP, name.hasSuffix(".image_embed") { return largeImageEmbedding }
        if name.hasSuffix(".attn_mask") || name.hasSuffix(".all_masked_rows") { return nil }
        return suffixBounds.first { name.hasSuffix($0.suffix) }?.bound
            ?? bounds.first { name.hasPrefix($0.prefix) }?.bound
    }

    /// Numbers that follow from the decoder's own attention masks: a pixel whose logit is zero within rounding may flip
    /// and move its query.
    package static func dependsOnOwnMasks(_ name: String) -> Bool {
        name.hasPrefix("dec.layers.") || name.hasPrefix("dec.pred.") || name == "masks.upsampled"
            || name == "sound.prob"
    }
}
