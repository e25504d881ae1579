import Media
import MediaTypes

/// Decodes the ordered packets of both tracks and says after each how far the tracks have come.
struct TrackDecoding {
    private var order: PacketOrder
    private let choice: StreamChoice
    private let options: MediaReaderOptions
    private var videoDecoder: VideoDecoder?
    private var audioDecoder: AudioDecoder?
    private var resume: ResumePlan?
    private var pending: [MediaItem] = []

    private(set) var firstPicture: (StreamDescription, VideoFrame)?
    private(set) var hasSound = false
    /// The last picture of the epoch that came out of the decoder.
    private var lastPicture: MediaTime?
    private var drained = PerTrack(repeating: false)
    private var isAtEnd = false
    private var epoch = -1
    private var videoPackets = 0

    /// A pause of the pictures at which the decoder is emptied, where the next packet allows it.
    private static let pause = MediaTime(seconds: 2)
    /// How far sound goes on while a decoder holds pictures back.
    private static let patience = MediaTime(seconds: 10)

    init(
        _ demuxer: Demuxer, _ choice: StreamChoice, options: MediaReaderOptions, resume: ResumePlan?
    ) throws(FFmpegError) {
        self.choice = choice
        self.options = options
        self.resume = resume
        order = PacketOrder(demuxer, choice, lookAhead: options.lookAhead)
        if let video = choice.video {
            videoDecoder = try VideoDecoder(
                demuxer, stream: video, threads: options.videoThreads, maxPicture: options.maxPicture)
        }
        if let audio = choice.audio { audioDecoder = try AudioDecoder(demuxer, stream: audio) }
    }

    var hasPicture: Bool { firstPicture != nil }
    var audio: StreamDescription? { audioDecoder == nil ? nil : choice.audio }
    var waitingBytes: Int { order.byteCount }

    /// The next step, nil at the end of the input.
    mutating func next() throws(FFmpegError) -> MediaItem? {
        while pending.isEmpty {
            guard !isAtEnd else { return nil }
            try advance()
        }
        return pending.removeFirst()
    }

    private mutating func advance() throws(FFmpegError) {
        switch try order.next() {
        case .epoch(let alignedClocks):
            drain(MediaTrack.allCases)
            beginEpoch(alignedClocks: alignedClocks)
        case .packet(.video, let packet): decodeVideo(packet)
        case .packet(.sound, let packet): decodeSound(packet)
        case .damage(let error): emit(.notice(.readFailed(error)))
        case nil:
            drain(MediaTrack.allCases)
            isAtEnd = true
        }
        drain(MediaTrack.allCases.filter { order.hasEnded($0) })
    }

    private mutating func beginEpoch(alignedClocks: Bool) {
        epoch += 1
        lastPicture = nil
        drained = PerTrack(repeating: false)
        emit(.epochBegan(alignedClocks: alignedClocks))
        if alignedClocks { emit(.notice(.clocksAligned(epoch: epoch))) }
    }

    private mutating func drain(_ tracks: [MediaTrack]) {
        for track in tracks where !drained[track] && epoch >= 0 {
            drained[track] = true
            switch track {
            case .video: if let batch = videoDecoder?.drain() { emitPictures(batch, time: nil) }
            case .sound: if let batch = audioDecoder?.drain() { emitSound(nil, batch) }
            }
        }
    }
}

// Decoding.
extension TrackDecoding {
    private mutating func decodeVideo(_ packet: Packet) {
        defer { videoPackets += 1 }
        guard let decoder = videoDecoder else { return }
        if let resume, lastPicture != nil, resume.skips(videoPacket: videoPackets) {
            if !drained.video { _ = decoder.drain() }
            drained.video = true
            lastPicture = packet.dts ?? packet.pts ?? lastPicture
            return emit(.progress)
        }
        drained.video = false
        emitPictures(decoder.decode(packet), time: packet.pts ?? packet.dts)
    }

    private mutating func decodeSound(_ packet: Packet) {
        guard let decoder = audioDecoder else { return }
        drained.sound = false
        emitSound(packet, decoder.decode(packet))
        drainBeforePause()
    }

    private mutating func emitPictures(_ batch: DecodedBatch<VideoFrame>, time: MediaTime?) {
        if let last = batch.frames.last { lastPicture = last.pts }
        if firstPicture == nil, let video = choice.video { firstPicture = batch.frames.first.map { (video, $0) } }
        emit(.pictures(batch, time: time))
    }

    private mutating func emitSound(_ packet: Packet?, _ batch: DecodedBatch<AudioFrame>) {
        if !batch.frames.isEmpty { hasSound = true }
        emit(.sound(packet, batch))
    }

    /// Sound goes on while the pictures pause: what their decoder holds back is due long before its next packet. It can be
    /// emptied where that packet needs no picture before it.
    private mutating func drainBeforePause() {
        guard !drained.video, let lastPicture, let next = order.head(of: .video), next.packet.isKeyframe,
            next.step == nil, MediaTime(next.clock, .microseconds) > lastPicture + Self.pause
        else { return }
        drain([.video])
    }

    private mutating func emit(_ content: MediaItem.Content) {
        pending.append(MediaItem(content: content, videoHorizon: videoHorizon, soundHorizon: soundHorizon))
    }

    /// While the decoder may hold pictures back, the last one that came out bounds the next; a decoder that brings
    /// nothing for long is not waited for.
    private var videoHorizon: Horizon {
        if videoDecoder == nil || (drained.video && order.hasEnded(.video)) { return .ended }
        let packet = order.horizon(of: .video)
        if drained.video || lastPicture == nil { return packet.map(Horizon.time) ?? .unknown }
        let bounds = [lastPicture, packet.map { $0 - Self.patience }].compactMap { $0 }
        return bounds.max().map(Horizon.time) ?? .unknown
    }

    private var soundHorizon: Horizon {
        if audioDecoder == nil || (drained.sound && order.hasEnded(.sound)) { return .ended }
        return order.horizon(of: .sound).map(Horizon.time) ?? .unknown
    }
}

// Looking for the first picture.
extension TrackDecoding {
    /// Decodes up to the first picture, or the first sound where no picture is found within the look-ahead; a video stream
    /// without pictures is then given up.
    mutating func prime() throws(FFmpegError) -> [MediaItem] {
        var items: [MediaItem] = []
        var bytes = 0
        var first: MediaTime?
        while videoDecoder != nil, firstPicture == nil {
            guard let item = try next() else { break }
            items.append(item)
            guard case .pictures(_, let time?) = item.content else { continue }
            first = first ?? time
            bytes += order.byteCount
            if let first, time > first + options.lookAhead.duration { break }
        }
        if firstPicture == nil, let video = choice.video { giveUpVideo(video, &items) }
        while firstPicture == nil, !hasSound, let item = try next() { items.append(item) }
        return items
    }

    private mutating func giveUpVideo(_ video: StreamDescription, _ items: inout [MediaItem]) {
        videoDecoder = nil
        order.drop(.video)
        items += pending
        pending = []
        let tooLarge = !options.maxPicture.allows(width: video.width, height: video.height)
        let notice: MediaNotice =
            tooLarge ? .pictureTooLarge(video, options.maxPicture) : .videoWithoutPictures(video)
        items = items.filter { if case .pictures = $0.content { false } else { true } }.map(\.withoutVideo)
        items.append(MediaItem(content: .notice(notice), videoHorizon: .ended, soundHorizon: soundHorizon))
    }
}

extension MediaItem {
    fileprivate var withoutVideo: MediaItem {
        MediaItem(content: content, videoHorizon: .ended, soundHorizon: soundHorizon)
    }
}
