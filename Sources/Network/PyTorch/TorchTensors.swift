/// The tensors of an unpickled checkpoint under dotted names, as a state dict has them.
///
/// Calls that make tensors are understood, not made; of every other object the state is looked through. A TorchScript
/// archive is such an object: its state holds parameters, buffers and the states of its modules.
struct TorchTensors {
    private(set) var tensors: [String: TorchTensor] = [:]
    private let heap: PickleHeap
    private let storages: [String: StoredBytes]
    private let source: String
    private var remaining = Unpickler.mostOperations
    private var open: Set<PickleValue> = []

    static let deepest = 64
    static let longestName = 1 << 10

    init(
        _ root: PickleValue, heap: PickleHeap, storages: [String: StoredBytes], source: String
    ) throws(CheckpointError) {
        self.heap = heap
        self.storages = storages
        self.source = source
        try collect(root, name: "")
    }

    private mutating func collect(_ value: PickleValue, name: String) throws(CheckpointError) {
        guard value.isContainer else { return }
        remaining -= 1
        guard remaining > 0, open.count < Self.deepest, name.utf8.count <= Self.longestName else {
            throw fail("is nested too deeply", name)
        }
        guard open.insert(value).inserted else { throw fail("contains itself", name) }
        defer { open.remove(value) }
        switch value {
        case .object(let index): try collect(heap.objects[index], name: name)
        case .dictionary(let index):
            for pair in heap.dictionaries[index] { try collect(pair.value, below: name, key: pair.key) }
        case .list(let index), .tuple(let index):
            for (position, element) in heap.sequences[index].enumerated() {
                try collect(element, below: name, key: .int(position))
            }
        default: return
        }
    }

    private mutating func collect(
        _ value: PickleValue, below name: String, key: PickleValue
    ) throws(CheckpointError) {
        guard value.isContainer else { return }
        switch key {
        case .string(let text): try collect(value, name: name.isEmpty ? text : name + "." + text)
        case .int(let number): try collect(value, name: name.isEmpty ? "\(number)" : name + ".\(number)")
        default: return  // no state dict has other keys
        }
    }

    private mutating func collect(_ object: PickleHeap.Object, name: String) throws(CheckpointError) {
        let arguments = heap.elements(object.arguments) ?? []
        switch heap.name(object.callee) {
        case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor":
            try add(arguments, type: nil, name: name)
        case "torch._utils._rebuild_tensor_v3":
            guard arguments.count >= 7 else { throw fail("lacks a type", name) }
            try add(arguments, type: try type(arguments[6], name), name: name)
        case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state",
            "torch.jit._pickle.restore_type_tag":
            guard let tensor = arguments.first else { throw fail("is a parameter of nothing", name) }
            try collect(tensor, name: name)
        case "torch._tensor._rebuild_from_type_v2":
            guard arguments.count >= 3 else { throw fail("is a tensor of nothing", name) }
            try collect(PickleHeap.Object(callee: arguments[0], arguments: arguments[2]), name: name)
        default: try collect(object.state, name: name)
        }
    }

    /// - Parameter arguments: storage, offset, shape, strides, and what does not matter for the values.
    private mutating func add(_ arguments: [PickleValue], type: ElementType?, name: String) throws(CheckpointError) {
        guard arguments.count >= 4, case .persistent(let index) = arguments[0], case .int(let offset) = arguments[1],
            let shape = integers(arguments[2]), let strides = integers(arguments[3])
        else { throw fail("is not described as a tensor is", name) }
        guard let storage = TorchStorage(heap.persistent[index], heap: heap), let type = type ?? storage.type else {
            throw fail("has elements of a type that is not read", name)
        }
        guard let stored = storages[storage.key] else { throw fail("lacks its storage '\(storage.key)'", name) }
        do throws(TorchProblem) {
            let tensor = try TorchTensor(
                storage: storage, type: type, offset: offset, shape: shape, strides: strides, data: stored.bytes)
            guard tensors.updateValue(tensor, forKey: name) == nil else { throw TorchProblem("is there twice") }
        } catch {
            throw fail(error.text, name)
        }
    }

    private func type(_ value: PickleValue, _ name: String) throws(CheckpointError) -> ElementType {
        let names: [String: ElementType] = [
            "torch.uint16": .uint16, "torch.uint32": .uint32, "torch.uint64": .uint64, "torch.bool": .bool,
            "torch.uint8": .uint8, "torch.int8": .int8, "torch.int16": .int16, "torch.int32": .int32,
            "torch.int64": .int64, "torch.float16": .float16, "torch.bfloat16": .bfloat16, "torch.float32": .float32,
            "torch.float64": .float64,
        ]
        guard let type = heap.name(value).flatMap({ names[$0] }) else {
            throw fail("has elements of a type that is not read", name)
        }
        return type
    }

    private func integers(_ value: PickleValue) -> [Int]? {
        guard let elements = heap.elements(value), elements.count <= TorchTensor.mostDimensions else { return nil }
        var numbers: [Int] = []
        for element in elements {
            guard case .int(let number) = element else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private func fail(_ detail: String, _ name: String) -> CheckpointError {
        let shown = name.utf8.count <= 200 ? name : name.prefix(200) + "…"
        return CheckpointError(source: source, key: shown, problem: .malformed("it " + detail))
    }
}

extension PickleValue {
    fileprivate var isContainer: Bool {
        switch self {
        case .list, .tuple, .dictionary, .object: true
        case .none, .bool, .int, .float, .string, .opaque, .global, .persistent: false
        }
    }
}
