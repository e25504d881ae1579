import Foundation

/// A path without links, by which one file is told from another, be it there or not.
package struct ResolvedPath: Hashable, CustomStringConvertible {
    package let description: String

    package init(_ path: String) {
        // Foundation resolves no link of a path whose last part is missing.
        let url = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
        description = folder.appending(path: url.lastPathComponent).standardizedFileURL.path
    }
}
