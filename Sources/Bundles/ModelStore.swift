import Foundation

/// Where bundles are looked for: what the user names, then the folders of a search path.
package struct ModelStore: Sendable {
    /// The model that ships inside the package and is used where none is named.
    package static let defaultModel = "sandbox"

    /// The folders that hold bundle directories, first wins.
    package let folders: [String]

    /// The folder that new bundles are put into: the first.
    package var home: String { folders.first ?? "." }

    package init(folders: [String]) {
        self.folders = folders
    }

    /// `$EARSHOT_MODELS` (folders separated by colons), the user's own `$XDG_DATA_HOME/earshot/models`,
    /// `share/earshot/models` beside the folder of the executable, and the resources that a build leaves beside the executable.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let own = (environment["EARSHOT_MODELS"] ?? "").split(separator: ":").map(String.init)
        let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        let installed = executable?.appending(path: "../share/earshot/models").standardizedFileURL.path
        let built = executable?.appending(path: "earshot_Bundles.resources/Resources").path
        folders = own + [Self.userFolder(environment), installed, built].compactMap(\.self)
    }

    private static func userFolder(_ environment: [String: String]) -> String? {
        // The XDG specification: a relative path is no path.
        let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].map { $0 + "/.local/share" }
        return (data ?? home).map { $0 + "/earshot/models" }
    }

    /// A bundle, by the path of its directory or by its name in the search path.
    package func find(_ model: String) throws(BundleError) -> BundleFiles {
        for candidate in candidates(model) where Self.isBundle(candidate) {
            return try BundleFiles(directory: candidate)
        }
        throw .notFound(name: model, searched: folders)
    }

    /// Every bundle of the search path, sorted by name; of one name the first found.
    ///
    /// - Returns: the name and either the bundle or why it cannot be read.
    package func list() -> [(name: String, bundle: Result<BundleFiles, BundleError>)] {
        var found: [String: Result<BundleFiles, BundleError>] = [:]
        for folder in folders {
            // A folder of the search path that does not exist holds no models.
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                let directory = URL(filePath: folder).appending(path: name).path
                guard found[name] == nil, Self.isBundle(directory) else { continue }
                found[name] = Result { () throws(BundleError) in try BundleFiles(directory: directory) }
            }
        }
        return found.sorted { $0.key < $1.key }.map { (name: $0.key, bundle: $0.value) }
    }

    private func candidates(_ model: String) -> [String] {
        let named = folders.map { URL(filePath: $0).appending(path: model).path }
        return model.contains("/") ? [model] : named + [model]
    }

    private static func isBundle(_ directory: String) -> Bool {
        FileManager.default.fileExists(atPath: URL(filePath: directory).appending(path: ModelManifest.fileName).path)
    }
}
