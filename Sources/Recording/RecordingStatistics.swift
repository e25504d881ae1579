/// What went into a recording, and what did not.
package struct RecordingStatistics: Sendable, Hashable {
    package var pictures = 0
    /// Pictures whose time was not after the one before.
    package var unorderedPictures = 0
    /// Pictures of another size than the first, scaled to it.
    package var scaledPictures = 0
    /// Sound packets copied or made by the encoder.
    package var soundPackets = 0
    /// Copied sound packets left out because they began before the end of the one before.
    package var overlappingSoundPackets = 0
    /// Packets of a codec MP4 carries that were decoded and encoded all the same: their rate or channels are not those
    /// the file began with, or the file's header had to be written before them.
    package var convertedSoundPackets = 0
    package var fragments = 0
    /// Bytes in the file.
    package var byteCount = 0
    /// Time spent turning, scaling and converting pictures, and drawing and blending the overlay, and in the encoder.
    package var conversionTime = Duration.zero
    package var overlayTime = Duration.zero
    package var encodingTime = Duration.zero

    package init() {}

    static func + (left: RecordingStatistics, right: RecordingStatistics) -> RecordingStatistics {
        var sum = left
        sum.pictures += right.pictures
        sum.unorderedPictures += right.unorderedPictures
        sum.scaledPictures += right.scaledPictures
        sum.soundPackets += right.soundPackets
        sum.overlappingSoundPackets += right.overlappingSoundPackets
        sum.convertedSoundPackets += right.convertedSoundPackets
        sum.fragments += right.fragments
        sum.byteCount += right.byteCount
        sum.conversionTime += right.conversionTime
        sum.overlayTime += right.overlayTime
        sum.encodingTime += right.encodingTime
        return sum
    }
}
