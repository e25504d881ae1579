package import MediaTypes

/// How an input is cut into snippets.
package struct CutOptions: Sendable {
    /// In which form the sound of a second is kept for the recording.
    package enum RecordedForm: Sendable, Hashable {
        case none
        /// The container's packets, to be copied.
        case packets
        /// Decoded frames, to be encoded.
        case frames
    }

    /// The instant within a second whose nearest picture is the key picture.
    package var keyInstant = MediaTime(500, .milliseconds)
    package var keepsPictures = true
    package var soundForm = RecordedForm.packets
    /// A second that goes over it is kept with fewer pictures. Nor does more wait at the start of an epoch for the track
    /// that comes later.
    package var byteCap = 256 << 20
    /// The first snippet wanted; nothing before it is given. Must be the reader's `from`.
    package var from: SnippetKey?
    /// The number of the first epoch; later connections to a live source go on counting.
    package var firstEpoch = 0

    package init() {}
}
