/// The symbols of a byte-pair encoding and the order in which pairs of them merge, read from CLIP's merges format.
///
/// Identifiers count 256 byte symbols, the same 256 ending a word, the merges in file order, the start and the end token.
struct BytePairVocabulary: Sendable {
    static let startOfText = "<|startoftext|>"
    static let endOfText = "<|endoftext|>"

    /// How many identifiers there are.
    let count: Int
    private let merges: [Pair: Merge]

    var startToken: Int { count - 2 }
    var endToken: Int { count - 1 }

    /// - Parameters:
    ///   - text: a header line, then one merge a line, two symbols separated by a space.
    ///   - size: how many identifiers to keep, nil for all the file defines. CLIP's file holds more merges than CLIP uses.
    init(merges text: String, size: Int?) throws(TokenizerError) {
        let lines = try Self.lines(of: text, size: size)
        count = lines.count + Self.unmerged
        merges = try Self.table(lines)
    }

    /// The identifier of every symbol, as merges files spell it, and of the two special tokens.
    static func identifiers(merges text: String, size: Int?) throws(TokenizerError) -> [String: Int] {
        let lines = try lines(of: text, size: size)
        _ = try table(lines)
        var all = identifiers(lines).mapValues(Int.init)
        for (index, special) in [startOfText, endOfText].enumerated() { all[special] = lines.count + 2 * 256 + index }
        return all
    }

    /// Symbols with no merge: bytes, bytes that end a word, the two special tokens.
    static let unmerged = 2 * 256 + 2

    /// The identifier of a byte, and of the same byte where it ends a word.
    static func symbol(_ byte: UInt8, endsWord: Bool) -> Int32 {
        Int32(identifierOfByte[Int(byte)]) + (endsWord ? 256 : 0)
    }

    /// The identifiers a word's symbols merge into, always the earliest merge of the file first.
    func merged(_ symbols: [Int32]) -> [Int32] {
        var symbols = symbols
        while let (pair, merge) = earliestMerge(in: symbols) {
            var result: [Int32] = []
            var index = 0
            while index < symbols.count {
                let matches = index + 1 < symbols.count && pair == Pair(symbols[index], symbols[index + 1])
                result.append(matches ? merge.result : symbols[index])
                index += matches ? 2 : 1
            }
            symbols = result
        }
        return symbols
    }

    /// What identifiers stand for; bytes that are no whole character as U+FFFD.
    func texts(of identifiers: [Int32]) -> [String] {
        let parts = Dictionary(merges.map { ($0.value.result, $0.key) }) { first, _ in first }
        return identifiers.map { String(decoding: bytes(of: $0, parts), as: UTF8.self) }
    }

    private func bytes(of identifier: Int32, _ parts: [Int32: Pair]) -> [UInt8] {
        if let pair = parts[identifier] { return bytes(of: pair.left, parts) + bytes(of: pair.right, parts) }
        return identifier < 512 ? [Self.bytesInOrder[Int(identifier) % 256]] : []
    }

    private func earliestMerge(in symbols: [Int32]) -> (Pair, Merge)? {
        zip(symbols, symbols.dropFirst())
            .compactMap { left, right in
                let pair = Pair(left, right)
                return merges[pair].map { (pair, $0) }
            }
            .min { $0.1.rank < $1.1.rank }
    }
}

extension BytePairVocabulary {
    private struct Pair: Hashable {
        let left: Int32
        let right: Int32

        init(_ left: Int32, _ right: Int32) {
            self.left = left
            self.right = right
        }
    }

    private struct Merge {
        let rank: Int32
        let result: Int32
    }

    private static func lines(of text: String, size: Int?) throws(TokenizerError) -> ArraySlice<Substring> {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).dropFirst()
        guard let size else { return lines }
        let needed = size - unmerged
        guard needed >= 0, lines.count >= needed else { throw .tooFewMerges(found: lines.count, needed: needed) }
        return lines.prefix(needed)
    }

    private static func identifiers(_ lines: ArraySlice<Substring>) -> [String: Int32] {
        var identifiers = byteSymbols
        identifiers.reserveCapacity(unmerged + lines.count)
        for (rank, line) in lines.enumerated() {
            identifiers[line.filter { $0 != " " }] = Int32(rank + 512)
        }
        return identifiers
    }

    private static func table(_ lines: ArraySlice<Substring>) throws(TokenizerError) -> [Pair: Merge] {
        let identifiers = identifiers(lines)
        var table: [Pair: Merge] = [:]
        table.reserveCapacity(lines.count)
        for (rank, line) in lines.enumerated() {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2, let left = identifiers[String(parts[0])], let right = identifiers[String(parts[1])],
                let result = identifiers[String(parts[0] + parts[1])]
            else { throw .malformedMerge(line: rank + 2, text: String(line)) }
            table[Pair(left, right)] = Merge(rank: Int32(rank), result: result)
        }
        return table
    }

    /// The order in which CLIP numbers bytes: the printable ones of Latin-1 first, then the others.
    private static let bytesInOrder: [UInt8] = {
        let printable = Array(33...126) + Array(161...172) + Array(174...255 as ClosedRange<UInt8>)
        return printable + (0...255).filter { !printable.contains($0) }
    }()

    private static let identifierOfByte: [Int] = {
        var table = [Int](repeating: 0, count: 256)
        for (identifier, byte) in bytesInOrder.enumerated() { table[Int(byte)] = identifier }
        return table
    }()

    /// How merges files write bytes: printable ones as themselves, the n-th other as U+0100 + n.
    private static let byteSymbols: [String: Int32] = {
        var table: [String: Int32] = [:]
        for (identifier, byte) in bytesInOrder.enumerated() {
            let printable = identifier < 188
            let scalar = Unicode.Scalar(printable ? UInt16(byte) : UInt16(256 + identifier - 188))
            guard let scalar else { preconditionFailure("Latin characters are scalars") }
            table[String(scalar)] = Int32(identifier)
            table[String(scalar) + "</w>"] = Int32(identifier + 256)
        }
        return table
    }()
}
