import Media
import MediaTypes

/// Which video packets need not be decoded to have everything from a second on exactly as in an uninterrupted read.
///
/// Found by demuxing once without decoding. Sound is always decoded from its beginning, for many codecs carry state from
/// packet to packet for ever. Of the pictures, the first of each epoch (it fixes the epoch's start) and all from the second
/// last keyframe before the second on are decoded; the keyframe between takes care of pictures that lean on an open
/// group before the first.
struct ResumePlan {
    private let skipped: [Range<Int>]

    /// Pictures are presented later than decoded and the epoch's start is known only roughly before decoding.
    private static let margin = MediaTime(seconds: 1)

    init(
        _ address: String, options: MediaReaderOptions, from key: SnippetKey, interrupt: InputInterrupt
    ) throws {
        let demuxer = try Demuxer(
            address, options: options.formatOptions, maxPicture: options.maxPicture, interrupt: interrupt)
        let choice = try StreamChoice(of: demuxer.streams, video: options.videoStream, audio: options.audioStream)
        var order = PacketOrder(demuxer, choice, lookAhead: options.lookAhead)
        var scan = KeyframeScan(wanted: key, margin: Self.margin)
        while let step = try order.next(), !scan.isComplete { scan.add(step) }
        skipped = scan.skipped
    }

    /// `videoPacket` counts the video packets of the input in the order of decoding.
    func skips(videoPacket: Int) -> Bool { skipped.contains { $0.contains(videoPacket) } }
}

/// Walks the packets up to a wanted second and remembers the keyframes.
private struct KeyframeScan {
    let wanted: SnippetKey
    let margin: MediaTime
    private(set) var skipped: [Range<Int>] = []
    private(set) var isComplete = false
    private var epoch = -1
    private var packets = 0
    private var epochFirstPacket = 0
    private var start: MediaTime?
    private var keyframes: [Int] = []

    init(wanted: SnippetKey, margin: MediaTime) {
        self.wanted = wanted
        self.margin = margin
    }

    mutating func add(_ step: PacketOrder.Step) {
        switch step {
        case .epoch: beginEpoch()
        case .packet(.video, let packet, _): add(packet)
        case .packet(.sound, _, _), .damage: break
        }
    }

    private mutating func beginEpoch() {
        if epoch >= 0 { skipped.append(epochFirstPacket..<packets) }
        epoch += 1
        epochFirstPacket = packets
        start = nil
        keyframes = []
    }

    private mutating func add(_ packet: Packet) {
        defer { packets += 1 }
        guard let time = packet.pts ?? packet.dts else { return }
        start = start ?? time
        guard epoch == wanted.epoch, let start else { return isComplete = epoch > wanted.epoch }
        guard time - start + margin < MediaTime(seconds: wanted.index) else { return finish() }
        if packet.isKeyframe { keyframes.append(packets) }
    }

    private mutating func finish() {
        isComplete = true
        guard keyframes.count >= 2 else { return }
        skipped.append(epochFirstPacket..<keyframes[keyframes.count - 2])
    }
}
