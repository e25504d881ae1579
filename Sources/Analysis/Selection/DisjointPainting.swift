import MediaTypes

/// Shares the pixels of a picture out among named queries so that one pixel has one word.
///
/// Queries paint in descending order of score, ties in the order given; each fills only pixels still empty (Spec §8.5).
/// Queries of one word become one label with the greatest of their scores. A word left with fewer than `minimumArea`
/// pixels is no label; the pixels it took stay empty, as giving them to a lower score would mark what that score did
/// not win.
struct DisjointPainting: Sendable {
    /// At least 1.
    let minimumArea: Int

    struct Word: Sendable {
        let word: Int
        var score: Float
        var sounding: Float
        var mask: BinaryMask
        var area: Int
        var queries: [Int]
    }

    /// Words by descending score.
    func callAsFunction(_ named: [NamedQuery]) -> [Word] {
        guard let size = named.first?.mask else { return [] }
        let empty = BinaryMask(
            width: size.width, height: size.height, pixels: Array(repeating: 0, count: size.pixels.count))
        var taken = empty
        var words: [Word] = []
        for query in named.indices.sorted(by: { (-named[$0].score, $0) < (-named[$1].score, $1) }).map({ named[$0] }) {
            let index = words.firstIndex { $0.word == query.word } ?? words.count
            if index == words.count {
                words.append(
                    Word(
                        word: query.word, score: query.score, sounding: query.sounding, mask: empty, area: 0,
                        queries: []))
            }
            words[index].sounding = max(words[index].sounding, query.sounding)
            words[index].queries.append(query.query)
            words[index].area += paint(query.mask, into: &words[index].mask, taken: &taken)
        }
        return words.filter { $0.area >= max(1, minimumArea) }
    }

    /// Returns how many pixels were painted.
    private func paint(_ mask: BinaryMask, into word: inout BinaryMask, taken: inout BinaryMask) -> Int {
        precondition(mask.hasSize(of: taken), "masks of one picture")
        var painted = 0
        for index in mask.pixels.indices {
            let free = mask.pixels[index] & ~taken.pixels[index]
            word.pixels[index] |= free
            taken.pixels[index] |= free
            painted += Int(free)
        }
        return painted
    }
}
