/// A word that did not reach its threshold, and how near it came.
package struct WordScore: Sendable, Equatable {
    package let word: String
    /// 0…1.
    package let score: Double

    package init(word: String, score: Double) {
        self.word = word
        self.score = score
    }

    var value: JSONValue { .array([.string(word), .score(score)]) }

    static func list(in fields: JSONObject, _ key: String) throws(EventError) -> [WordScore] {
        var list: [WordScore] = []
        for (index, element) in try fields.array(key).enumerated() {
            guard case .array(let pair) = element, pair.count == 2, case .string(let word) = pair[0],
                case .number(let digits) = pair[1], let score = Double(digits), (0...1).contains(score)
            else { throw .field(path: "\(key)[\(index)]", problem: "is no pair of a word and a score") }
            list.append(WordScore(word: word, score: score))
        }
        return list
    }
}
