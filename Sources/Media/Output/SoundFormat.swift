import CFFmpeg

/// A rate and a layout that AAC can carry.
package struct SoundFormat: Sendable, Hashable {
    package let sampleRate: Int
    package let channelCount: Int

    /// Rates of ISO/IEC 14496-3 table 1.18.
    private static let rates = [
        7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000,
    ]

    /// The nearest AAC has to a source: the same rate or the next higher, above 96 kHz half or a quarter of it; the same
    /// number of channels, 7.1 for seven, stereo for more than eight.
    package init(nearest sampleRate: Int, channelCount: Int) {
        var rate = max(1, sampleRate)
        while rate > 96_000 { rate /= 2 }
        self.sampleRate = Self.rates.first { $0 >= rate } ?? 96_000
        self.channelCount =
            switch channelCount {
            case ...1: 1
            case 2...6: channelCount
            case 7, 8: 8
            default: 2
            }
    }

    /// 64 kbit/s a channel at 32 kHz and above, in proportion below.
    var bitRate: Int64 { Int64(channelCount * min(64_000, sampleRate * 2)) }
}
