import Foundation

/// The files an import reads, found where they lie.
struct ImportFiles {
    /// The checkpoint of the published model.
    let ovavss: String
    /// CLIP's own weights.
    let clip: String?
    /// VGGish's own weights.
    let vggish: String?
    /// What the folder of CLIP's weights says of them.
    let settings: HuggingFaceSettings?
    private let merges: String?

    init(_ request: ModelImport.Request) throws(BundleError) {
        ovavss = request.ovavss
        clip = try request.clip.map { path throws(BundleError) in try DownloadedFolder.weights(at: path) }
        settings = try request.clip.flatMap { path throws(BundleError) in try HuggingFaceSettings(folder: path) }
        vggish = request.vggish
        merges = request.merges
    }

    /// The files of weights by what they are given for.
    var weights: [String: String] {
        ["ovavss": ovavss, "clip": clip, "vggish": vggish].compactMapValues(\.self)
    }

    /// The merges for a vocabulary of this size, those given or those that lie beside the weights.
    ///
    /// - Throws: also where a `vocab.json` beside them or beside CLIP's weights numbers tokens differently.
    func merges(vocabulary size: Int) throws -> String {
        let beside = [clip, ovavss].compactMap(\.self).map(folder)
        let file = try merges.map(MergesFile.init(path:)) ?? MergesFile(in: beside)
        let text = try file.read(vocabulary: size)
        let neighbours = Set([folder(of: file.path)] + (clip.map { [folder(of: $0)] } ?? []))
        for path in neighbours.compactMap(VocabularyFile.path).sorted() {
            try VocabularyFile(path: path).requireSame(as: text, of: file.path)
        }
        return text
    }

    private func folder(of path: String) -> URL { URL(filePath: path).standardizedFileURL.deletingLastPathComponent() }
}
