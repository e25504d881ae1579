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

            let name: String
            let word: String
            let threshold: Double?
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

    @Test func `words and synonyms are shown with name and threshold of their entry, and are no neighbours in it`()
        throws
    {
        _ = try report("dog")
        let words = try report("animal=zither|dog|Xylophonist@0.4, Hound", "--nearest", "30").words
        #expect(words.map(\.word) == ["zither", "dog", "Xylophonist", "Hound"])
        #expect(words.map(\.name) == ["animal", "animal", "animal", "Hound"])
        #expect(words.map(\.threshold) == [0.4, 0.4, 0.4, nil])
        #expect(words.map(\.known) == ["base", "base", "base", nil])
        #expect(words.map(\.isCached) == [false, true, false, false])
        #expect(words.map(\.isShattered) == [true, false, true, false])
        #expect(words[0].nearest.map(\.word).contains("Hound"))
        #expect(Set(words[0].nearest.map(\.word)).isDisjoint(with: ["zither", "dog", "Xylophonist"]))
        #expect(Set(words[3].nearest.map(\.word)).isSuperset(of: ["zither", "dog", "Xylophonist"]))
        let text = try self.words("animal=cat|dog@0.4, Hound").output
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("animal  ") && $0.contains("≥ 0.4") }
        #expect(lines.map { $0.split(separator: " ")[1] } == ["cat", "dog"], "\(text)")
    }

    @Test func `everything that is wrong with words is a usage error that tells all of it`() throws {
        let refused = try words("dog@2, cat, |x")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("\"dog@2\" must") && refused.errors.contains("\"|x\" has no word"))
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

    @Test func `a file that cannot be read, or is no text, is named`() throws {
        let file = folder.path("words.txt")
        #expect(try words("--file", file).errors == "earshot: error: cannot read \(file): No such file or directory\n")
        #expect(try words("--file", folder.url.path).errors.hasSuffix(": Is a directory\n"))
        try Data([0x64, 0xf6, 0x67]).write(to: URL(filePath: file))
        #expect(try words("--file", file).errors == "earshot: error: cannot read \(file): it is no text in UTF-8\n")
    }

    @Test func `a standard input that cannot be read is an error, not a crash`() throws {
        let input = try FileHandle(forWritingTo: folder.emptyFile("input"))
        let outcome = try Earshot.run(["words", "-"], in: folder, input: input)
        #expect(outcome.status == 1)
        #expect(outcome.errors == "earshot: error: cannot read the standard input: Bad file descriptor\n")
    }

    @Test func `output that cannot be written is an error`() throws {
        let process = Process()
        let errors = Pipe()
        process.executableURL = Earshot.executable
        process.arguments = ["words", "dog", "--cache", "off"]
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
        process.standardError = errors
        try process.run()
        let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(
            String(decoding: complained, as: UTF8.self)
                == "earshot: error: cannot write the standard output: No space left on device\n")
    }

    @Test func `a cache without a name is a usage error, and no folder is taken for it`() throws {
        let outcome = try words("dog", "--cache", "")
        #expect(outcome.status == 2 && outcome.errors.contains("--cache must name a folder, or be off"))
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
