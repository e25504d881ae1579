import MediaTypes
import Network
import Tensors
import TestSupport

@testable import Segmentation
@testable import VisionLanguage

/// Crops and names of the first queries of a reference run, on synthetic weights.
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

    /// A run of the authors' code and the model it was of.
    struct Run: Sendable {
        let file: String
        let layout: SyntheticWeights.Layout
        let segmentation: SegmentationConfiguration
        let clip: CLIPConfiguration
        /// How many queries have crops, and how many of them go through the image tower.
        let queries: Int
        let namedQueries: Int

        static let r50 = Run(
            file: "r50_small", layout: .ovavssR50, segmentation: .ovavssR50, clip: .vitB16, queries: 12, namedQueries: 4
        )
        static let swinB = Run(
            file: "swinb_small", layout: .ovavssSwinB, segmentation: .ovavssSwinB, clip: .vitL14At336, queries: 1,
            namedQueries: 1)
    }

    let run: Run
    let golden: Golden
    /// Every query that shows, in the order of snippet and query.
    let entries: [Entry]
    /// One row for every entry of a named query, of length 1.
    let embeddings: Tensor
    /// Likewise: a hundred times the cosine with every word.
    let logits: Tensor

    init(_ run: Run) throws {
        self.run = run
        golden = try Golden(run.file)
        let checkpoint = try SyntheticWeights(run.layout).checkpoint
        let pictures = Self.prepared(run)
        let prediction = try Self.prediction(run, checkpoint, pictures, golden)
        let extractor = CropExtractor(placement: .reference, resolution: run.clip.image.resolution)
        entries = (0..<5).flatMap { snippet in
            let frame = Raster(pictures[snippet].resized)
            return (0..<run.queries).compactMap { query in
                let mask = Raster(mask: sigmoid(prediction.paddedLogits(query: query, snippet: snippet)))
                return mask.maskBox.map { box in
                    let crop = extractor(frame: frame, mask: mask, box: box)
                    return Entry(snippet: snippet, query: query, box: box, crop: crop)
                }
            }
        }
        let classifier = Classifier(
            encoder: try ImageEncoder(
                checkpoint.root["clip_adapter.clip_model.visual"], configuration: run.clip.image,
                embedding: run.clip.embedding))
        let words = PublishedWords.words.map { VocabularyWord($0) }
        embeddings = classifier.embeddings(of: .stacked(entries.filter { $0.query < run.namedQueries }.map(\.crop)))
        let vocabulary = Vocabulary(words: words, embeddings: try golden.tensor("text.embed"), digest: "")
        logits = classifier.logits(embeddings: embeddings, vocabulary: vocabulary)
    }

    /// The entries of the first queries.
    func entries(first count: Int) -> [Entry] { entries.filter { $0.query < count } }

    private static func prepared(_ run: Run) -> [PreparedPicture] {
        var settings = run.segmentation.preprocessing
        settings.shortSide = 128
        let preparation = ImagePreparation(settings)
        return (0..<5).map { preparation(SyntheticInput.picture($0, width: 200, height: 120)) }
    }

    private static func prediction(
        _ run: Run, _ checkpoint: Checkpoint, _ pictures: [PreparedPicture], _ golden: Golden
    ) throws -> WindowPrediction {
        let model = try SegmentationModel(configuration: run.segmentation, weights: checkpoint.root)
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
