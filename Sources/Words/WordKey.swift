/// A word as words are compared: case ignored, hyphens and spaces alike, surrounding space ignored.
package struct WordKey: Sendable, Hashable {
    private let text: String

    package init(_ word: String) {
        text = word.lowercased().split { $0.isWhitespace || $0 == "-" }.joined(separator: " ")
    }

    var isEmpty: Bool { text.isEmpty }
}
