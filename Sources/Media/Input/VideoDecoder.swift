import CFFmpeg
import MediaTypes

/// Decodes the packets of one video stream, in the order of presentation.
package final class VideoDecoder {
    private let context: DecoderContext
    private let description: StreamDescription
    /// Where the next picture stands if it carries no time of its own.
    private var expected: MediaTime?

    /// - Parameters:
    ///   - threads: codec threads; the pictures do not depend on them.
    ///   - maxPicture: larger pictures fail to decode and count as damage.
    package init(
        _ demuxer: Demuxer, stream description: StreamDescription, threads: Int = 1,
        maxPicture: PictureLimit = .standard
    ) throws(FFmpegError) {
        self.description = description
        context = try demuxer.withStream(description.index) { stream throws(FFmpegError) in
            try DecoderContext(stream: stream, threads: threads, maxPicture: maxPicture)
        }
    }

    package func decode(_ packet: Packet) -> DecodedBatch<VideoFrame> {
        expected = expected ?? packet.pts ?? packet.dts
        return batch(packet)
    }

    /// The pictures still inside the decoder; afterwards it is ready for a new run of packets.
    package func drain() -> DecodedBatch<VideoFrame> {
        let rest = batch(nil)
        context.reset()
        expected = nil
        return rest
    }

    private func batch(_ packet: Packet?) -> DecodedBatch<VideoFrame> {
        var batch = DecodedBatch<VideoFrame>()
        batch.errors = context.decode(packet) { [self] frame in
            guard let owned = frame.moved() else { return }
            let pts = MediaTime(timestamp: owned.pointee.best_effort_timestamp, context.timeBase) ?? expected
            let duration = MediaTime(length: owned.pointee.pkt_duration, context.timeBase)
            let time = pts ?? MediaTime(0, context.timeBase)
            expected = time + (duration.ticks > 0 ? duration : nominalDuration)
            batch.frames.append(
                VideoFrame(adopting: owned, pts: time, duration: duration, orientation: description.orientation))
        }
        return batch
    }

    private var nominalDuration: MediaTime {
        description.frameDuration.map { MediaTime(1, $0).rescaled(to: context.timeBase) }
            ?? MediaTime(1, context.timeBase)
    }
}
