import MediaTypes
import Network
import Tensors
import TestSupport

@testable import Segmentation
@testable import VisionLanguage

/// Crops and names of the first queries of the reference run `r50_small`, on synthetic weights.
///
/// The attention masks are those of the reference, so that no pixel whose logit is within rounding of zero shifts a query.
struct CropReference: Sendable {
    struct Entry: Sendable {
        let snippet: Int
        let query: Int
        let box: PixelBox
        /// `[3, R, R]`, 0…255.
        let crop: Tensor
    }

    static let queries = 12
    /// How many of them go through the image tower.
    static let namedQueries = 4
    let golden: Golden
    /// Every query that shows, in the order of snippet and query.
    let entries: [Entry]
    /// One row for every entry of a named query, of length 1.
    let embeddings: Tensor
    /// Likewise: a hundred times the cosine with every word.
    let logits: Tensor

    init() throws {
        golden = try Golden("r50_small")
        let checkpoint = try SyntheticWeights(.ovavssR50).checkpoint
        let pictures = try Self.prepared(checkpoint)
        let prediction = try Self.prediction(checkpoint, pictures, golden)
        let extractor = CropExtractor(placement: .reference, resolution: 224)
        entries = (0..<5).flatMap { snippet in
            let frame = Raster(pictures[snippet].resized)
            return (0..<Self.queries).compactMap { query in
                let mask = Raster(mask: sigmoid(prediction.paddedLogits(query: query, snippet: snippet)))
                return mask.maskBox.map { box in
                    let crop = extractor(frame: frame, mask: mask, box: box)
                    return Entry(snippet: snippet, query: query, box: box, crop: crop)
                }
            }
        }
        let tower = CLIPConfiguration.vitB16.image
        let classifier = Classifier(
            encoder: try ImageEncoder(
                checkpoint.root["clip_adapter.clip_model.visual"], configuration: tower, embedding: 512))
        let words = PublishedWords.words.map {
            VocabularyWord(word: $0.word, prompt: $0.word, split: $0.split, isBackground: false)
        }
        embeddings = classifier.embeddings(of: .stacked(entries.filter { $0.query < Self.namedQueries }.map(\.crop)))
        let vocabulary = Vocabulary(words: words, embeddings: try golden.tensor("text.embed"), digest: "")
        logits = classifier.logits(embeddings: embeddings, vocabulary: vocabulary)
    }

    /// Rows of the entries of the first queries.
    func rows(first count: Int) -> [Int] { entries.indices.filter { entries[$0].query < count } }

    private static func prepared(_ checkpoint: Checkpoint) throws -> [PreparedPicture] {
        let preparation = ImagePreparation(
            SegmentationConfiguration.Preprocessing(
                shortSide: 128, maxSide: 1333, mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375],
                divisor: 32))
        return (0..<5).map { preparation(SyntheticInput.picture($0, width: 200, height: 120)) }
    }

    private static func prediction(
        _ checkpoint: Checkpoint, _ pictures: [PreparedPicture], _ golden: Golden
    ) throws -> WindowPrediction {
        let model = try SegmentationModel(configuration: .ovavssR50, weights: checkpoint.root)
        let sounds = model.soundEncoder(try golden.tensor("vggish.logmel"))
        let window = pictures.enumerated().map { index, picture in
            model.fuse(features: model.backbone(picture.input), audio: sounds[index])
        }
        let masks = try (0..<9).map { try golden.bits("dec.pred.\($0).attn_mask") }
        return model.decode(window: window, probe: .none) { layer, logits in
            BlockedPixels(bytes: masks[layer], pixels: logits.shape[1])
        }
    }
}
