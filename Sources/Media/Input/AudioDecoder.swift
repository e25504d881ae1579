import CFFmpeg
import MediaTypes

/// Decodes the packets of one audio stream, in the order of presentation.
package final class AudioDecoder {
    private let context: DecoderContext
    /// Sample rates sound may have; others are damage.
    private static let rates: ClosedRange<Int32> = 1...768_000
    /// Where the next run stands if it carries no time of its own.
    private var expected: MediaTime?

    package init(_ demuxer: Demuxer, stream description: StreamDescription) throws(FFmpegError) {
        context = try demuxer.withStream(description.index) { stream throws(FFmpegError) in
            try DecoderContext(stream: stream, threads: 1, maxPicture: .standard)
        }
    }

    package func decode(_ packet: Packet) -> DecodedBatch<AudioFrame> {
        expected = expected ?? packet.pts ?? packet.dts
        return batch(packet)
    }

    /// The samples still inside the decoder; afterwards it is ready for a new run of packets.
    package func drain() -> DecodedBatch<AudioFrame> {
        let rest = batch(nil)
        context.reset()
        expected = nil
        return rest
    }

    private func batch(_ packet: Packet?) -> DecodedBatch<AudioFrame> {
        var batch = DecodedBatch<AudioFrame>()
        var refused = 0
        batch.errors = context.decode(packet) { [self] frame in
            guard Self.rates.contains(frame.pointee.sample_rate), frame.pointee.nb_samples > 0 else {
                refused += 1
                return
            }
            guard let owned = frame.moved() else { return }
            let known = MediaTime(timestamp: owned.pointee.best_effort_timestamp, context.timeBase)
            let audio = AudioFrame(adopting: owned, pts: known ?? expected ?? MediaTime(0, context.timeBase))
            expected = audio.pts + audio.duration
            batch.frames.append(audio)
        }
        batch.errors += refused
        return batch
    }
}
