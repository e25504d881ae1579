import Media
import MediaTypes

/// Decodes the ordered packets of both tracks and says after each how far the tracks have come.
struct TrackDecoding {
    var order: PacketOrder
    private let demuxer: Demuxer
    let choice: StreamChoice
    let options: MediaReaderOptions
    private let announcement: Announcement
    private let resume: ResumePlan?
    var videoDecoder: VideoDecoder?
    private var audioDecoder: AudioDecoder?

    private(set) var firstPicture: (StreamDescription, VideoFrame)?
    private(set) var hasSound = false
    /// The first sound of a format that came later than the first.
    private var soundFormat: AudioFrame?
    private var progress: DecodingProgress
    private var format = MediaFormat()
    /// The video stream gave no picture in time; where one comes yet, an epoch begins with it.
    var isWithoutPictures = false
    private var alignedClocks = false
    var pending: [MediaItem] = []
    private var isAtEnd = false
    private var epoch = -1
    private var videoPackets = 0

    /// A pause of the pictures at which their decoder is emptied, where the next packet allows it.
    private static let pause = MediaTime(seconds: 2)

    init(
        _ demuxer: Demuxer, _ choice: StreamChoice, options: MediaReaderOptions, resume: ResumePlan?
    ) throws(FFmpegError) {
        self.demuxer = demuxer
        self.choice = choice
        progress = DecodingProgress(pictureDelay: options.pictureDelay)
        self.options = options
        self.resume = resume
        announcement = Announcement(demuxer, choice)
        order = PacketOrder(demuxer, choice, lookAhead: options.lookAhead)
        if let video = choice.video, options.maxPicture.allows(width: video.width, height: video.height) {
            videoDecoder = try VideoDecoder(
                demuxer, stream: video, threads: options.videoThreads, maxPicture: options.maxPicture)
        }
        if let audio = choice.audio { audioDecoder = try AudioDecoder(demuxer, stream: audio) }
    }

    var hasPicture: Bool { firstPicture != nil }
    var audio: StreamDescription? {
        guard audioDecoder != nil, let audio = choice.audio else { return nil }
        return soundFormat.map(audio.sounding) ?? audio
    }
    var waitingBytes: Int { order.byteCount }
    var followsFormat: Bool { options.firstPictureLimit != nil }

    /// The track's clock against this machine's.
    func arrivals(of track: MediaTrack) -> ArrivalClock { order.arrivals(of: track) }

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
        case .epoch(let alignedClocks): try beginEpoch(alignedClocks: alignedClocks)
        case .packet(let track, let packet, let clock):
            progress.clock[track] = clock
            if track == .video { try decodeVideo(packet) } else { try decodeSound(packet) }
        case .damage(let error): emit(.notice(.readFailed(error)))
        case nil: try end()
        }
        try drain(MediaTrack.allCases.filter { order.hasEnded($0) })
    }

    private mutating func beginEpoch(alignedClocks: Bool) throws(FFmpegError) {
        // The packets that wait belong to the new epoch: they bound nothing of the old one.
        progress.isChangingEpoch = true
        try drain(MediaTrack.allCases)
        progress = DecodingProgress(pictureDelay: options.pictureDelay)
        self.alignedClocks = alignedClocks
        epoch += 1
        emit(.epochBegan(alignedClocks: alignedClocks))
        if alignedClocks { emit(.notice(.clocksAligned(epoch: epoch))) }
    }

    private mutating func end() throws(FFmpegError) {
        try drain(MediaTrack.allCases)
        isAtEnd = true
        if let audio, !hasSound { emit(.notice(.soundWithoutSamples(audio))) }
        guard epoch == 0, let shortfall = announcement.shortfall(in: order) else { return }
        emit(.notice(shortfall))
    }

    private mutating func drain(_ tracks: [MediaTrack]) throws(FFmpegError) {
        for track in tracks where !progress.isDrained[track] && epoch >= 0 {
            progress.drained(track)
            switch track {
            case .video: if let batch = videoDecoder?.drain() { try emitPictures(plausible(batch), time: nil) }
            case .sound: if let batch = audioDecoder?.drain() { try emitSound(nil, plausible(batch)) }
            }
        }
    }
}

// Decoding.
extension TrackDecoding {
    private mutating func decodeVideo(_ packet: Packet) throws(FFmpegError) {
        defer { videoPackets += 1 }
        guard let decoder = videoDecoder else { return }
        if let resume, progress.lastPicture != nil, resume.skips(videoPacket: videoPackets) {
            if !progress.isDrained.video { _ = decoder.drain() }
            progress.skipped(packet)
            return emit(.progress)
        }
        let batch = plausible(decoder.decode(packet))
        progress.decoded(.video, packet, gave: batch.frames.last?.pts)
        try emitPictures(batch, time: packet.pts ?? packet.dts)
    }

    private mutating func decodeSound(_ packet: Packet) throws(FFmpegError) {
        guard let decoder = audioDecoder else { return }
        let batch = plausible(decoder.decode(packet))
        progress.decoded(.sound, packet, gave: batch.frames.last?.pts)
        try emitSound(packet, batch)
        try drainBeforePause()
    }

    private func plausible(_ batch: DecodedBatch<VideoFrame>) -> DecodedBatch<VideoFrame> {
        batch.keeping { progress.isPlausible($0.pts, on: .video) }
    }

    private func plausible(_ batch: DecodedBatch<AudioFrame>) -> DecodedBatch<AudioFrame> {
        batch.keeping { progress.isPlausible($0.pts, on: .sound) }
    }

    private mutating func emitPictures(_ batch: DecodedBatch<VideoFrame>, time: MediaTime?) throws(FFmpegError) {
        if followsFormat, let first = batch.frames.first, isWithoutPictures {
            isWithoutPictures = false
            try beginFormat(picture: first)
        }
        guard followsFormat, let index = format.firstChange(in: batch.frames) else { return emit(batch, time: time) }
        let (before, after) = batch.split(at: index)
        emit(before, time: time)
        try beginFormat(picture: after.frames[0])
        try emitPictures(after, time: time)
    }

    private mutating func emit(_ batch: DecodedBatch<VideoFrame>, time: MediaTime?) {
        if let last = batch.frames.last {
            progress.lastPicture = last.pts
            progress.hasContent.video = true
        }
        if firstPicture == nil, let video = choice.video { firstPicture = batch.frames.first.map { (video, $0) } }
        emit(.pictures(batch, time: time))
    }

    private mutating func emitSound(_ packet: Packet?, _ batch: DecodedBatch<AudioFrame>) throws(FFmpegError) {
        if !batch.frames.isEmpty { hasSound = true }
        guard followsFormat, let index = format.firstChange(in: batch.frames) else { return emit(batch, of: packet) }
        let (before, after) = batch.split(at: index)
        emit(before, of: nil)
        try beginFormat(sound: after.frames[0])
        try emitSound(packet, after)
    }

    private mutating func emit(_ batch: DecodedBatch<AudioFrame>, of packet: Packet?) {
        if !batch.frames.isEmpty { progress.hasContent.sound = true }
        emit(.sound(packet, batch))
    }

    /// Sound goes on while the pictures pause: what their decoder holds back is due long before its next packet. It can be
    /// emptied where that packet needs no picture before it.
    private mutating func drainBeforePause() throws(FFmpegError) {
        guard !progress.isDrained.video, let last = progress.lastPicture, let next = order.head(of: .video),
            next.packet.isKeyframe, next.step == nil, MediaTime(next.clock, .microseconds) > last + Self.pause
        else { return }
        try drain([.video])
    }

    mutating func emit(_ content: MediaItem.Content) {
        let video = videoDecoder == nil || isWithoutPictures ? Horizon.ended : progress.videoHorizon(order)
        let sound = audioDecoder == nil ? Horizon.ended : progress.soundHorizon(order)
        pending.append(MediaItem(content: content, videoHorizon: video, soundHorizon: sound))
    }
}

// Following changes of the format.
extension TrackDecoding {
    /// Tells of a frame that does not fit the one before. The decoders go on.
    private mutating func beginFormat(picture: VideoFrame? = nil, sound: AudioFrame? = nil) throws(FFmpegError) {
        guard epoch >= 0 else { return }
        if let picture, let video = choice.video { firstPicture = (video, picture) }
        if let sound { soundFormat = sound }
        let isFirst = !progress.hasContent[picture != nil ? .video : .sound]
        if !isFirst {
            progress.beginFormat()
            epoch += 1
        }
        let description = try SourceDescription(demuxer, firstPicture: firstPicture, audio: audio)
        emit(.formatChanged(description, alignedClocks: alignedClocks, isFirst: isFirst))
    }
}
