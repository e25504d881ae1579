import CFFmpeg
package import MediaTypes

/// What a container says about one of its streams, before anything is decoded.
package struct StreamDescription: Sendable, Equatable {
    package enum Kind: String, Sendable, Hashable {
        case video
        /// An attached picture: a still beside the media, never a video stream.
        case coverArt = "cover art"
        case audio
        case other
    }

    package let index: Int
    package let kind: Kind
    /// FFmpeg's short name, e.g. `h264`; `none` where unknown.
    package let codecName: String
    package let timeBase: TimeBase
    /// First timestamp the container announces, nil where it announces none.
    package let startTime: MediaTime?
    /// Length the container announces: a claim, not a measurement.
    package let duration: MediaTime?
    /// Stored size, zero for sound.
    package private(set) var width: Int
    package private(set) var height: Int
    package let orientation: DisplayOrientation
    /// Average pictures a second as a fraction; `TimeBase` of one picture. nil where unknown.
    package let frameDuration: TimeBase?
    /// Zero for pictures.
    package private(set) var sampleRate: Int
    package private(set) var channelCount: Int
    /// The container's default flag.
    package let isDefault: Bool
    /// The library has a decoder for it.
    package let isDecodable: Bool
    package let bitRate: Int64
}

extension StreamDescription {
    init(_ stream: UnsafeMutablePointer<AVStream>) {
        let parameters = stream.pointee.codecpar.pointee
        let timeBase = TimeBase(stream.pointee.time_base)
        index = Int(stream.pointee.index)
        kind = Kind(stream)
        codecName = String(cString: avcodec_get_name(parameters.codec_id))
        self.timeBase = timeBase
        startTime = MediaTime(timestamp: stream.pointee.start_time, timeBase)
        duration = MediaTime(timestamp: stream.pointee.duration, timeBase)
        width = Int(parameters.width)
        height = Int(parameters.height)
        orientation = Self.orientation(of: stream)
        frameDuration = Self.frameDuration(of: stream)
        sampleRate = Int(parameters.sample_rate)
        channelCount = Int(parameters.ch_layout.nb_channels)
        isDefault = stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0
        isDecodable = avcodec_find_decoder(parameters.codec_id) != nil
        bitRate = parameters.bit_rate
    }

    func sized(as other: StreamDescription) -> StreamDescription {
        var copy = self
        copy.width = other.width
        copy.height = other.height
        return copy
    }

    /// As decoded sound shows it to be now.
    package func sounding(as frame: AudioFrame) -> StreamDescription {
        var copy = self
        copy.sampleRate = frame.sampleRate
        copy.channelCount = frame.channelCount
        return copy
    }

    private static func orientation(of stream: UnsafeMutablePointer<AVStream>) -> DisplayOrientation {
        var size = 0
        guard let data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size), size >= 36 else {
            return .upright
        }
        return data.withMemoryRebound(to: Int32.self, capacity: 9) { DisplayOrientation(displayMatrix: $0) }
    }

    private static func frameDuration(of stream: UnsafeMutablePointer<AVStream>) -> TimeBase? {
        [stream.pointee.avg_frame_rate, stream.pointee.r_frame_rate]
            .first { $0.num > 0 && $0.den > 0 }
            .map { TimeBase(Int64($0.den), Int64($0.num)) }
    }
}

extension StreamDescription.Kind {
    fileprivate init(_ stream: UnsafeMutablePointer<AVStream>) {
        let still = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS
        switch stream.pointee.codecpar.pointee.codec_type {
        case AVMEDIA_TYPE_VIDEO: self = stream.pointee.disposition & still == 0 ? .video : .coverArt
        case AVMEDIA_TYPE_AUDIO: self = .audio
        default: self = .other
        }
    }
}
