import CFFmpeg

/// The mean of the channels of a frame, as floats.
///
/// Taken here, not by libswresample: its own mixes are weighted (stereo to mono in float is 1.414 times the mean), and it
/// refuses layouts it does not know. Sums are in double precision, so a signal gives the same samples in mono, stereo
/// and 5.1. Samples that are no numbers count as zero.
package enum ChannelMean {
    package static func samples(of frame: AudioFrame) -> [Float] {
        let format = AVSampleFormat(frame.pointer.pointee.format)
        return switch av_get_packed_sample_fmt(format) {
        case AV_SAMPLE_FMT_U8: mean(frame, UInt8.self) { (Double($0) - 128) / 128 }
        case AV_SAMPLE_FMT_S16: mean(frame, Int16.self) { Double($0) / 0x1p15 }
        case AV_SAMPLE_FMT_S32: mean(frame, Int32.self) { Double($0) / 0x1p31 }
        case AV_SAMPLE_FMT_S64: mean(frame, Int64.self) { Double($0) / 0x1p63 }
        case AV_SAMPLE_FMT_FLT: mean(frame, Float.self) { $0.isFinite ? Double($0) : 0 }
        case AV_SAMPLE_FMT_DBL: mean(frame, Double.self) { $0.isFinite ? $0 : 0 }
        default: [Float](repeating: 0, count: frame.sampleCount)
        }
    }

    private static func mean<Sample>(
        _ frame: AudioFrame, _: Sample.Type, _ value: (Sample) -> Double
    ) -> [Float] {
        let channels = frame.channelCount
        let isPlanar = av_sample_fmt_is_planar(AVSampleFormat(frame.pointer.pointee.format)) != 0
        var sums = [Double](repeating: 0, count: frame.sampleCount)
        for channel in 0..<channels {
            guard let plane = frame.pointer.pointee.extended_data[isPlanar ? channel : 0] else { continue }
            let stride = isPlanar ? 1 : channels
            let first = isPlanar ? 0 : channel
            plane.withMemoryRebound(to: Sample.self, capacity: first + stride * sums.count) { samples in
                for index in sums.indices { sums[index] += value(samples[first + index * stride]) }
            }
        }
        return sums.map { Float($0 / Double(channels)) }
    }
}
