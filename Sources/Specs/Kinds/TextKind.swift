/// Any text but none.
struct TextKind: SpecKind {
    var name = "text"

    func read(_ text: String) throws(SpecComplaint) -> String {
        if text.isEmpty { throw SpecComplaint("must not be empty") }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            throw SpecComplaint("must not contain control characters")
        }
        return text
    }

    func text(of value: String) -> String { value }
}
