import Foundation
import Testing

/// `earshot words` as a user types it.
struct WordsCommandTests {
    private struct Report: Decodable {
        struct Word: Decodable {
            struct Neighbour: Decodable {
                let word: String
                let cosine: Double
            }

            let word: String
            let known: String?
            let tokens: [Int]
            let pieces: [String]
            let isShattered: Bool
            let isCached: Bool
            let nearest: [Neighbour]
        }

        let words: [Word]
    }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func words(_ arguments: String...) throws -> Earshot.Result {
        try Earshot.run(["words"] + arguments, in: folder, environment: ["XDG_CACHE_HOME": folder.path("cache")])
    }

    private func report(_ arguments: String...) throws -> Report {
        let outcome = try Earshot.run(
            ["words"] + arguments + ["--json"], in: folder, environment: ["XDG_CACHE_HOME": folder.path("cache")])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Report.self, from: Data(outcome.output.utf8))
    }

    @Test func `words are new once and kept afterwards, and neighbours are by falling cosine`() throws {
        let first = try report("dog, Xylophonist")
        #expect(first.words.map(\.word) == ["dog", "Xylophonist"])
        #expect(first.words.map(\.known) == ["base", nil])
        #expect(first.words.map(\.isCached) == [false, false])
        #expect(try report("dog, zither").words.map(\.isCached) == [true, false])
        for word in first.words {
            #expect(word.nearest.count == 3 && !word.nearest.map(\.word).contains(word.word))
            #expect(word.nearest.map(\.cosine) == word.nearest.map(\.cosine).sorted(by: >))
            #expect(word.pieces.joined() == word.word.lowercased() && word.pieces.count == word.tokens.count)
        }
        #expect(first.words.map(\.isShattered) == [false, true])
    }

    @Test func `a shattered word is warned of`() throws {
        let outcome = try words("dog, xylophonist")
        #expect(outcome.status == 0 && outcome.output.contains("new"))
        #expect(outcome.errors.contains("warning: the tokenizer tears \"xylophonist\" into"))
        #expect(!outcome.errors.contains("\"dog\""))
    }

    @Test func `words come from a file and from the standard input`() throws {
        let file = folder.path("words.txt")
        try Data("dog\n\ncat , car\n".utf8).write(to: URL(filePath: file))
        #expect(try report("--file", file).words.map(\.word) == ["dog", "cat", "car"])
        #expect(try words("-").status == 2)
        #expect(try words("dog", "--file", file).status == 2)
    }

    @Test func `without words the model's own are shown, and nothing is kept where the cache is off`() throws {
        #expect(try report("--cache", "off").words.count > 10)
        #expect(!FileManager.default.fileExists(atPath: folder.path("cache")))
    }

    @Test func `a damaged entry is told of and mended`() throws {
        _ = try report("dog")
        let entries = folder.path("cache/earshot/embeddings")
        for name in try FileManager.default.contentsOfDirectory(atPath: entries) {
            try Data("?".utf8).write(to: URL(filePath: entries).appending(path: name))
        }
        let damaged = try words("dog")
        #expect(damaged.status == 0 && damaged.errors.contains("is damaged; the word is computed anew"))
        #expect(try report("dog").words[0].isCached)
    }
}
