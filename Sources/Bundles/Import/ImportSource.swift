import Network

/// The tensors given to an import, under the names they have in a bundle.
struct ImportSource {
    /// What is read from, by the name in the bundle.
    let entries: [String: WeightEntry]

    /// Names that an additional file holds too; the additional file's tensors are taken.
    let replaced: [String]

    /// Names of tensors beside the weights, such as the state of an optimizer.
    let beside: [String]

    /// A network that may stand in a file of its own.
    private struct Part {
        let prefix: String
        let name: String
        let option: String
    }

    private static let clip = Part(prefix: "clip_adapter.clip_model.", name: "CLIP", option: "--clip")
    private static let vggish = Part(prefix: "audio_encoder.audio_backbone.", name: "VGGish", option: "--vggish")

    init(_ files: ImportFiles) throws {
        var (entries, beside) = try Self.read(files.ovavss, prefix: "")
        guard entries.keys.contains(where: { $0.hasPrefix("sem_seg_head.") }) else {
            throw BundleError.importing(
                problem: "\(files.ovavss) is not the OV-AVSS model: it has no tensor below 'sem_seg_head'")
        }
        var replaced: [String] = []
        for (path, part) in [(files.clip, Self.clip), (files.vggish, Self.vggish)] {
            let known = entries.keys.filter { $0.hasPrefix(part.prefix) }
            guard let path else {
                guard known.isEmpty else { continue }
                throw BundleError.importing(
                    problem:
                        "\(files.ovavss) holds no \(part.name): give the file of its weights with \(part.option) FILE")
            }
            let added = try Self.read(path, prefix: part.prefix)
            replaced += known
            entries = entries.filter { !$0.key.hasPrefix(part.prefix) }.merging(added.entries) { _, new in new }
            beside += added.beside
        }
        self.entries = entries
        self.replaced = replaced.sorted()
        self.beside = beside
    }

    private static func read(
        _ path: String, prefix: String
    ) throws(CheckpointError) -> (entries: [String: WeightEntry], beside: [String]) {
        let file = try WeightFormat.open(path)
        var entries: [String: WeightEntry] = [:]
        for (key, entry) in try named(file) {
            entries[key.hasPrefix(prefix) ? key : prefix + key] = entry
        }
        return (entries, file.beside)
    }

    private static func named(_ file: any WeightFile) throws(CheckpointError) -> [String: WeightEntry] {
        if let names = HuggingFaceNames(file) { return try names.entries() }
        return try plain(file)
    }

    /// Training on several devices puts `module.` before every name.
    private static func plain(_ file: any WeightFile) throws(CheckpointError) -> [String: WeightEntry] {
        let wrapper = "module."
        let isWrapped = file.keys.allSatisfy { $0.hasPrefix(wrapper) }
        var entries: [String: WeightEntry] = [:]
        for key in file.keys {
            entries[isWrapped ? String(key.dropFirst(wrapper.count)) : key] = try WeightEntry(file, key)
        }
        return entries
    }
}
