import Media
import MediaTypes

/// What really comes out of a file's decoders: when each picture is shown and when each piece of sound is heard.
struct DecodedMedia {
    /// Starts of the pictures in the order they are shown, in microseconds.
    private(set) var pictures: [Int64] = []
    /// Where the last picture ends.
    private(set) var pictureEnd: Int64?
    /// The stretches of sound in the order they are heard, in microseconds.
    private(set) var sound: [Range<Int64>] = []
    /// The longest piece of sound the decoder gave at once: one frame of the codec.
    private(set) var soundFrame: Int64 = 0
    private(set) var videoErrors = 0
    private(set) var soundErrors = 0
    /// What the reader said where it failed in between.
    private(set) var readErrors: [String] = []

    /// Where a file is read without the bytes a crash left behind its last whole fragment: FFmpeg 5.1 does not open files
    /// that end inside a fragment's index.
    static func address(_ path: String, _ scan: FragmentScan) -> String {
        scan.tornBytes == 0 ? path : "subfile,,start,0,end,\(scan.wholeBytes),,:file:\(path)"
    }

    /// Decodes the whole fragments of a file.
    init(path: String, scan: FragmentScan) throws(FFmpegError) {
        guard scan.wholeBytes > 0, scan.tornBytes == 0 || !scan.fragments.isEmpty else { return }
        let demuxer = try Demuxer(Self.address(path, scan))
        let video = demuxer.streams.first { $0.kind == .video }
        let audio = demuxer.streams.first { $0.kind == .audio }
        let decoders = try Decoders(demuxer, video: video, audio: audio)
        while let packet = try nextPacket(demuxer) { take(decoders.decode(packet)) }
        take(decoders.drain())
    }

    /// A damaged file goes on behind the damage; one that fails without end does not.
    private mutating func nextPacket(_ demuxer: Demuxer) throws(FFmpegError) -> Packet? {
        while true {
            do {
                return try demuxer.next()
            } catch {
                readErrors.append(error.description)
                guard readErrors.count < 100 else { throw error }
            }
        }
    }

    private mutating func take(_ batch: (pictures: DecodedBatch<VideoFrame>, sound: DecodedBatch<AudioFrame>)) {
        videoErrors += batch.pictures.errors
        soundErrors += batch.sound.errors
        for picture in batch.pictures.frames {
            pictures.append(picture.pts.microseconds)
            pictureEnd = (picture.pts + picture.duration).microseconds
        }
        for frame in batch.sound.frames where frame.sampleCount > 0 {
            let end = (frame.pts + frame.duration).microseconds
            sound.append(frame.pts.microseconds..<max(end, frame.pts.microseconds + 1))
            soundFrame = max(soundFrame, frame.duration.microseconds)
        }
    }
}

/// The decoders of the two tracks a file may have.
private struct Decoders {
    typealias Batch = (pictures: DecodedBatch<VideoFrame>, sound: DecodedBatch<AudioFrame>)

    private let video: (index: Int, decoder: VideoDecoder)?
    private let audio: (index: Int, decoder: AudioDecoder)?

    init(_ demuxer: Demuxer, video: StreamDescription?, audio: StreamDescription?) throws(FFmpegError) {
        self.video = try video.map { stream throws(FFmpegError) in
            (stream.index, try VideoDecoder(demuxer, stream: stream))
        }
        self.audio = try audio.map { stream throws(FFmpegError) in
            (stream.index, try AudioDecoder(demuxer, stream: stream))
        }
    }

    func decode(_ packet: Packet) -> Batch {
        (
            packet.streamIndex == video?.index ? video?.decoder.decode(packet) ?? DecodedBatch() : DecodedBatch(),
            packet.streamIndex == audio?.index ? audio?.decoder.decode(packet) ?? DecodedBatch() : DecodedBatch()
        )
    }

    func drain() -> Batch {
        (video?.decoder.drain() ?? DecodedBatch(), audio?.decoder.drain() ?? DecodedBatch())
    }
}
