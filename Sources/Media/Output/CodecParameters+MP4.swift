import CFFmpeg

extension CodecParameters {
    /// Whether MP4 carries the stream's packets as they are, in a form players know; other sound is encoded to AAC.
    package var isCarriedByMP4: Bool {
        switch pointer.pointee.codec_id {
        case AV_CODEC_ID_AAC: pointer.pointee.extradata_size > 0 || synthesisedConfiguration != nil
        case AV_CODEC_ID_OPUS, AV_CODEC_ID_FLAC, AV_CODEC_ID_ALAC: pointer.pointee.extradata_size > 0
        case AV_CODEC_ID_MP3, AV_CODEC_ID_MP2, AV_CODEC_ID_AC3, AV_CODEC_ID_EAC3: sampleRate > 0 && channelCount > 0
        default: false
        }
    }

    /// MP4's description of these codecs is made from their first packet.
    package var needsPacketForHeader: Bool {
        [AV_CODEC_ID_AC3, AV_CODEC_ID_EAC3].contains(pointer.pointee.codec_id)
    }

    /// Whether packets of both can stand in one track: codec, rate, channels and the decoder's configuration are the same.
    package func describesSameSound(as other: CodecParameters) -> Bool {
        let (one, two) = (pointer.pointee, other.pointer.pointee)
        return one.codec_id == two.codec_id && one.sample_rate == two.sample_rate
            && one.ch_layout.nb_channels == two.ch_layout.nb_channels && configuration == other.configuration
    }

    /// Whether what the AAC encoder makes can stand among these packets: AAC-LC of a rate and channels the encoder has.
    package var admitsEncodedAAC: Bool {
        guard pointer.pointee.codec_id == AV_CODEC_ID_AAC, channelCount <= 6,
            let first = (synthesisedConfiguration ?? configuration).first, first >> 3 == 2
        else { return false }
        let format = SoundFormat(nearest: sampleRate, channelCount: channelCount)
        return format.sampleRate == sampleRate && format.channelCount == channelCount
    }

    /// What the container says for the decoder besides the codec's name.
    private var configuration: [UInt8] {
        Array(UnsafeBufferPointer(start: pointer.pointee.extradata, count: Int(pointer.pointee.extradata_size)))
    }

    /// Samples of a packet of `size` bytes, nil where the codec does not fix it.
    package func sampleCount(ofPacketSize size: Int) -> Int64? {
        let count = av_get_audio_frame_duration2(pointer, Int32(size))
        return count > 0 ? Int64(count) : nil
    }

    /// The AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1) of an AAC-LC stream whose packets describe themselves, as in
    /// MPEG-TS: two bytes, known before the first packet is seen. nil where the stream has one of its own.
    var synthesisedConfiguration: [UInt8]? {
        let rates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]
        guard pointer.pointee.codec_id == AV_CODEC_ID_AAC, pointer.pointee.extradata_size == 0,
            pointer.pointee.profile == FF_PROFILE_AAC_LOW, let rate = rates.firstIndex(of: sampleRate),
            let channels = [1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 8: 7][channelCount]
        else { return nil }
        let bits = UInt16(2) << 11 | UInt16(rate) << 7 | UInt16(channels) << 3
        return [UInt8(bits >> 8), UInt8(bits & 0xff)]
    }
}
