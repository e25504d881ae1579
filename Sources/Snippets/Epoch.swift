package import Foundation
package import MediaTypes

/// A stretch of a source within which media time only rises.
package struct Epoch: Sendable {
    package enum Reason: String, Sendable, Hashable {
        /// The source was opened.
        case open
        /// Timestamps went back, to before the end of the epoch before.
        case backwards
        /// Timestamps went forward.
        case forwards
        /// The streams changed: codec, size, rate or channels.
        case format
    }

    /// The world's time of media time 0 of a live source.
    package struct Origin: Sendable, Hashable {
        package enum Clock: Sendable, Hashable {
            /// This machine's clock when the epoch's data arrived.
            case arrival
            /// The sender's clock, by RTCP sender reports.
            case rtcpNTP
        }

        package let time: Date
        package let clock: Clock
        /// How far a sender's clock is ahead of this machine's: how much its packets took to arrive is part of that. nil for
        /// this machine's own.
        package let ahead: Duration?

        package init(time: Date, clock: Clock, ahead: Duration? = nil) {
            self.time = time
            self.clock = clock
            self.ahead = ahead
        }
    }

    /// Counts from 0.
    package let number: Int
    package let reason: Reason
    /// The source as it is in this epoch; nil where it has not been reached: the epoch is a gap.
    package let source: SourceDescription?
    /// nil for files.
    package var origin: Origin?
    /// Media time 0 on the video stream's clock, nil without pictures.
    package let videoStart: MediaTime?
    /// Media time 0 on the audio stream's clock, nil without sound.
    package let soundStart: MediaTime?
    /// The tracks have unrelated clocks; their starts count as simultaneous.
    package let alignedClocks: Bool

    /// An epoch in which the source has not been reached.
    package init(unreached number: Int, origin: Origin) {
        self.init(
            number: number, reason: .open, source: nil, origin: origin, videoStart: nil, soundStart: nil,
            alignedClocks: false)
    }

    init(
        number: Int, reason: Reason, source: SourceDescription?, origin: Origin? = nil, videoStart: MediaTime?,
        soundStart: MediaTime?, alignedClocks: Bool
    ) {
        self.number = number
        self.reason = reason
        self.source = source
        self.origin = origin
        self.videoStart = videoStart
        self.soundStart = soundStart
        self.alignedClocks = alignedClocks
    }
}
