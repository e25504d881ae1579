import CFFmpeg
import MediaTypes

/// Resamples one run of mono sound to 16 kHz, as a stream: output sample `n` stands exactly `n / 16 000` s after the
/// first input sample, however long the run.
///
/// The filter is that of the published preprocessing (`resampy` 0.4's `kaiser_best`: 50 zero crossings, Kaiser window,
/// roll-off 0.917) in libswresample's exact rational polyphase form, and sound outside the run counts as zero.
package final class Resampler {
    package let inputRate: Int
    private let context: OpaquePointer?
    private var inputCount = 0
    private var outputCount = 0
    /// Output samples that belong to the zeros put before the run.
    private var leadIn: Int
    private let padding: [Float]

    private static let zeroCrossings = 50.0
    private static let rollOff = 0.917347
    private static let kaiserBeta = 12.9846

    /// - Precondition: `inputRate` is positive.
    package init(inputRate: Int) throws(FFmpegError) {
        precondition(inputRate > 0, "a sample rate is positive")
        self.inputRate = inputRate
        let ratio = Ratio(inputRate)
        let reach = (Self.zeroCrossings + 1) * max(1, Double(inputRate) / Double(Waveform.analysisRate))
        // Whole periods of the polyphase filter, so that the run itself starts at phase zero.
        let periods = Int(reach) / ratio.input + 2
        padding = [Float](repeating: 0, count: periods * ratio.input)
        leadIn = periods * ratio.output
        context = inputRate == Waveform.analysisRate ? nil : try Self.opened(inputRate)
        if context != nil { leadIn -= try convert(padding).count }
    }

    deinit {
        var owned = context
        swr_free(&owned)
    }

    /// The next samples of the run; returns what is complete.
    package func process(_ samples: [Float]) throws(FFmpegError) -> [Float] {
        inputCount += samples.count
        guard context != nil else { return samples }
        return trimmed(try convert(samples))
    }

    /// The rest of the run. Its last output sample stands before the end of its last input sample.
    package func drain() throws(FFmpegError) -> [Float] {
        guard context != nil else { return [] }
        let tail = trimmed(try convert(padding))
        return Array(tail.prefix(max(0, tail.count - (outputCount - expectedCount))))
    }

    private var expectedCount: Int {
        let ratio = Ratio(inputRate)
        return (inputCount * ratio.output + ratio.input - 1) / ratio.input
    }

    private func trimmed(_ samples: [Float]) -> [Float] {
        let cut = min(leadIn, samples.count)
        leadIn -= cut
        outputCount += samples.count - cut
        return cut == 0 ? samples : Array(samples[cut...])
    }

    private func convert(_ samples: [Float]) throws(FFmpegError) -> [Float] {
        let capacity = Int(swr_get_out_samples(context, Int32(samples.count)))
        var written: Int32 = 0
        let output = [Float](unsafeUninitializedCapacity: max(0, capacity)) { buffer, count in
            written = samples.withUnsafeBytes { input in
                var source: UnsafePointer<UInt8>? = input.bindMemory(to: UInt8.self).baseAddress
                return buffer.withMemoryRebound(to: UInt8.self) { bytes in
                    var target = bytes.baseAddress
                    return swr_convert(context, &target, Int32(capacity), &source, Int32(samples.count))
                }
            }
            count = Int(max(0, written))
        }
        try check(written, "resample sound of", "\(inputRate) Hz")
        return output
    }
}

extension Resampler {
    /// Input and output samples of one period.
    private struct Ratio {
        let input: Int
        let output: Int

        init(_ inputRate: Int) {
            let divisor = Int(av_gcd(Int64(inputRate), Int64(Waveform.analysisRate)))
            input = inputRate / divisor
            output = Waveform.analysisRate / divisor
        }
    }

    /// Ratios with more phases are interpolated between this many.
    private static let largestTable = 2_048

    /// Enough phases that the ratio is exact: the library takes the nearest phase where the table is too small for it.
    private static func phaseShift(for ratio: Ratio) -> Int64 {
        Int64(Int.bitWidth - max(1, min(ratio.output, largestTable) - 1).leadingZeroBitCount)
    }

    private static func opened(_ inputRate: Int) throws(FFmpegError) -> OpaquePointer {
        let subject = "sound of \(inputRate) Hz"
        var mono = AVChannelLayout()
        av_channel_layout_default(&mono, 1)
        var same = mono
        var raw: OpaquePointer?
        try check(
            swr_alloc_set_opts2(
                &raw, &mono, AV_SAMPLE_FMT_FLTP, Int32(Waveform.analysisRate), &same, AV_SAMPLE_FMT_FLTP,
                Int32(inputRate), 0, nil), "resample", subject)
        let context = try allocated(raw, "a resampler")
        let object = UnsafeMutableRawPointer(context)
        // The library counts taps at the cutoff, and means the cutoff against the output rate even where that is higher.
        av_opt_set_int(object, "filter_size", Int64((2 * zeroCrossings * rollOff).rounded()), 0)
        let nyquist = min(1, Double(inputRate) / Double(Waveform.analysisRate))
        av_opt_set_int(object, "filter_type", Int64(SWR_FILTER_TYPE_KAISER.rawValue), 0)
        av_opt_set_double(object, "kaiser_beta", kaiserBeta, 0)
        av_opt_set_double(object, "cutoff", rollOff * nyquist, 0)
        av_opt_set_int(object, "exact_rational", 1, 0)
        av_opt_set_int(object, "phase_shift", phaseShift(for: Ratio(inputRate)), 0)
        av_opt_set_int(object, "linear_interp", Ratio(inputRate).output > largestTable ? 1 : 0, 0)
        let result = swr_init(context)
        guard result < 0 else { return context }
        swr_free(&raw)
        throw FFmpegError(code: result, operation: "resample", subject: subject)
    }
}
