import ArgumentParser
import Bundles

/// `earshot words`: how a model reads words, before they are looked for.
struct WordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words",
        abstract: "Show how a model reads words: tokens, nearest words, whether their embeddings are kept.",
        discussion: """
            A word whose letters the tokenizer tears into many pieces is one the text encoder hardly knows; there is a \
            warning. Nearest words are those of the same list and of the model whose embeddings have the greatest cosine: \
            words as near as that are easily taken for each other.

            A word is NAME=WORD|SYNONYM|SYNONYM@THRESHOLD, all but the word optional. Each synonym is looked for like the \
            word; NAME is what labels say; THRESHOLD, 0 to 1, is the score a label needs. No name, word or synonym may stand \
            in two entries. A backslash before = | @ , or \\ makes it part of a word.

            EXAMPLES
              earshot words "dog, car, emergency car"
              earshot words "animal=dog|cat@0.4, engine|motor"
              earshot words --file words.txt --model ovavss-r50
              printf 'dog\\nguzheng\\n' | earshot words - --json | jq '.words[] | select(.is_shattered)'
            """)

    @Argument(
        help: ArgumentHelp(
            "Words separated by commas, or - for lines of the standard input; the model's own by default.",
            valueName: "list"))
    var list: String?

    @Option(help: ArgumentHelp("A file of words, one a line, or - for the standard input.", valueName: "file"))
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
        let words = try WordArguments.entries(of: lines())
        if list != nil || file != nil, words.isEmpty { throw ValidationError("no word is given") }
        let report = try WordsReport(words, of: cache.load(model), nearest: nearest)
        print(json ? try report.json() : report.text)
        guard !json else { return }
        for word in report.words where word.isShattered { CommandOutput.warning(word.warning) }
    }

    private func lines() throws -> [String] {
        if let list, list != "-" { return [list] }
        return try (file ?? list).map { try WordsInput(path: $0).lines() } ?? []
    }
}
