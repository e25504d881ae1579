import ArgumentParser
import Bundles
import Foundation
import VisionLanguage

/// `earshot words`: how a model reads words, before they are looked for.
struct WordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words",
        abstract: "Show how a model reads words: tokens, nearest words, whether their embeddings are kept.",
        discussion: """
            A word whose letters the tokenizer tears into many pieces is one the text encoder hardly knows; there is a \
            warning. Nearest words are those of the same list and of the model whose embeddings have the greatest cosine: \
            words as near as that are easily taken for each other.

            EXAMPLES
              earshot words "dog, car, emergency car"
              earshot words --file words.txt --model ovavss-r50
              printf 'dog\\nguzheng\\n' | earshot words - --json | jq '.words[] | select(.is_shattered)'
            """)

    @Argument(
        help: ArgumentHelp(
            "Words separated by commas, or - for lines of the standard input; the model's own by default.",
            valueName: "list"))
    var list: String?

    @Option(help: ArgumentHelp("A file of words, one a line.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("Name or directory of the model.", valueName: "model"))
    var model = ModelStore.defaultModel

    @Option(help: ArgumentHelp("How many nearest words are shown.", valueName: "n"))
    var nearest = 3

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup
    var cache: CacheFlags

    func validate() throws {
        if list != nil, file != nil { throw ValidationError("name words or --file, not both") }
        guard (0...1_000).contains(nearest) else { throw ValidationError("--nearest must be 0 to 1000") }
    }

    func run() throws {
        let words = try words()
        if list != nil || file != nil, words.isEmpty { throw ValidationError("no word is given") }
        let report = try WordsReport(words, of: cache.load(model), nearest: nearest)
        print(json ? try report.json() : report.text)
        guard !json else { return }
        for word in report.words where word.isShattered { CommandOutput.warning(word.warning) }
    }

    private func words() throws -> [String] {
        if let file {
            return Self.lines(try String(contentsOfFile: file, encoding: .utf8))
        }
        guard list == "-" else { return Self.split(list ?? "") }
        return Self.lines(String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self))
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).flatMap { split(String($0)) }
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
