/// What is painted over every picture of one snippet.
package struct OverlayScene: Sendable {
    package let annotations: [Annotation]
    /// Sound level in dBFS, nil where there is no sound: no bar.
    package let level: Double?
    /// A state worth a word in the picture, e.g. "no audio"; nil: none.
    package let caption: String?
    /// Whether contours and level bar are left out, to save time.
    package let isReduced: Bool

    package static let empty = OverlayScene()

    package init(
        annotations: [Annotation] = [], level: Double? = nil, caption: String? = nil, isReduced: Bool = false
    ) {
        self.annotations = annotations
        self.level = level
        self.caption = caption
        self.isReduced = isReduced
    }
}
