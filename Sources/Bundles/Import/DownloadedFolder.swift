import Foundation

/// A folder of files as the Hugging Face hub lays out a model.
enum DownloadedFolder {
    private static let weights = ["model.safetensors", "pytorch_model.bin"]

    static func isOne(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The file of weights that a path names: itself, or the one in the folder.
    static func weights(at path: String) throws(BundleError) -> String {
        guard isOne(path) else { return path }
        let candidates = weights.map { URL(filePath: path).appending(path: $0).path }
        guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw .importing(
                problem: "\(path) is a folder that holds neither \(weights.joined(separator: " nor ")): "
                    + "name the file of the weights")
        }
        return found
    }
}
