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
        /// CLIP's and VGGish's own weights, where the first lacks them or others are wanted; CLIP's may be a folder as the
        /// Hugging Face hub lays it out.
        package var clip: String?
        package var vggish: String?
        /// CLIP's merges, plain or gzip, or a folder that holds them; nil for those that lie beside the weights.
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
    /// - Throws: `BundleError`, `CheckpointError` or `TokenizerError`; nothing is left behind then.
    package func run(_ monitor: ImportMonitor = ImportMonitor()) throws -> Report {
        let files = try ImportFiles(request)
        let source = try ImportSource(files)
        var manifest = try manifest(for: source)
        try survey(source, manifest)
        try files.settings?.requireSame(as: manifest.clip)
        let merges = try files.merges(vocabulary: manifest.clip.text.vocabulary)
        let problems = manifest.problems.filter { !$0.hasPrefix("files:") }
        guard problems.isEmpty else { throw BundleError.importing(problem: problems.joined(separator: "; ")) }
        let copy = try WeightCopy(source, type: request.type)
        try NewDirectory.create(at: request.output) { directory in
            let digests = SourceDigests(files.weights)
            defer { digests.stop() }
            try write(copy, merges, to: URL(filePath: directory), &manifest, monitor)
            manifest.provenance.merge(try digests.provenance(monitor.requireWanted)) { _, new in new }
            try manifest.json().write(to: URL(filePath: directory).appending(path: ModelManifest.fileName))
            try monitor.requireWanted()
        }
        return Report(
            used: copy.count, bytes: copy.byteCount,
            ignored: source.entries.keys.filter(NaturalConstants.contains).sorted(),
            replaced: source.replaced, beside: source.beside, manifest: manifest)
    }

    private func write(
        _ copy: WeightCopy, _ merges: String, to folder: URL, _ manifest: inout ModelManifest, _ monitor: ImportMonitor
    ) throws {
        let text = Data(merges.utf8)
        try text.write(to: folder.appending(path: Self.mergesFile))
        manifest.files[Self.mergesFile] = .init(sha256: SHA256.digest(of: text), bytes: text.count)
        manifest.files[Self.weightsFile] = try copy.write(to: folder.appending(path: Self.weightsFile).path) {
            monitor.progress($0, $1)
            try monitor.requireWanted()
        }
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
}
