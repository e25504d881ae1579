extension WordEntry {
    /// Reads `NAME=WORD|SYNONYM@THRESHOLD`. A backslash takes its meaning from `=`, `|`, `@`, `,` and itself.
    ///
    /// - Throws: what is wrong, without repeating the text.
    package init(parsing text: String) throws(WordError) {
        guard !text.unicodeScalars.contains(where: { Self.unprintable.contains($0.properties.generalCategory) }) else {
            throw .controlCharacter
        }
        let symbols = try Symbol.symbols(of: text)
        guard !symbols.text.isEmpty else { throw .empty }
        let (words, threshold) = try Self.withoutThreshold(symbols)
        let (name, spellings) = try Self.named(words)
        self.init(name: name, spellings: spellings, threshold: threshold)
        guard Set(spellings.map(WordKey.init)).count == spellings.count else { throw .repeated }
    }

    private static let unprintable: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]

    private static func withoutThreshold(_ symbols: [Symbol]) throws(WordError) -> (ArraySlice<Symbol>, Double?) {
        let parts = symbols.parts(at: "@")
        guard parts.count > 1 else { return (parts[0], nil) }
        guard parts.count == 2, let threshold = Double(parts[1].text), (0...1).contains(threshold) else {
            throw .threshold
        }
        return (parts[0], threshold)
    }

    private static func named(_ symbols: ArraySlice<Symbol>) throws(WordError) -> (name: String?, [String]) {
        let parts = symbols.parts(at: "=")
        guard parts.count <= 2 else { throw .twoNames }
        let spellings = parts[parts.count - 1].parts(at: "|").map(\.text)
        guard spellings.allSatisfy(isWord) else { throw spellings.count == 1 ? .noWord : .emptySynonym }
        guard parts.count == 2 else { return (nil, spellings) }
        let name = parts[0].text
        guard isWord(name) else { throw .noName }
        guard !parts[0].contains(.sign("|")) else { throw .namedSynonyms }
        return (name, spellings)
    }

    private static func isWord(_ text: String) -> Bool { !WordKey(text).isEmpty }
}
