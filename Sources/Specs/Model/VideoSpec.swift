/// The annotated MP4.
package struct VideoSpec: Sendable, Equatable {
    package static let presets = [
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow",
    ]

    /// Nil: no video is written.
    package var path: String?
    /// Length of a file; nil writes one as long as it can.
    package var segmentSeconds: Int?
    package var kept = RetentionSpec()
    /// libx264's constant rate factor.
    package var crf = 23
    /// libx264's preset.
    package var preset = "veryfast"
    /// Share of the colour inside a mask, 0…1.
    package var maskOpacity = 0.4
    package var showsContours = true
    package var showsLabels = true
    package var showsLevel = true

    package init() {}
}
