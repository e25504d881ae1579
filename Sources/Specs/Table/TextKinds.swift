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

/// `true` or `false`.
struct FlagKind: SpecKind {
    let name = "true or false"

    func read(_ text: String) throws(SpecComplaint) -> Bool {
        guard let value = Bool(text) else { throw expected() }
        return value
    }

    func text(of value: Bool) -> String { "\(value)" }
}

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

/// One of an enumeration's cases.
struct CaseKind<Value: RawRepresentable & CaseIterable & Sendable>: SpecKind where Value.RawValue == String {
    private var choice: ChoiceKind { ChoiceKind(choices: Value.allCases.map(\.rawValue)) }

    var name: String { choice.name }

    func read(_ text: String) throws(SpecComplaint) -> Value {
        guard let value = Value(rawValue: try choice.read(text)) else { throw expected() }
        return value
    }

    func text(of value: Value) -> String { value.rawValue }
}

/// A value that may be left out; then `absent` says what holds.
struct OptionalKind<Kind: SpecKind>: SpecKind {
    let kind: Kind
    let absent: String?

    var name: String { kind.name }

    func read(_ text: String) throws(SpecComplaint) -> Kind.Value? { try kind.read(text) }

    func text(of value: Kind.Value?) -> String { value.map(kind.text) ?? absent ?? "" }
}
