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
