/// Rules for entries that stand side by side.
package enum WordList {
    /// The entries of a text in which commas separate them: those that are not blank, without surrounding space, unread.
    ///
    /// A comma behind a backslash belongs to a word.
    package static func split(_ text: String) -> [String] {
        var (entries, isEscaped) = ([""], false)
        for character in text {
            if character == ",", !isEscaped {
                entries.append("")
            } else {
                entries[entries.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return entries.map(\.trimmed).filter { !$0.isEmpty }
    }

    /// The lines of a file of words, without a byte order mark before them and without those that are empty.
    ///
    /// - Returns: nil where the bytes are no UTF-8.
    package static func lines(of bytes: some Collection<UInt8>) -> [String]? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return text.trimmingPrefix("\u{feff}").split(whereSeparator: \.isNewline).map(String.init)
    }

    /// Reads entries that stand side by side.
    ///
    /// - Throws: everything that is wrong with them. Entries share no name, word or synonym, since what sounds could be
    ///   called by both; only the same entry may stand twice.
    package static func entries(of texts: [String]) throws(WordListError) -> [WordEntry] {
        var (entries, problems): ([WordEntry], [WordListError.Problem]) = ([], [])
        for (index, text) in texts.enumerated() {
            do throws(WordError) {
                entries.append(try WordEntry(parsing: text))
            } catch {
                problems.append((index, error.description))
            }
        }
        if problems.isEmpty { problems = conflicts(in: entries) }
        guard problems.isEmpty else { throw WordListError(problems: problems) }
        return entries
    }

    private static func conflicts(in entries: [WordEntry]) -> [WordListError.Problem] {
        var owners: [WordKey: Int] = [:]
        return entries.enumerated().compactMap { index, entry in
            guard let earlier = entry.keys.compactMap({ owners[$0] }).min() else {
                for key in entry.keys { owners[key] = index }
                return nil
            }
            guard !entries[earlier].isSame(as: entry) else { return nil }
            return (
                index, "has a name, word or synonym that entry \(earlier + 1) has too; each may stand in one entry"
            )
        }
    }

    /// An entry given twice counts once, in its first spelling.
    ///
    /// - Precondition: no conflicts.
    package static func distinct(_ entries: [WordEntry]) -> [WordEntry] {
        precondition(conflicts(in: entries).isEmpty, "no word stands in two entries")
        var names: Set<WordKey> = []
        return entries.filter { names.insert(WordKey($0.name)).inserted }
    }
}

/// Why a list is refused.
package struct WordListError: Error {
    /// Which entry, from 0, and what is wrong with it: completes the sentence "the entry …" and repeats nothing of it.
    package typealias Problem = (entry: Int, text: String)

    package let problems: [Problem]
}
