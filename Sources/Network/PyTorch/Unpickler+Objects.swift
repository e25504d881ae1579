extension Unpickler {
    mutating func performObject(_ operation: PickleOpcode) throws(CheckpointError) {
        switch operation {
        case .global: pushGlobal(try input.line(), try input.line())
        case .stackGlobal: try pushStackGlobal()
        case .reduce, .newObject: try call(arguments: try pop())
        case .newObjectWithKeywords:
            _ = try pop()
            try call(arguments: try pop())
        case .instance: try pushInstance(try input.line(), try input.line())
        case .object: try pushObject(try popToMark())
        case .build: try build(try pop())
        case .persistent: pushPersistent(try pop())
        case .persistentText: pushPersistent(.string(try input.line()))
        default: throw input.fail("asks for operation \(operation.rawValue), which is not read")
        }
    }

    private mutating func pushGlobal(_ module: String, _ name: String) {
        heap.globals.append("\(module).\(name)")
        push(.global(heap.globals.count - 1))
    }

    private mutating func pushStackGlobal() throws(CheckpointError) {
        guard case .string(let name) = try pop(), case .string(let module) = try pop() else {
            throw input.fail("names code by what is no text")
        }
        pushGlobal(module, name)
    }

    private mutating func pushInstance(_ module: String, _ name: String) throws(CheckpointError) {
        let arguments = try popToMark()
        pushGlobal(module, name)
        pushTuple(arguments)
        try call(arguments: try pop())
    }

    private mutating func pushObject(_ values: [PickleValue]) throws(CheckpointError) {
        guard let callee = values.first else { throw input.fail("makes an object of nothing") }
        push(callee)
        pushTuple(Array(values.dropFirst()))
        try call(arguments: try pop())
    }

    /// Ordered dictionaries are dictionaries; every other call is kept as it stands.
    private mutating func call(arguments: PickleValue) throws(CheckpointError) {
        let callee = try pop()
        guard heap.name(callee) == "collections.OrderedDict" else {
            heap.objects.append(.init(callee: callee, arguments: arguments))
            return push(.object(heap.objects.count - 1))
        }
        try pushDictionary(try items(of: arguments))
    }

    /// Keys and values in turn, out of a list of pairs; the same list may be asked for again and again.
    private mutating func items(of arguments: PickleValue) throws(CheckpointError) -> [PickleValue] {
        var items: [PickleValue] = []
        for list in heap.elements(arguments) ?? [] {
            for pair in heap.elements(list) ?? [] {
                guard let pair = heap.elements(pair), pair.count == 2 else { throw input.fail("pairs what is no pair") }
                try spend(1)
                items += pair
            }
        }
        return items
    }

    /// The state of a dictionary is what else Python hangs on to it, which no tensor is part of.
    private mutating func build(_ state: PickleValue) throws(CheckpointError) {
        guard case .object(let index) = try top() else { return }
        heap.objects[index].state = state
    }

    private mutating func pushPersistent(_ identity: PickleValue) {
        heap.persistent.append(identity)
        push(.persistent(heap.persistent.count - 1))
    }
}
