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
    package var duration: MediaTime { MediaTime(max(0, pointer.pointee.duration), timeBase) }
    package var byteCount: Int { Int(pointer.pointee.size) }
    package var isKeyframe: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }
    package var isCorrupt: Bool { pointer.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }
    /// To be decoded but not shown: an edit list cuts it away.
    package var isDiscarded: Bool { pointer.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }
}

extension MediaTime {
    /// nil for `AV_NOPTS_VALUE`.
    init?(timestamp: Int64, _ timeBase: TimeBase) {
        guard timestamp != earshot_nopts_value else { return nil }
        self.init(timestamp, timeBase)
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
