package import MediaTypes

/// What the cut of an input gives, in the order of media time.
package enum CutItem: Sendable {
    case epochBegan(Epoch)
    case snippet(Snippet)
    case gap(Gap)
    case notice(MediaNotice)
}

/// A stretch of a source within which media time only rises.
package struct Epoch: Sendable {
    /// Counts from 0.
    package let number: Int
    /// Media time 0 on the video stream's clock, nil without pictures.
    package let videoStart: MediaTime?
    /// Media time 0 on the audio stream's clock, nil without sound.
    package let soundStart: MediaTime?
    /// The tracks have unrelated clocks; their starts count as simultaneous.
    package let alignedClocks: Bool
}

/// Whole seconds of an epoch that hold neither picture nor sound.
package struct Gap: Sendable, Hashable {
    package enum Reason: String, Sendable, Hashable {
        /// The source has no media there.
        case noMedia = "no_media"
    }

    package let epoch: Int
    /// Seconds since the epoch's start, half open.
    package let seconds: Range<Int>
    package let reason: Reason

    package init(epoch: Int, seconds: Range<Int>, reason: Reason) {
        self.epoch = epoch
        self.seconds = seconds
        self.reason = reason
    }
}
