package import Bundles
import Segmentation
package import Specs

extension NetworkSizes {
    /// The sizes a bundle declares; its weights are not read.
    package init(_ manifest: ModelManifest) {
        let network = manifest.segmentation
        self.init(
            featureChannels: network.backbone.outputs, decoderChannels: network.pixelDecoder.channels,
            maskChannels: network.pixelDecoder.maskChannels, embedding: network.vggish.embedding,
            queries: network.maskDecoder.queries, words: manifest.words.count,
            shortSide: network.preprocessing.shortSide, longSide: network.preprocessing.maxSide,
            divisor: network.preprocessing.divisor)
    }
}
