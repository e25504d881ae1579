package import Foundation
package import Media
package import MediaTypes

/// What is known of an input when its first picture and sound have been looked at.
package struct SourceDescription: Sendable {
    /// The address without secrets.
    package let address: String
    /// FFmpeg's name of the container format.
    package let formatName: String
    /// All streams of the container.
    package let streams: [StreamDescription]
    /// The pictures that are watched; nil where there are none, also where a video stream decodes to none.
    package let video: VideoSource?
    /// The sound that is watched; nil where there is none.
    package let sound: SoundSource?
    /// Length the container announces: a claim.
    package let duration: MediaTime?
    /// When the container says it was recorded.
    package let creationTime: Date?
}

/// The watched pictures: the facts of the first one decoded.
package struct VideoSource: Sendable {
    package let stream: StreamDescription
    package let displayedWidth: Int
    package let displayedHeight: Int
    package let orientation: DisplayOrientation
    package let pixelFormatName: String
    /// Length of one picture by the container's average rate, nil where unknown.
    package var frameDuration: TimeBase? { stream.frameDuration }
    package var timeBase: TimeBase { stream.timeBase }
}

/// The watched sound.
package struct SoundSource: Sendable {
    package let stream: StreamDescription
    /// What a muxer needs to carry the packets unchanged.
    package let codecParameters: CodecParameters

    /// How long a packet sounds, by its codec where that fixes it.
    func length(of packet: Packet) -> MediaTime {
        codecParameters.sampleCount(ofPacketSize: packet.byteCount)
            .map { MediaTime($0, .samples(rate: codecParameters.sampleRate)) } ?? packet.duration
    }
    package var timeBase: TimeBase { stream.timeBase }
}

extension SourceDescription {
    init(_ demuxer: Demuxer, firstPicture: (StreamDescription, VideoFrame)?, audio: StreamDescription?)
        throws(FFmpegError)
    {
        address = demuxer.displayAddress
        formatName = demuxer.formatName
        streams = demuxer.streams
        video = firstPicture.map(VideoSource.init)
        sound = try audio.map { audio throws(FFmpegError) in
            SoundSource(stream: audio, codecParameters: try CodecParameters(of: audio, in: demuxer))
        }
        duration = demuxer.duration
        creationTime = demuxer.metadata("creation_time").flatMap(Self.date)
    }

    /// Containers that know no date write the epoch of their clock.
    private static func date(_ text: String) -> Date? {
        let styles = [Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle()]
        let date = styles.lazy.compactMap { style -> Date? in
            // A date in another spelling is no date to us; the next style may know it.
            try? style.parse(text)
        }.first
        return date.flatMap { $0.timeIntervalSince1970 > 0 ? $0 : nil }
    }
}

extension VideoSource {
    fileprivate init(stream: StreamDescription, first: VideoFrame) {
        self.stream = stream
        displayedWidth = first.displayedWidth
        displayedHeight = first.displayedHeight
        orientation = first.orientation
        pixelFormatName = first.pixelFormatName
    }
}
