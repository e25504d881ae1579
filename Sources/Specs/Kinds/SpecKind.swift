/// What a value of a spec may be: its name for people, how it is read and how it is written.
protocol SpecKind<Value>: Sendable {
    associatedtype Value

    /// For the reference: `integer, 1 to 5`.
    var name: String { get }

    /// Reads the text of a scalar. The complaint says what is wrong with it, without repeating it.
    func read(_ text: String) throws(SpecComplaint) -> Value

    /// What holds where no value is given, for kinds that allow it.
    var absent: String? { get }

    /// As it would stand in a file, or `absent`.
    func text(of value: Value) -> String
}

extension SpecKind {
    var absent: String? { nil }

    /// `read` of something that must have the form the kind's name describes.
    func expected() -> SpecComplaint {
        SpecComplaint("must be \(name)")
    }
}
