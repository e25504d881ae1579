package import Media
package import MediaTypes

/// Something about an input its user should know.
package enum MediaNotice: Sendable, CustomStringConvertible {
    /// The tracks' first timestamps are more than 10 s apart: their starts were aligned.
    case clocksAligned(epoch: Int)
    /// A video stream gave no picture: only its sound is watched.
    case videoWithoutPictures(StreamDescription)
    /// A chosen stream of sound gave no sample.
    case soundWithoutSamples(StreamDescription)
    /// A picture larger than allowed was claimed, and refused.
    case pictureTooLarge(StreamDescription, PictureLimit)
    /// Reading failed in between.
    case readFailed(FFmpegError)
    /// The container announced more than there was.
    case shorterThanAnnounced(announced: MediaTime, found: MediaTime)

    /// Whether it means that something of the input is lost.
    package var isDamage: Bool {
        switch self {
        case .clocksAligned: false
        case .videoWithoutPictures, .soundWithoutSamples, .pictureTooLarge, .readFailed, .shorterThanAnnounced: true
        }
    }

    package var description: String {
        switch self {
        case .clocksAligned(let epoch):
            "picture and sound of epoch \(epoch) have unrelated clocks; their starts were aligned"
        case .videoWithoutPictures(let stream):
            "video stream \(stream.index) (\(stream.codecName)) gave no picture; only the sound is watched"
        case .soundWithoutSamples(let stream):
            "audio stream \(stream.index) (\(stream.codecName)) gave no sound"
        case .pictureTooLarge(let stream, let limit):
            "video stream \(stream.index) claims pictures of \(stream.width)x\(stream.height), more than the "
                + "\(limit.width)x\(limit.height) allowed; they are not decoded (max_picture raises the limit)"
        case .readFailed(let error):
            error.description
        case .shorterThanAnnounced(let announced, let found):
            "the container announces \(announced.seconds) s, but the media ends after \(found.seconds) s"
        }
    }
}
