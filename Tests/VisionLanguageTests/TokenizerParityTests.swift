import Foundation
import Testing

@testable import VisionLanguage

/// 5000 odd strings and their tokens by CLIP's own tokenizer, made by `Tests/Tools/clip-odd-tokens`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["EARSHOT_PARITY"] == "1"))
struct TokenizerParityTests {
    private struct OddString: Decodable {
        let text: String
        let cleaned: String
        let tokens: [Int]
    }

    @Test func `odd strings have the tokens that CLIP's own tokenizer gives them`() throws {
        let path = ClipMerges.folder.appending(path: "clip-odd-tokens.json")
        let strings = try JSONDecoder().decode([OddString].self, from: Data(contentsOf: path))
        #expect(strings.count == 5_000)
        let tokenizer = try Tokenizer(merges: ClipMerges.text(), vocabularySize: 49_408)
        var different = 0
        for odd in strings {
            let tokens = try tokenizer.tokens(of: odd.text, context: .max).dropFirst().dropLast()
            guard !tokens.elementsEqual(odd.tokens) else { continue }
            different += 1
            if different <= 40 {
                Issue.record(
                    "\(odd.text.debugDescription): \(TextCleaning.cleaned(odd.text).debugDescription), not \(odd.cleaned.debugDescription)"
                )
            }
        }
        #expect(different == 0)
    }
}
