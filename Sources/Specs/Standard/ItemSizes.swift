/// The largest item of each ring, in bytes, for the largest picture a spec allows.
struct ItemSizes {
    let spec: PipelineSpec
    let network: NetworkSizes
    private static let float = 4
    /// What a small struct with its references takes, generously.
    private static let header = 4_096
    /// Two bytes in each of four planes is the most a decoded pixel takes.
    private static let bytesPerPixel = 8
    /// 16 000 samples.
    private static let waveform = 16_000 * float
    /// A second of 8 channels of 192 kHz in 32 bits, uncompressed.
    private static let sound = 8 * 192_000 * 4

    func maximum(of ring: RingName) -> Int {
        switch ring {
        case .pictures: picture + Self.header
        case .sounds: Self.waveform + Self.header
        case .pictureFeatures: encodedPicture
        case .soundFeatures: encodedSound
        case .features: encodedPicture + encodedSound
        case .fused: fused
        case .windows: window
        case .recording: snippet
        case .labels: labels
        case .labelled, .tracked: snippet + labels
        }
    }

    /// A decoded key picture.
    private var picture: Int {
        spec.source.videoStream == .none ? 0 : spec.source.maximumPicture.pixels * Self.bytesPerPixel
    }

    /// The recording is kept only where a video is written.
    var snippet: Int {
        let recording = spec.outputs.video.path == nil ? 0 : spec.source.maximumSnippetBytes
        return recording + picture + Self.waveform + Self.sound + Self.header
    }

    /// What waits, decoded, until it is known where an epoch starts: the bytes of a second and one item more.
    var epochStart: Int { spec.source.maximumSnippetBytes + picture + Self.sound }

    private var encodedSound: Int { network.embedding * Self.float + Self.header }

    /// The network's input in floats and the resized picture in bytes.
    private var preparedPicture: Int { inputPixels * 3 * (Self.float + 1) }

    /// Feature maps and the picture they were made from.
    private var encodedPicture: Int {
        maps(network.featureChannels) + preparedPicture + Self.header
    }

    /// The maps every window shares, also resized to each level; the picture stays for the crops.
    var fused: Int {
        let levels = network.decoderChannels + network.maskChannels
        return maps([network.maskChannels, levels, levels, levels]) + preparedPicture + encodedSound
    }

    /// Mask logits of every query for every snippet, and the snippets' inputs.
    private var window: Int {
        StandardGraph.windowLength * (network.queries * inputPixels / 16 * Self.float + fused) + Self.header
    }

    /// One mask of a byte a pixel for each label.
    private var labels: Int {
        let words = spec.model.words.isEmpty ? network.words : spec.model.words.count
        let count = spec.source.videoStream == .none ? 0 : min(network.queries, words)
        return count * (spec.source.maximumPicture.pixels + Self.header) + Self.header
    }

    /// Float maps at strides 4, 8, 16, 32.
    private func maps(_ channels: [Int]) -> Int {
        channels.enumerated().reduce(0) { bytes, map in
            bytes + map.element * (inputPixels >> (4 + 2 * map.offset)) * Self.float
        }
    }

    /// Pixels of the network's picture at its largest: the short side given, the long side at its limit.
    private var inputPixels: Int {
        let short = spec.model.shortSide ?? network.shortSide
        return padded(short) * padded(max(short, network.longSide))
    }

    private func padded(_ side: Int) -> Int { (side + network.divisor - 1) / network.divisor * network.divisor }
}
