import Media
import MediaTypes

/// How far the decoders have come within an epoch.
struct DecodingProgress {
    /// Frames of the epoch before bound nothing any more; what is inside the decoders goes on.
    mutating func beginFormat() {
        lastPicture = nil
        hasContent = PerTrack(repeating: false)
        unanswered = PerTrack(repeating: nil)
    }

    /// Nothing is left inside the decoder.
    private(set) var isDrained = PerTrack(repeating: false)
    /// The last picture that came out of the decoder.
    var lastPicture: MediaTime?
    /// Something of the track has come in this epoch.
    var hasContent = PerTrack(repeating: false)
    var isChangingEpoch = false
    /// Decode time of the last packet in microseconds.
    var clock = PerTrack<Int64?>(repeating: nil)
    /// The first packet since the last frame: what it holds may still come.
    private var unanswered = PerTrack<MediaTime?>(repeating: nil)

    /// A decoder that brings nothing for so long has nothing to bring.
    private let patience: PerTrack<MediaTime>

    /// A frame further from its packet than any decoder holds one back has a damaged timestamp.
    private static let reach: Int64 = 30_000_000

    init(pictureDelay: MediaTime) {
        patience = PerTrack(video: pictureDelay, sound: MediaTime(seconds: 1))
    }

    func isPlausible(_ time: MediaTime, on track: MediaTrack) -> Bool {
        clock[track].map { abs(time.rescaled(to: .microseconds).ticks - $0) <= Self.reach } ?? true
    }

    mutating func drained(_ track: MediaTrack) {
        isDrained[track] = true
        unanswered[track] = nil
    }

    /// A packet was decoded; `gave` is the last frame that came out.
    mutating func decoded(_ track: MediaTrack, _ packet: Packet, gave: MediaTime?) {
        isDrained[track] = false
        let time = packet.dts ?? packet.pts
        if gave != nil {
            unanswered[track] = nil
        } else if let first = unanswered[track], let time, time > first + patience[track] {
            unanswered[track] = nil
        } else {
            unanswered[track] = unanswered[track] ?? time
        }
    }

    /// A video packet was passed over, with the decoder empty.
    mutating func skipped(_ packet: Packet) {
        isDrained.video = true
        lastPicture = packet.dts ?? packet.pts ?? lastPicture
    }

    /// While the decoder may hold pictures back, the last one that came out bounds the next; it is not waited for for ever.
    func videoHorizon(_ order: PacketOrder) -> Horizon {
        if isChangingEpoch { return .unknown }
        if isDrained.video && order.hasEnded(.video) { return .ended }
        let packet = order.horizon(of: .video)
        if isDrained.video { return packet.map(Horizon.time) ?? .unknown }
        let held = lastPicture ?? unanswered.video
        let bounds = [held, packet.map { held == nil ? $0 : $0 - patience.video }].compactMap { $0 }
        return bounds.max().map(Horizon.time) ?? .unknown
    }

    func soundHorizon(_ order: PacketOrder) -> Horizon {
        if isChangingEpoch { return .unknown }
        if isDrained.sound && order.hasEnded(.sound) { return .ended }
        return (unanswered.sound ?? order.horizon(of: .sound)).map(Horizon.time) ?? .unknown
    }
}
