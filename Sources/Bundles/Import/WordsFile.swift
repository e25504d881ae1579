import Foundation
import VisionLanguage
import Words

/// The words a user gives a bundle: one word a line, or JSON as `words` of `model.json` has it.
enum WordsFile {
    static func read(_ path: String) throws(BundleError) -> [KnownWord] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .file(operation: "read", path: path, reason: error.localizedDescription)
        }
        guard let lines = WordList.lines(of: data) else {
            throw .file(operation: "read", path: path, reason: "it is no text in UTF-8")
        }
        let words = lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        guard words.first?.hasPrefix("[") == true else { return words.map { KnownWord(word: $0) } }
        do {
            return try JSONDecoder().decode([KnownWord].self, from: data)
        } catch {
            throw .manifest(
                path: path, problem: "not a list of {\"word\": …, \"split\": …, \"synonyms\": […]}: \(error)")
        }
    }
}
