import Media
import MediaTypes

/// Reads files that hold one picture, or nothing but sound.
enum MediaFile {
    static func picture(_ path: String) throws -> Picture {
        let demuxer = try Demuxer(path)
        guard let stream = try StreamChoice(of: demuxer.streams, audio: .none).video else {
            throw EvaluationError("holds no picture", in: path)
        }
        let decoder = try VideoDecoder(demuxer, stream: stream)
        var frames: [VideoFrame] = []
        while frames.isEmpty, let packet = try demuxer.next() {
            frames = decoder.decode(packet).frames
        }
        guard let frame = frames.first ?? decoder.drain().frames.first else {
            throw EvaluationError("holds a picture that cannot be decoded", in: path)
        }
        return try PictureConverter().picture(from: frame)
    }

    /// All sound of a file at 16 kHz, the mean of its channels.
    static func sound(_ path: String) throws -> [Float] {
        let demuxer = try Demuxer(path)
        guard let stream = try StreamChoice(of: demuxer.streams, video: .none).audio else {
            throw EvaluationError("holds no sound", in: path)
        }
        let decoder = try AudioDecoder(demuxer, stream: stream)
        let resampler = try Resampler(inputRate: stream.sampleRate)
        var samples: [Float] = []
        func take(_ batch: DecodedBatch<AudioFrame>) throws {
            guard batch.errors == 0 else { throw EvaluationError("holds sound that cannot be decoded", in: path) }
            for frame in batch.frames { samples += try resampler.process(ChannelMean.samples(of: frame)) }
        }
        demuxer.select([stream.index])
        while let packet = try demuxer.next() { try take(decoder.decode(packet)) }
        try take(decoder.drain())
        return samples + (try resampler.drain())
    }

    static func labelMap(_ path: String) throws -> LabelMap {
        guard let map = LabelColours.labelMap(of: try picture(path)) else {
            throw EvaluationError("has a colour that stands for no label", in: path)
        }
        return map
    }
}
