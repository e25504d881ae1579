import MediaTypes
import Segmentation
import Tensors
import VisionLanguage

/// Reads single queries of a decoded window: what they cover and what they are called.
struct QueryReader: Sendable {
    let vocabulary: Vocabulary
    private let extractor: CropExtractor
    private let classifier: Classifier

    init(crops: CropExtractor, classifier: Classifier, vocabulary: Vocabulary) {
        extractor = crops
        self.classifier = classifier
        self.vocabulary = vocabulary
    }

    /// Where the query's logit is above 0 at displayed frame size (Spec §8.3); nil where that is nowhere.
    func frameMask(of query: Int, in window: DecodedWindow, at position: Int) -> BinaryMask? {
        guard window.shows(query, at: position) else { return nil }
        let mask = window.prediction.frameMask(
            query: query, snippet: position, geometry: window.snippets[position].prepared.geometry)
        return mask.pixels.contains(1) ? mask : nil
    }

    /// The query's soft mask on the padded picture (Spec §6.2); nil where nothing of it is above one half.
    func softMask(of query: Int, in window: DecodedWindow, at position: Int) -> SoftMask? {
        guard window.shows(query, at: position) else { return nil }
        let logits = window.prediction.paddedLogits(query: query, snippet: position)
        let values = Raster(
            width: logits.shape[1], height: logits.shape[0], channels: 1, values: sigmoid(logits).elements)
        return values.maskBox.map { SoftMask(values: values, box: $0) }
    }

    /// What the image tower sees of some masks of one picture, `[n, 3, R, R]`.
    func crops(of masks: [SoftMask], from picture: PreparedPicture) -> Tensor {
        let frame = Raster(picture.resized)
        return Tensor.stacked(masks.map { extractor(frame: frame, mask: $0.values, box: $0.box) })
    }

    /// Where crops lie in CLIP's space: rows of length 1, `[n, D]`.
    func embeddings(of crops: Tensor) -> Tensor { classifier.embeddings(of: crops) }

    /// A hundred times the cosine between crops and words, `[n, D]` to `[n, W]`.
    func logits(embeddings: Tensor) -> Tensor { classifier.logits(embeddings: embeddings, vocabulary: vocabulary) }
}

/// A mask from 0 to 1 on a padded picture.
struct SoftMask: Sendable {
    let values: Raster
    /// The smallest box around the values above one half.
    let box: PixelBox
}

extension DecodedWindow {
    /// Whether a query has a logit above 0 in a snippet; interpolation makes none where there is none.
    fileprivate func shows(_ query: Int, at position: Int) -> Bool {
        prediction.maskLogits[query][position].withUnsafeBuffer { logits in logits.contains { $0 > 0 } }
    }
}
