/// What to type once a published file is there.
package enum ImportCommand {
    /// `earshot models import …` for the model that `file` is a part of, with paths of what is in `folder` and plain names
    /// of what is not there yet.
    ///
    /// - Parameter path: where `file` is, nil where it is still to come.
    package static func text(for file: PublishedFile, at path: String?, in folder: DownloadFolder) -> String {
        let entries = folder.entries
        let parts = needed(for: file).map { part in
            let there = part.fileName == file.fileName ? path : nil
            let entry = entries.first { $0.name == part.fileName && !$0.isPartial }
            return "\(part.importOption) \(quoted(there ?? entry?.path ?? part.fileName))"
        }
        return "earshot models import \(parts.joined(separator: " ")) --as \(file.model)"
    }

    /// The model's checkpoint, which holds CLIP and VGGish too, the merges, and `file` where it is another part.
    private static func needed(for file: PublishedFile) -> [PublishedFile] {
        let always = PublishedFile.all.filter {
            $0.importOption == "--merges" || ($0.importOption == "--ovavss" && $0.model == file.model)
        }
        let isAmong = always.contains { $0.fileName == file.fileName }
        return (isAmong ? always : always + [file]).sorted { order($0) < order($1) }
    }

    private static func order(_ file: PublishedFile) -> Int {
        ["--ovavss", "--clip", "--vggish", "--merges"].firstIndex(of: file.importOption) ?? 0
    }

    /// As a shell reads it back.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "/._-0123456789".unicodeScalars.contains($0)
        }
        return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
