/// Why a text is no entry. Each description completes the sentence "the entry …" and repeats nothing of the entry.
package enum WordError: Error, Equatable, CustomStringConvertible {
    case empty, controlCharacter, strayBackslash, threshold, twoNames, noName, namedSynonyms, noWord, emptySynonym
    case repeated

    package var description: String {
        switch self {
        case .empty: "must not be empty"
        case .controlCharacter: "must not contain control characters"
        case .strayBackslash: #"has a \ that stands before none of = | @ , and \"#
        case .threshold:
            #"must have nothing but a number from 0 to 1 behind its @; an @ that belongs to a word is written \@"#
        case .twoNames: #"has two =, yet one name; a = that belongs to a word is written \="#
        case .noName: "has no name before its ="
        case .namedSynonyms: "has a | before its =; synonyms stand behind it, as in animal=dog|cat"
        case .noWord: "has no word: nothing but a name, a threshold, spaces or hyphens"
        case .emptySynonym: "has no word before or behind one of its |"
        case .repeated: "has the same word twice"
        }
    }
}
