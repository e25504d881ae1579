import Foundation
import VisionLanguage

/// CLIP's byte-pair merges as they are published: OpenAI's list, plain or gzip, or `merges.txt` of the transformers library.
enum MergesFile {
    /// What the file is called where it is published.
    private static let names = ["bpe_simple_vocab_16e6.txt.gz", "bpe_simple_vocab_16e6.txt", "merges.txt"]

    /// The header and the merges that a vocabulary of this size uses; OpenAI's file holds more.
    static func read(_ path: String, vocabulary size: Int) throws -> String {
        let text = String(decoding: try Gzip.contents(ofFile: path), as: UTF8.self)
        _ = try Tokenizer(merges: text, vocabularySize: size)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        return lines.prefix(1 + Tokenizer.merges(inVocabularyOf: size)).joined(separator: "\n") + "\n"
    }

    /// The first that lies beside one of the given files.
    static func beside(_ paths: [String]) throws(BundleError) -> String {
        for path in paths {
            let folder = URL(filePath: path).deletingLastPathComponent()
            for name in names {
                let candidate = folder.appending(path: name).path
                if FileManager.default.fileExists(atPath: candidate) { return candidate }
            }
        }
        throw .importing(
            problem: "CLIP's byte-pair merges are needed, and none of \(names.joined(separator: ", ")) lies beside the "
                + "weights: give --merges FILE "
                + "(https://github.com/openai/CLIP/raw/main/clip/bpe_simple_vocab_16e6.txt.gz)")
    }
}
