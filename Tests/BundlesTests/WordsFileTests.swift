import Foundation
import Testing
import VisionLanguage

@testable import Bundles

struct WordsFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func read(_ bytes: some Sequence<UInt8>) throws -> [KnownWord] {
        try Data(bytes).write(to: URL(filePath: folder("words")))
        return try WordsFile.read(folder("words"))
    }

    @Test(arguments: ["dog\r\n\r\n fire engine ", "[{\"word\": \"dog\"}, {\"word\": \"fire engine\"}]"])
    func `words are lines or JSON, also behind a byte order mark or blank lines`(text: String) throws {
        for start in ["", "\u{feff}", "\n ", "\u{feff}\n"] {
            #expect(try read((start + text).utf8) == [KnownWord(word: "dog"), KnownWord(word: "fire engine")])
        }
    }

    @Test func `what is no UTF-8 is refused by the file's name`() throws {
        let error = #expect(throws: BundleError.self) { try read([0x64, 0xf6, 0x67]) }
        #expect(try #require(error).description.contains("words: it is no text in UTF-8"))
    }
}
