import ArgumentParser
import Words

/// Words as a user lists them on a command line or in a file.
enum WordArguments {
    /// - Parameter texts: lines, each of words separated by commas.
    /// - Throws: `ValidationError` with everything that is wrong.
    static func entries(of texts: [String]) throws -> [WordEntry] {
        let texts = texts.flatMap(WordList.split)
        do {
            return try WordList.entries(of: texts)
        } catch {
            throw ValidationError(
                error.problems.map { "\"\(texts[$0.entry])\" \($0.text)" }.joined(separator: "\n"))
        }
    }
}
