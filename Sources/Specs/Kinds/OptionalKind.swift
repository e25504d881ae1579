/// A value that may be left out; then `absent` says what holds.
struct OptionalKind<Kind: SpecKind>: SpecKind {
    let kind: Kind
    let absent: String?

    var name: String { kind.name }

    func read(_ text: String) throws(SpecComplaint) -> Kind.Value? { try kind.read(text) }

    func text(of value: Kind.Value?) -> String { value.map(kind.text) ?? absent ?? "" }
}
