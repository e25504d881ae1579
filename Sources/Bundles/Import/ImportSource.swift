import Network

/// The tensors given to an import, under the names they have in a bundle.
struct ImportSource {
    /// One tensor and the file it is in.
    struct Entry {
        let file: SafetensorsFile
        let key: String
        let shape: [Int]
        let type: SafetensorsType
    }

    /// What is read from, by the name in the bundle.
    let entries: [String: Entry]

    /// Names that an additional file holds too; the additional file's tensors are taken.
    let replaced: [String]

    /// - Parameters:
    ///   - ovavss: the published model's state dict.
    ///   - clip: CLIP's own state dict, where the first lacks it or another is wanted.
    ///   - vggish: VGGish's own state dict, likewise.
    init(ovavss: String, clip: String?, vggish: String?) throws {
        var entries = try Self.read(ovavss, prefix: "")
        var replaced: [String] = []
        let additions = [(clip, "clip_adapter.clip_model."), (vggish, "audio_encoder.audio_backbone.")]
        for case (let path?, let prefix) in additions {
            let added = try Self.read(path, prefix: prefix)
            let known = entries.keys.filter { $0.hasPrefix(prefix) }
            replaced += known
            entries = entries.filter { !$0.key.hasPrefix(prefix) }.merging(added) { _, new in new }
        }
        self.entries = entries
        self.replaced = replaced.sorted()
    }

    func shape(_ key: String) -> [Int]? { entries[key]?.shape }

    private static func read(_ path: String, prefix: String) throws -> [String: Entry] {
        let file = try SafetensorsFile(path: path)
        var entries: [String: Entry] = [:]
        for key in file.keys {
            let name = key.hasPrefix(prefix) ? key : prefix + key
            entries[name] = Entry(file: file, key: key, shape: try file.shape(of: key), type: try file.type(of: key))
        }
        return entries
    }
}
