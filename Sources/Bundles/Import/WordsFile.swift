import Foundation
import VisionLanguage

/// The words a user gives a bundle: one word a line, or JSON as `words` of `model.json` has it.
enum WordsFile {
    static func read(_ path: String) throws(BundleError) -> [KnownWord] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .file(operation: "read", path: path, reason: error.localizedDescription)
        }
        guard data.first == UInt8(ascii: "[") else { return lines(String(decoding: data, as: UTF8.self)) }
        do {
            return try JSONDecoder().decode([KnownWord].self, from: data)
        } catch {
            throw .manifest(
                path: path, problem: "not a list of {\"word\": …, \"split\": …, \"synonyms\": […]}: \(error)")
        }
    }

    private static func lines(_ text: String) -> [KnownWord] {
        text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
            .map { KnownWord(word: $0) }
    }
}
