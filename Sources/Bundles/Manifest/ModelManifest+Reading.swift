package import Foundation

extension ModelManifest {
    /// Decodes `model.json`; unknown keys, wrong types and impossible values are errors that name the key.
    ///
    /// - Parameter path: for messages.
    package init(json: Data, path: String) throws(BundleError) {
        do {
            self = try JSONDecoder().decode(ModelManifest.self, from: json)
            let given = try JSONDecoder().decode(JSONValue.self, from: json)
            let known = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(self))
            let unknown = given.keysUnknown(to: known)
            guard unknown.isEmpty else {
                throw BundleError.manifest(path: path, problem: "unknown key \(unknown.joined(separator: ", "))")
            }
        } catch let error as BundleError {
            throw error
        } catch let error as DecodingError {
            throw .manifest(path: path, problem: error.summary)
        } catch {
            throw .manifest(path: path, problem: "\(error)")
        }
        let problems = problems
        guard problems.isEmpty else { throw .manifest(path: path, problem: problems.joined(separator: "; ")) }
    }

    /// Reads the `model.json` of a bundle directory.
    package init(directory: String) throws(BundleError) {
        let path = URL(filePath: directory).appending(path: Self.fileName).path
        let json: Data
        do {
            json = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .file(operation: "read", path: path, reason: error.localizedDescription)
        }
        try self.init(json: json, path: path)
    }

    /// The file's bytes: pretty-printed, keys sorted, so that equal manifests are equal files.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

extension DecodingError {
    fileprivate var summary: String {
        switch self {
        case .keyNotFound(let key, let context): "key \(Self.path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "\(Self.path(context.codingPath)): \(context.debugDescription)"
        @unknown default: "\(self)"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "the file" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
