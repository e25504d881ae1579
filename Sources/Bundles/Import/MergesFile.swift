import Foundation
import VisionLanguage

/// CLIP's byte-pair merges as they are published: OpenAI's list, plain or gzip, or `merges.txt` of the transformers library.
struct MergesFile {
    /// What the file is called where it is published.
    private static let names = ["bpe_simple_vocab_16e6.txt.gz", "bpe_simple_vocab_16e6.txt", "merges.txt"]

    let path: String

    /// - Parameter path: the file, or a folder that holds one.
    init(path: String) throws(BundleError) {
        let isFolder = DownloadedFolder.isOne(path)
        self.path = isFolder ? try Self.found(in: [URL(filePath: path, directoryHint: .isDirectory)]) : path
    }

    /// The first that lies in one of the folders.
    init(in folders: [URL]) throws(BundleError) {
        path = try Self.found(in: folders)
    }

    /// The header and the merges that a vocabulary of this size uses; OpenAI's file holds more.
    func read(vocabulary size: Int) throws -> String {
        let text = String(decoding: try Gzip.contents(ofFile: path), as: UTF8.self)
        guard !VocabularyFile.isOne(text) else { throw Self.missing(path) }
        _ = try Tokenizer(merges: text, vocabularySize: size)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        return lines.prefix(1 + Tokenizer.merges(inVocabularyOf: size)).joined(separator: "\n") + "\n"
    }

    private static func found(in folders: [URL]) throws(BundleError) -> String {
        guard let found = folders.lazy.compactMap(first).first else {
            throw missing(folders.compactMap(VocabularyFile.path).first)
        }
        return found
    }

    private static func first(in folder: URL) -> String? {
        names.map { folder.appending(path: $0).path }.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// - Parameter vocabulary: a file that is there and cannot take its place.
    private static func missing(_ vocabulary: String?) -> BundleError {
        let reason = vocabulary.map {
            "; \($0) numbers the tokens and does not say which of them merge: merges.txt does"
        }
        return .importing(
            problem: "CLIP's byte-pair merges are needed, and none of \(names.joined(separator: ", ")) lies beside the "
                + "weights\(reason ?? ""): give --merges FILE "
                + "(https://github.com/openai/CLIP/raw/main/clip/bpe_simple_vocab_16e6.txt.gz)")
    }
}
