import Foundation
import Network
import Segmentation
import VisionLanguage

/// Makes a bundle of published weights: checkpoints of PyTorch, TorchScript archives or safetensors.
///
/// The sizes of the network are read off names and shapes, the weights are checked against it before anything is written,
/// then copied tensor by tensor. The bundle appears under its name only when it is complete.
package struct ModelImport: Sendable {
    /// What to import and how.
    package struct Request: Sendable {
        /// The checkpoint of the published model.
        package var ovavss: String
        /// CLIP's and VGGish's own weights, where the first lacks them or others are wanted.
        package var clip: String?
        package var vggish: String?
        /// CLIP's merges, plain or gzip; nil for those that lie beside the weights.
        package var merges: String?
        /// One word a line or a JSON list; nil for the 70 AVSBench words.
        package var words: String?
        package var name: String
        /// The bundle directory to create.
        package var output: String
        /// Nil keeps every tensor as it is stored.
        package var type: StoredType?

        package init(
            ovavss: String, clip: String? = nil, vggish: String? = nil, merges: String? = nil, words: String? = nil,
            name: String, output: String, type: StoredType? = nil
        ) {
            self.ovavss = ovavss
            self.clip = clip
            self.vggish = vggish
            self.merges = merges
            self.words = words
            self.name = name
            self.output = output
            self.type = type
        }
    }

    /// What an import did.
    package struct Report: Sendable {
        /// How many tensors were written, and how many bytes of weights.
        package let used: Int
        package let bytes: Int
        /// Constants that are not weights and were left out.
        package let ignored: [String]
        /// Tensors of the main file that `clip` or `vggish` replaced.
        package let replaced: [String]
        /// What stands beside the weights in their files, such as the state of an optimizer.
        package let beside: [String]
        package let manifest: ModelManifest
    }

    private static let weightsFile = "model.safetensors"
    private static let mergesFile = "merges.txt"
    private let request: Request

    package init(_ request: Request) {
        self.request = request
    }

    /// Writes the bundle.
    ///
    /// - Parameter progress: told the bytes written so far and in all.
    /// - Throws: `BundleError`, `CheckpointError` or `TokenizerError`; nothing is left behind then.
    package func run(progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws -> Report {
        let source = try ImportSource(ovavss: request.ovavss, clip: request.clip, vggish: request.vggish)
        var manifest = try manifest(for: source)
        try survey(source, manifest)
        let given = [request.clip, request.ovavss].compactMap(\.self)
        let mergesPath = try request.merges ?? MergesFile.beside(given)
        let merges = try MergesFile.read(mergesPath, vocabulary: manifest.clip.text.vocabulary)
        let problems = manifest.problems.filter { !$0.hasPrefix("files:") }
        guard problems.isEmpty else { throw BundleError.importing(problem: problems.joined(separator: "; ")) }
        let copy = try WeightCopy(source, type: request.type)
        try NewDirectory.create(at: request.output) { directory in
            let digests = SourceDigests(sources)
            let folder = URL(filePath: directory)
            try copy.write(to: folder.appending(path: Self.weightsFile).path, progress: progress)
            try Data(merges.utf8).write(to: folder.appending(path: Self.mergesFile))
            for name in [Self.weightsFile, Self.mergesFile] {
                let (digest, bytes) = try SHA256.digest(ofFile: folder.appending(path: name).path)
                manifest.files[name] = ModelManifest.BundleFile(sha256: digest, bytes: bytes)
            }
            manifest.provenance.merge(try digests.provenance()) { _, new in new }
            try manifest.json().write(to: folder.appending(path: ModelManifest.fileName))
        }
        return Report(
            used: copy.count, bytes: copy.byteCount,
            ignored: source.entries.keys.filter(NaturalConstants.contains).sorted(),
            replaced: source.replaced, beside: source.beside, manifest: manifest)
    }

    private func manifest(for source: ImportSource) throws -> ModelManifest {
        let reader = ShapeReader(shapes: source.entries.mapValues(\.shape))
        return ModelManifest(
            name: request.name,
            description: "OV-AVSS imported from published weights; knows the words listed here, others by CLIP alone.",
            license: "that of the imported weights", provenance: ["imported_by": .string("earshot models import")],
            files: [:], weights: [Self.weightsFile],
            tokenizer: .init(merges: Self.mergesFile), segmentation: try SegmentationConfiguration(reader),
            clip: try CLIPConfiguration(reader), crop: .reference, templates: PublishedWords.templates,
            words: try request.words.map(WordsFile.read) ?? PublishedWords.words, thresholds: .init())
    }

    private func survey(_ source: ImportSource, _ manifest: ModelManifest) throws {
        let survey = WeightSurvey(shapes: source.entries.mapValues(\.shape))
        do {
            _ = try Networks(
                segmentation: manifest.segmentation, clip: manifest.clip, checkpoint: Checkpoint(source: survey))
        } catch {
            guard case .unused = error.problem, !survey.complaints.isEmpty else { throw error }
        }
        guard survey.complaints.isEmpty else {
            let shown = survey.complaints.prefix(20).joined(separator: "\n  ")
            let more = survey.complaints.count > 20 ? "\n  and \(survey.complaints.count - 20) more" : ""
            throw BundleError.importing(problem: "\(survey.complaints.count) tensors do not fit:\n  \(shown)\(more)")
        }
    }

    /// The files of weights by what they are given for.
    private var sources: [String: String] {
        ["ovavss": request.ovavss, "clip": request.clip, "vggish": request.vggish].compactMapValues(\.self)
    }
}
