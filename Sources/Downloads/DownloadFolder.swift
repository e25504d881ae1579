import Bundles
import Foundation

/// Where downloads go unless the user names another place.
package struct DownloadFolder: Sendable {
    /// A file there.
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let path: String
        package let bytes: Int
        /// Whether the rest of it is still to come.
        package let isPartial: Bool
    }

    package let path: String

    /// `$XDG_CACHE_HOME/earshot/downloads`, or `~/.cache/earshot/downloads`.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        path = UserCache.folder(environment).appending(path: "downloads").path
    }

    package func path(of name: String) -> String { URL(filePath: path).appending(path: name).path }

    /// What is there, by name.
    package var entries: [Entry] {
        // No folder, no downloads.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".part.json") }.sorted().map { name in
            let isPartial = name.hasSuffix(PartialFile.suffix)
            // A file that has just gone has no size.
            let bytes = (try? FileManager.default.attributesOfItem(atPath: path(of: name))[.size]) as? Int
            return Entry(
                name: isPartial ? String(name.dropLast(PartialFile.suffix.count)) : name, path: path(of: name),
                bytes: bytes ?? 0, isPartial: isPartial)
        }
    }
}
