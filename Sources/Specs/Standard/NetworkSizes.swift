/// Widths of a network as far as ring sizes follow from them.
package struct NetworkSizes: Sendable, Hashable {
    /// Channels of the backbone's four feature maps, at strides 4, 8, 16 and 32.
    package var featureChannels: [Int]
    /// Channels of the pixel decoder's maps, at strides 8, 16 and 32.
    package var decoderChannels: Int
    /// Channels of the mask features, at strides 4 to 32.
    package var maskChannels: Int
    package var embedding: Int
    package var queries: Int
    /// Words of the bundle.
    package var words: Int
    package var shortSide: Int
    package var longSide: Int
    /// The network's picture is padded to a multiple of this.
    package var divisor: Int

    package init(
        featureChannels: [Int], decoderChannels: Int, maskChannels: Int, embedding: Int, queries: Int, words: Int,
        shortSide: Int,
        longSide: Int, divisor: Int
    ) {
        self.featureChannels = featureChannels
        self.decoderChannels = decoderChannels
        self.maskChannels = maskChannels
        self.embedding = embedding
        self.queries = queries
        self.words = words
        self.shortSide = shortSide
        self.longSide = longSide
        self.divisor = divisor
    }

    /// The published ResNet-50 network: the largest that a spec does not have to name.
    package static let published = NetworkSizes(
        featureChannels: [256, 512, 1_024, 2_048], decoderChannels: 256, maskChannels: 256, embedding: 128,
        queries: 100, words: 70,
        shortSide: 360, longSide: 1_333, divisor: 32)
}
