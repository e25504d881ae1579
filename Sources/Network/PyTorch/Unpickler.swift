/// Reads a pickle as data: names of code stay names, calls stay calls that nobody makes.
///
/// What is allocated is bounded by the length of the pickle and by `mostOperations`.
struct Unpickler {
    /// A pickle that was read.
    struct Result: Sendable {
        let root: PickleValue
        let heap: PickleHeap
        /// The byte after it, from the start of the file.
        let end: Int
    }

    /// Some thirty operations describe a tensor.
    static let mostOperations = 1 << 21

    var input: PickleInput
    var heap = PickleHeap()
    private var stack: [PickleValue] = []
    private var marks: [Int] = []
    private var memo: [Int: PickleValue] = [:]
    private var remaining = mostOperations

    private init(_ input: PickleInput) {
        self.input = input
    }

    /// - Throws: What is wrong, as `CheckpointError.Problem.malformed`.
    static func read(
        _ file: UnsafeRawBufferPointer, range: Range<Int>, source: String
    ) throws(CheckpointError) -> Result {
        var unpickler = Unpickler(PickleInput(file, range: range, source: source))
        while true {
            try unpickler.spend(1)
            let byte = try unpickler.input.byte()
            guard let operation = PickleOpcode(rawValue: byte) else {
                throw unpickler.input.fail("asks for the unknown operation \(byte)")
            }
            if operation == .stop {
                return Result(root: try unpickler.pop(), heap: unpickler.heap, end: unpickler.input.position)
            }
            try unpickler.perform(operation)
        }
    }

    mutating func spend(_ operations: Int) throws(CheckpointError) {
        remaining -= operations
        guard remaining >= 0 else { throw input.fail("takes more than \(Self.mostOperations) operations") }
    }

    mutating func push(_ value: PickleValue) { stack.append(value) }

    /// The topmost value above the last mark.
    mutating func pop() throws(CheckpointError) -> PickleValue {
        guard stack.count > marks.last ?? 0, let value = stack.popLast() else {
            throw input.fail("takes from an empty stack")
        }
        return value
    }

    mutating func top() throws(CheckpointError) -> PickleValue {
        let value = try pop()
        push(value)
        return value
    }

    mutating func mark() { marks.append(stack.count) }

    /// All values above the last mark, and the mark.
    mutating func popToMark() throws(CheckpointError) -> [PickleValue] {
        guard let mark = marks.popLast() else { throw input.fail("lacks a mark") }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[mark...])
    }

    /// `Pop` takes a value, or a mark that is topmost, as in Python.
    mutating func discard() throws(CheckpointError) {
        if let mark = marks.last, mark == stack.count { marks.removeLast() } else { _ = try pop() }
    }

    mutating func remember(_ index: Int?) throws(CheckpointError) {
        guard let index, index >= 0 else { throw input.fail("remembers a value under no number") }
        memo[index] = try top()
    }

    mutating func rememberNext() throws(CheckpointError) { try remember(memo.count) }

    mutating func recall(_ index: Int?) throws(CheckpointError) {
        guard let index, let value = memo[index] else { throw input.fail("recalls a value it never remembered") }
        push(value)
    }
}
