/// Hands one stage to the thread that is going to own it.
/// `@unchecked Sendable`: the stage is put in once, while the graph is built, and taken out once, by its thread, whose
/// start orders the two.
final class Owned<Value: ~Copyable>: @unchecked Sendable {
    private var value: Value?

    init(_ value: consuming sending Value) {
        self.value = consume value
    }

    func take() -> Value {
        guard let taken = value.take() else { preconditionFailure("a stage runs once") }
        return taken
    }
}
