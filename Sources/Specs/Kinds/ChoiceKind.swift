/// One of a few words.
struct ChoiceKind: SpecKind {
    let choices: [String]

    var name: String {
        choices.count == 1
            ? choices[0] : choices.dropLast().joined(separator: ", ") + " or " + choices[choices.count - 1]
    }

    func read(_ text: String) throws(SpecComplaint) -> String {
        guard choices.contains(text) else {
            let nearest = NearestName.of(text, among: choices).map { "; did you mean \($0)?" } ?? ""
            throw SpecComplaint("must be \(name)\(nearest)")
        }
        return text
    }

    func text(of value: String) -> String { value }
}
