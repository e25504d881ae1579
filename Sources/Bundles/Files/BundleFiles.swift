import Foundation

/// A bundle directory on disk, its manifest read and nothing loaded yet.
package struct BundleFiles: Sendable {
    package let directory: String
    package let manifest: ModelManifest
    /// `name@sha256:…` of `model.json`.
    package let identity: String

    package init(directory: String) throws(BundleError) {
        let url = URL(filePath: directory).standardizedFileURL
        self.directory = url.path
        manifest = try ModelManifest(directory: url.path)
        let digest = try SHA256.digest(ofFile: url.appending(path: ModelManifest.fileName).path).digest
        identity = "\(manifest.name)@sha256:\(digest)"
    }

    /// The safetensors files, in the manifest's order.
    package var weightPaths: [String] { manifest.weights.map(path) }

    /// How many bytes the bundle has, without `model.json`.
    package var byteCount: Int { manifest.files.values.reduce(0) { $0 + $1.bytes } }

    /// The text of the tokenizer's merges.
    package func merges() throws(BundleError) -> String {
        let path = path(manifest.tokenizer.merges)
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw .file(operation: "read", path: path, reason: error.localizedDescription)
        }
    }

    /// Compares the size and the SHA-256 of every file with the manifest.
    ///
    /// - Parameter progress: told how many bytes were read since the last call.
    package func verify(progress: (Int) -> Void = { _ in }) throws(BundleError) {
        try requireSizes()
        for (name, file) in manifest.files.sorted(by: { $0.key < $1.key }) {
            let found = try SHA256.digest(ofFile: path(name), progress: progress)
            guard found.digest == file.sha256 else {
                throw .corrupt(
                    path: path(name), problem: "its SHA-256 is \(found.digest), model.json says \(file.sha256)")
            }
        }
    }

    /// Compares the size of every file with the manifest, which finds files cut short at no cost.
    func requireSizes() throws(BundleError) {
        for (name, file) in manifest.files.sorted(by: { $0.key < $1.key }) {
            let bytes: Int
            do {
                bytes = try FileManager.default.attributesOfItem(atPath: path(name))[.size] as? Int ?? -1
            } catch {
                throw .file(operation: "read", path: path(name), reason: error.localizedDescription)
            }
            guard bytes == file.bytes else {
                throw .corrupt(path: path(name), problem: "it has \(bytes) bytes, model.json says \(file.bytes)")
            }
        }
    }

    private func path(_ name: String) -> String { URL(filePath: directory).appending(path: name).path }
}
