import Media

/// All that one stream of each kind decodes to.
struct DecodedMedia {
    var pictures: [VideoFrame] = []
    var sound: [AudioFrame] = []
    var errors = 0

    init(_ path: String, maxPicture: PictureLimit = .standard) throws {
        let demuxer = try Demuxer(path, maxPicture: maxPicture)
        let choice = try StreamChoice(of: demuxer.streams)
        let video = try choice.video.map { try VideoDecoder(demuxer, stream: $0, maxPicture: maxPicture) }
        let audio = try choice.audio.map { try AudioDecoder(demuxer, stream: $0) }
        while let packet = try demuxer.next() {
            if packet.streamIndex == choice.video?.index { add(video?.decode(packet)) }
            if packet.streamIndex == choice.audio?.index { add(audio?.decode(packet)) }
        }
        add(video?.drain())
        add(audio?.drain())
    }

    private mutating func add(_ batch: DecodedBatch<VideoFrame>?) {
        pictures += batch?.frames ?? []
        errors += batch?.errors ?? 0
    }

    private mutating func add(_ batch: DecodedBatch<AudioFrame>?) {
        sound += batch?.frames ?? []
        errors += batch?.errors ?? 0
    }

    /// The mean of the channels, frame after frame.
    var mono: [Float] { sound.flatMap { ChannelMean.samples(of: $0) } }
}
