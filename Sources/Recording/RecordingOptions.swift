package import Media

/// How a recording is written.
package struct RecordingOptions: Sendable {
    /// What becomes of a file that has the name of the next one and is none of this recording's.
    package enum ExistingFile: Sendable {
        case refuse
        case overwrite
        /// It stays; the new one takes another name.
        case keep
    }

    package var quality = VideoEncoder.Quality()
    /// `flushFragment` returns only when the disk has the bytes: survives a power cut, not only a crash.
    package var syncsToDisk = false
    package var existing = ExistingFile.refuse
    /// Length of a segment; nil writes one file as long as it can.
    package var segmentSeconds: Int?
    /// Shown by players; must hold no secrets.
    package var title: String?
    package var comment = "Annotated by Earshot"

    package init() {}
}
