package import Media

/// How a recording is written.
package struct RecordingOptions: Sendable {
    package var quality = VideoEncoder.Quality()
    /// `flushFragment` returns only when the disk has the bytes: survives a power cut, not only a crash.
    package var syncsToDisk = false
    /// An existing file is emptied instead of refused.
    package var overwrites = false
    /// Shown by players; must hold no secrets.
    package var title: String?
    package var comment = "Annotated by Earshot"

    package init() {}
}
