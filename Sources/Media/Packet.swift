import CFFmpeg
package import MediaTypes

/// A compressed piece of one stream, owned here and immutable once made.
///
/// Sendable because nothing writes to the `AVPacket` after `init`, and its payload is reference-counted by FFmpeg.
package final class Packet: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVPacket>
    /// The index of the stream in its container.
    package let streamIndex: Int
    package let timeBase: TimeBase
    /// When it was taken over.
    package let arrival = ContinuousClock.now

    /// Takes over a packet that the library filled.
    init(adopting pointer: UnsafeMutablePointer<AVPacket>, timeBase: TimeBase) {
        self.pointer = pointer
        self.streamIndex = Int(pointer.pointee.stream_index)
        self.timeBase = timeBase
    }

    deinit {
        var owned: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&owned)
    }

    /// Presentation time, nil where the container gives none.
    package var pts: MediaTime? { MediaTime(timestamp: pointer.pointee.pts, timeBase) }
    /// Decode time, nil where the container gives none.
    package var dts: MediaTime? { MediaTime(timestamp: pointer.pointee.dts, timeBase) }
    /// Zero where unknown.
    package var duration: MediaTime { MediaTime(length: pointer.pointee.duration, timeBase) }
    package var byteCount: Int { Int(pointer.pointee.size) }
    package var isKeyframe: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }
}

extension MediaTime {
    /// No media lasts or starts later than this many seconds: 68 years.
    private static let limit = Double(Int32.max)

    /// nil for `AV_NOPTS_VALUE` and for what damaged input calls a time.
    init?(timestamp: Int64, _ timeBase: TimeBase) {
        guard timestamp != earshot_nopts_value else { return nil }
        self.init(timestamp, timeBase)
        guard abs(seconds) < Self.limit else { return nil }
    }

    /// Zero for what is no length.
    init(length: Int64, _ timeBase: TimeBase) {
        self = length > 0 ? MediaTime(timestamp: length, timeBase) ?? MediaTime(0, timeBase) : MediaTime(0, timeBase)
    }
}

extension TimeBase {
    /// The library's rational, or `fallback` where it is no positive fraction.
    init(_ rational: AVRational, fallback: TimeBase = .microseconds) {
        let valid = rational.num > 0 && rational.den > 0
        self = valid ? TimeBase(Int64(rational.num), Int64(rational.den)) : fallback
    }

    var rational: AVRational { AVRational(num: Int32(numerator), den: Int32(denominator)) }
}
