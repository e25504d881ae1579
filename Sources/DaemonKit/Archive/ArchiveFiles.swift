import Foundation
import Specs

/// The files that a folder or a pattern stands for, in the order in which they are watched.
struct ArchiveFiles {
    /// One file, and the name its outputs have: its path below the folder or the pattern's fixed part, without extension.
    struct Entry: Equatable {
        let path: String
        let name: String
    }

    /// What a folder is searched for; a pattern takes whatever it matches.
    private static let extensions: Set<String> = [
        "3gp", "aac", "avi", "flac", "flv", "m2ts", "m4a", "m4v", "mka", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg",
        "mts",
        "mxf", "oga", "ogg", "ogv", "opus", "ts", "vob", "wav", "webm", "wmv",
    ]

    /// The folder itself, or what of the pattern comes before its first wildcard.
    let root: String
    let entries: [Entry]

    /// nil where the source of a pipeline is one.
    init?(_ spec: PipelineSpec) throws {
        if let files = try Self(spec.source.url) {
            self = files
        } else if spec.outputs.archive.folder != nil {
            throw ArchiveError.isOne(source: spec.source.url)
        } else {
            return nil
        }
    }

    /// nil where `source` is neither a folder nor a pattern.
    init?(_ source: String) throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: source, isDirectory: &isFolder) {
            guard isFolder.boolValue else { return nil }
            root = source
            entries = Self.named(try Self.files(inFolder: source), below: source)
        } else if !Self.isAddress(source), let wildcard = source.firstIndex(where: { "*?[".contains($0) }) {
            root = source[..<wildcard].lastIndex(of: "/").map { String(source[...$0]) } ?? ""
            entries = Self.named(Self.files(matching: source), below: root)
        } else {
            return nil
        }
    }

    /// What stands for a source by itself may hold anything: `lavfi:testsrc[out0]`.
    private static func isAddress(_ source: String) -> Bool {
        source.contains("://") || PipelineSpec(watching: source).source.isLive
    }

    private static func files(inFolder folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { path in
                let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
                return !isHidden && extensions.contains(URL(filePath: path).pathExtension.lowercased())
            }
            .map { URL(filePath: folder).appending(path: $0).relativePath }
            .filter(isRegular)
    }

    private static func files(matching pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in found.gl_pathv[index].map { String(cString: $0) } }
            .filter(isRegular)
    }

    private static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Files that differ only in their extension keep it.
    private static func named(_ paths: [String], below root: String) -> [Entry] {
        let inside = paths.sorted().map { path in (path, String(path.dropFirst(root.count).drop { $0 == "/" })) }
        let stems = Dictionary(grouping: inside) { stem($0.1) }
        return inside.map { path, name in
            Entry(path: path, name: stems[stem(name)]?.count == 1 ? stem(name) : name)
        }
    }

    private static func stem(_ name: String) -> String {
        let suffix = URL(filePath: name).pathExtension
        return suffix.isEmpty ? name : String(name.dropLast(suffix.count + 1))
    }
}
