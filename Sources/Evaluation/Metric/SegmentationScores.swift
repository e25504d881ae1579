/// Mean intersection over union as published: 0…1, nil where no class of the group occurs.
package struct SegmentationScores: Sendable, Equatable, Encodable {
    package let base: Double?
    package let novel: Double?
    /// Over all classes, background included.
    package let overall: Double?
    /// `2BN / (B + N)`; nil where a half is missing.
    package let harmonic: Double?

    package init(_ matrix: ConfusionMatrix) {
        let base = matrix.meanIntersectionOverUnion(AVSBenchClasses.base)
        let novel = matrix.meanIntersectionOverUnion(AVSBenchClasses.novel)
        self.base = base
        self.novel = novel
        overall = matrix.meanIntersectionOverUnion(0..<matrix.classes)
        harmonic =
            if let base, let novel { base + novel == 0 ? 0 : 2 * base * novel / (base + novel) } else { nil }
    }
}
