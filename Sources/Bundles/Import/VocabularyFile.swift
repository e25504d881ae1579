import Foundation
import VisionLanguage

/// `vocab.json` of the transformers library: the identifier of every token.
///
/// The merges imply it. It is read to find out whether the two belong together.
struct VocabularyFile {
    private static let name = "vocab.json"

    private let path: String
    private let identifiers: [String: Int]

    init(path: String) throws(BundleError) {
        self.path = path
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .file(operation: "read", path: path, reason: error.localizedDescription)
        }
        do {
            identifiers = try JSONDecoder().decode([String: Int].self, from: data)
        } catch {
            throw .importing(problem: "\(path) is not {\"token\": identifier, …}: \(error)")
        }
    }

    /// The one in a folder, nil where there is none.
    static func path(in folder: URL) -> String? {
        let path = folder.appending(path: name).path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Whether a file is one by its look, whatever its name.
    static func isOne(_ text: String) -> Bool { text.first { !$0.isWhitespace } == "{" }

    /// - Parameters:
    ///   - merges: the merges that a vocabulary of the model's size uses.
    ///   - source: the file they come from.
    /// - Throws: the first token by identifier that the two see differently.
    func requireSame(as merges: String, of source: String) throws {
        let implied = try Tokenizer.identifiers(merges: merges)
        let different = implied.filter { identifiers[$0.key] != $0.value }.min { $0.value < $1.value }
        if let (token, identifier) = different {
            let found = identifiers[token].map { "numbers it \($0)" } ?? "does not have it"
            throw disagreement("token \(identifier) of \(source) is '\(token)', and \(path) \(found)")
        }
        let unknown = identifiers.filter { implied[$0.key] == nil }.min { $0.value < $1.value }
        if let (token, identifier) = unknown {
            throw disagreement("token \(identifier) of \(path) is '\(token)', and \(source) does not make it")
        }
    }

    private func disagreement(_ detail: String) -> BundleError {
        .importing(
            problem: "merges and vocabulary are not of one model: \(detail); give the merges.txt that was published "
                + "with the weights")
    }
}
