import Foundation
import Synchronization
import Tensors
import Testing
import VisionLanguage
import Words

@testable import Bundles

struct EmbeddingCacheTests {
    private let folder: TemporaryFolder
    private let complaints = Complaints()

    init() throws {
        folder = try TemporaryFolder()
    }

    private func cache(limit: Int = 100) -> EmbeddingCache {
        let complaints = complaints
        return EmbeddingCache(folder: URL(filePath: folder("cache")), limit: limit) { complaints.add($0) }
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder("cache")).sorted() }
    }

    private func key(_ number: Int) -> String { SHA256.digest(of: Data("\(number)".utf8)) }

    private func value(_ key: String, in cache: EmbeddingCache, made: [Float]?) -> [Float] {
        cache.embedding(key, width: 3) {
            if made == nil { Issue.record("\(key) is computed though it is kept") }
            return made ?? []
        }
    }

    @Test func `an embedding is made once and is the same bits afterwards`() throws {
        let made: [Float] = [0.1, -Float.leastNonzeroMagnitude, 1 / 3]
        #expect(value("a1", in: cache(), made: made) == made)
        #expect(value("a1", in: cache(), made: nil) == made)
        #expect(cache().contains("a1", width: 3) && !cache().contains("a2", width: 3))
        #expect(try names == ["a1"] && complaints.all.isEmpty)
    }

    @Test(arguments: ["cut", "changed", "empty", "longer"])
    func `a damaged entry is told, made anew and mended`(damage: String) throws {
        _ = value("a1", in: cache(), made: [1, 2, 3])
        let url = URL(filePath: folder("cache/a1"))
        var data = try Data(contentsOf: url)
        switch damage {
        case "cut": data = data.dropLast()
        case "changed": data[30] ^= 1
        case "empty": data = Data()
        default: data += [0]
        }
        try data.write(to: url)
        #expect(!cache().contains("a1", width: 3))
        #expect(value("a1", in: cache(), made: [4, 5, 6]) == [4, 5, 6])
        #expect(complaints.all.count == 1 && complaints.all[0].contains("cache/a1"))
        #expect(value("a1", in: cache(), made: nil) == [4, 5, 6])
    }

    @Test func `an entry under another's name is not taken`() throws {
        _ = value("a1", in: cache(), made: [1, 2, 3])
        try FileManager.default.copyItem(atPath: folder("cache/a1"), toPath: folder("cache/a2"))
        #expect(value("a2", in: cache(), made: [4, 5, 6]) == [4, 5, 6])
    }

    @Test func `the cache keeps within its limit, those used last stay, and drafts of the dead go`() throws {
        for number in 0..<30 {
            _ = value(key(number), in: cache(limit: 20), made: [Float(number), 0, 0])
            usleep(2_000)
        }
        _ = value(key(0), in: cache(limit: 20), made: nil)
        try Data().write(to: URL(filePath: folder("cache/\(key(0)).1-2.draft")))
        cache(limit: 20).prune()
        #expect(try names.count == 18 + 1)
        #expect(cache().contains(key(0), width: 3) && cache().contains(key(29), width: 3))
        #expect(!cache().contains(key(1), width: 3))
        cache().prune(now: .now + 7_200)
        #expect(try !names.contains { $0.hasSuffix(".draft") })
    }

    @Test func `what others keep in the folder stays, however much and however old`() throws {
        try FileManager.default.createDirectory(atPath: folder("cache"), withIntermediateDirectories: true)
        let others = (0..<30).map { "photo\($0).jpg" } + ["novel.draft", "\(key(1)).jpg"]
        for name in others { try Data().write(to: URL(filePath: folder("cache/\(name)"))) }
        _ = value(key(0), in: cache(limit: 20), made: [1, 2, 3])
        cache(limit: 20).prune(now: .now + 7_200)
        #expect(try names == (others + [key(0)]).sorted())
    }

    @Test func `a place that takes nothing is told once and costs only time`() throws {
        try Data().write(to: URL(filePath: folder("cache")))
        let cache = cache()
        #expect(value("a1", in: cache, made: [1, 2, 3]) == [1, 2, 3])
        #expect(value("a2", in: cache, made: [4, 5, 6]) == [4, 5, 6])
        #expect(complaints.all.count == 1)
    }

    @Test func `many at once read and write whole entries only`() async throws {
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<50 {
                        let number = (round + task) % 10
                        let expected = Array(repeating: Float(number), count: 3)
                        #expect(cache().embedding(key(number), width: 3) { expected } == expected)
                        if round % 10 == 0 { cache(limit: 4).prune() }
                    }
                }
            }
        }
        #expect(complaints.all.isEmpty)
    }

    @Test
    func `the words of a model have the same embeddings with and without a cache, and whatever stands beside them`()
        throws
    {
        let directory = try ModelStore(environment: [:]).find(ModelStore.defaultModel).directory
        let plain = try ModelBundle.load(directory: directory, verify: false)
        let cached = try ModelBundle.load(directory: directory, verify: false, embeddings: cache())
        let known = plain.manifest.words.map(\.word)
        let alone = try plain.vocabulary(words: [WordEntry(word: known[0])], onlyWords: true)
        #expect(
            try cached.vocabulary(words: [WordEntry(word: known[0])], onlyWords: true).embeddings.elements
                == alone.embeddings.elements)
        #expect(try cached.words.isCached(known[0]) && !cached.words.isCached(known[1]))
        let all = try plain.vocabulary()
        #expect(try cached.vocabulary().embeddings.elements == all.embeddings.elements)
        #expect(try cached.vocabulary().embeddings.elements == all.embeddings.elements)
        #expect(all.embeddings[0].elements == alone.embeddings[0].elements)
        #expect(try names.count == known.count)
    }
}

private final class Complaints: Sendable {
    private let texts = Mutex<[String]>([])
    var all: [String] { texts.withLock { $0 } }
    func add(_ text: String) { texts.withLock { $0.append(text) } }
}
