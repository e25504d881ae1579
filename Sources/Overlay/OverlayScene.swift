/// What is painted over every picture of one snippet.
package struct OverlayScene: Sendable {
    package let annotations: [Annotation]
    /// Sound level in dBFS, nil where there is no sound: no bar.
    package let level: Double?
    /// A state worth a word in the picture, e.g. "no audio"; nil: none.
    package let caption: String?

    package static let empty = OverlayScene()

    package init(annotations: [Annotation] = [], level: Double? = nil, caption: String? = nil) {
        self.annotations = annotations
        self.level = level
        self.caption = caption
    }
}
