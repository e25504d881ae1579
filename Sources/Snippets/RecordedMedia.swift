package import Media
package import MediaTypes

/// What the recording needs of a second: its pictures and its sound, at their own times since the epoch's start.
package struct RecordedMedia: Sendable {
    package var pictures: [RecordedPicture] = []
    package var sound: [RecordedSound] = []
    /// Pictures left out because the second went over its byte cap, or the encoder was too slow.
    package var shedPictures = 0
    /// Memory that pictures and sound keep alive.
    package var byteCount = 0

    package init() {}

    mutating func keepPictures(every step: Int) {
        let kept = stride(from: 0, to: pictures.count, by: step).map { pictures[$0] }
        shedPictures += pictures.count - kept.count
        byteCount -= pictures.byteCount - kept.byteCount
        pictures = kept
    }
}

extension [RecordedPicture] {
    fileprivate var byteCount: Int { reduce(0) { $0 + $1.frame.byteCount } }
}

/// A picture and its media time since the epoch's start.
package struct RecordedPicture: Sendable {
    package let frame: VideoFrame
    package let time: MediaTime
}

/// Sound and its media time since the epoch's start; a packet that primes its decoder may stand before 0.
package enum RecordedSound: Sendable {
    case packet(Packet, time: MediaTime)
    case frame(AudioFrame, time: MediaTime)

    package var time: MediaTime {
        switch self {
        case .packet(_, let time), .frame(_, let time): time
        }
    }

    var byteCount: Int {
        switch self {
        case .packet(let packet, _): packet.byteCount
        case .frame(let frame, _): frame.byteCount
        }
    }
}
