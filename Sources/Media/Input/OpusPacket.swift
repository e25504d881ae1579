import CFFmpeg

/// What an Opus packet says of its own length (RFC 6716, section 3.1): RTP gives packets none.
enum OpusPacket {
    private static let rate: Int32 = 48_000

    /// Fills in the duration of a packet that has none; leaves all others as they are.
    static func completeDuration(of packet: UnsafeMutablePointer<AVPacket>, in stream: UnsafeMutablePointer<AVStream>) {
        guard packet.pointee.duration <= 0, stream.pointee.codecpar.pointee.codec_id == AV_CODEC_ID_OPUS,
            let samples = sampleCount(UnsafeBufferPointer(start: packet.pointee.data, count: Int(packet.pointee.size)))
        else { return }
        packet.pointee.duration = av_rescale_q(
            samples, AVRational(num: 1, den: rate), stream.pointee.time_base)
    }

    /// Samples at 48 kHz; nil for what is no packet.
    static func sampleCount(_ bytes: some Collection<UInt8>) -> Int64? {
        guard let first = bytes.first, let frames = frameCount(bytes) else { return nil }
        return frames * frameLength(configuration: first >> 3)
    }

    private static func frameCount(_ bytes: some Collection<UInt8>) -> Int64? {
        switch bytes.first.map({ $0 & 3 }) {
        case 0: 1
        case 1, 2: 2
        default: bytes.dropFirst().first.map { Int64($0 & 63) }
        }
    }

    private static func frameLength(configuration: UInt8) -> Int64 {
        switch configuration {
        case ..<12: [480, 960, 1_920, 2_880][Int(configuration % 4)]
        case ..<16: [480, 960][Int(configuration % 2)]
        default: [120, 240, 480, 960][Int(configuration % 4)]
        }
    }
}
