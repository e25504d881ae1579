package import Media
package import MediaTypes

/// One second of a source: picture and sound cut together.
package struct Snippet: Sendable {
    package let key: SnippetKey
    /// Media time since the epoch's start: whole seconds.
    package let start: MediaTime
    /// One second, less for the last of an epoch.
    package let duration: MediaTime
    package let isLastOfEpoch: Bool
    /// The picture nearest the wanted instant of the second, nil where no picture begins in it.
    package let keyPicture: VideoFrame?
    /// Always 16 000 samples: the mean of the channels, zero where there is none.
    package let waveform: Waveform
    /// Samples of `waveform` the source really gave.
    package let soundSamples: Int
    /// Samples of the second's real duration the source did not give; 0 for a source without sound.
    package let missing: Int
    /// Samples that were cut away because they overlapped earlier ones.
    package let trimmed: Int
    package let damage: SnippetDamage
    package private(set) var recording: RecordedMedia
    /// How the sender's clocks go against this machine's; nil for files and where nothing is known yet.
    package var drift: ClockDrift?

    /// The same second with one picture in `step` for the recording, the first among them; the rest count as shed.
    package func keepingPictures(every step: Int) -> Snippet {
        guard step > 1 else { return self }
        var snippet = self
        snippet.recording.keepPictures(every: step)
        return snippet
    }
}

/// What of a second could not be used.
package struct SnippetDamage: Sendable, Hashable {
    /// Video packets and pictures that could not be decoded.
    package var videoErrors = 0
    /// Sound packets and frames that could not be decoded.
    package var soundErrors = 0
    /// Pictures in which the decoder concealed damage.
    package var concealedPictures = 0
    /// Pictures that came after their second had been cut.
    package var latePictures = 0

    package init() {}

    package var isNone: Bool { self == SnippetDamage() }

    static func += (left: inout SnippetDamage, right: SnippetDamage) {
        left.videoErrors += right.videoErrors
        left.soundErrors += right.soundErrors
        left.concealedPictures += right.concealedPictures
        left.latePictures += right.latePictures
    }
}
