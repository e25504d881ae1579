/// `true` or `false`.
struct FlagKind: SpecKind {
    let name = "true or false"

    func read(_ text: String) throws(SpecComplaint) -> Bool {
        guard let value = Bool(text) else { throw expected() }
        return value
    }

    func text(of value: Bool) -> String { "\(value)" }
}
