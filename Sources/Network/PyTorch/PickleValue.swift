/// A value out of a pickle. Containers stand in a `PickleHeap`, so that values which contain each other, or themselves,
/// are numbers and need no memory but their own.
enum PickleValue: Sendable, Hashable {
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    /// Bytes, or an integer of more than 64 bits: of no use here.
    case opaque
    /// A name of code, which is never looked up; index into `PickleHeap.globals`.
    case global(Int)
    /// Index into `PickleHeap.sequences`.
    case list(Int)
    case tuple(Int)
    /// Index into `PickleHeap.dictionaries`.
    case dictionary(Int)
    /// What code would have made; index into `PickleHeap.objects`.
    case object(Int)
    /// What stands outside the pickle; index into `PickleHeap.persistent`.
    case persistent(Int)
}

/// The containers of a pickle.
struct PickleHeap: Sendable {
    /// A call that was not made: its callee, its arguments, and the state the result would have been given.
    struct Object: Sendable {
        let callee: PickleValue
        let arguments: PickleValue
        var state = PickleValue.none
    }

    struct Pair: Sendable {
        let key: PickleValue
        let value: PickleValue
    }

    var globals: [String] = []
    var sequences: [[PickleValue]] = []
    var dictionaries: [[Pair]] = []
    var objects: [Object] = []
    var persistent: [PickleValue] = []

    /// `module.name` where the value names code.
    func name(_ value: PickleValue) -> String? {
        guard case .global(let index) = value else { return nil }
        return globals[index]
    }

    func elements(_ value: PickleValue) -> [PickleValue]? {
        switch value {
        case .list(let index), .tuple(let index): sequences[index]
        default: nil
        }
    }

    func pairs(_ value: PickleValue) -> [Pair]? {
        guard case .dictionary(let index) = value else { return nil }
        return dictionaries[index]
    }

    /// The value a dictionary holds under a text; of several the last, as in Python.
    func value(_ dictionary: PickleValue, _ key: String) -> PickleValue? {
        pairs(dictionary)?.last { $0.key == .string(key) }?.value
    }
}
