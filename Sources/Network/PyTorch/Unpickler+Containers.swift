extension Unpickler {
    mutating func performContainer(_ operation: PickleOpcode) throws(CheckpointError) {
        switch operation {
        case .emptyTuple: pushTuple([])
        case .tuple1: try pushTuple(of: 1)
        case .tuple2: try pushTuple(of: 2)
        case .tuple3: try pushTuple(of: 3)
        case .tuple: pushTuple(try popToMark())
        case .emptyList, .emptySet: pushList([])
        case .list, .frozenSet: pushList(try popToMark())
        case .append: try append([try pop()])
        case .appends, .addItems: try append(try popToMark())
        case .emptyDictionary: try pushDictionary([])
        case .dictionary: try pushDictionary(try popToMark())
        case .setItem: try setItem()
        case .setItems: try setItems(try popToMark())
        default: try performObject(operation)
        }
    }

    private mutating func pushTuple(of count: Int) throws(CheckpointError) {
        var elements: [PickleValue] = []
        for _ in 0..<count { elements.append(try pop()) }
        pushTuple(elements.reversed())
    }

    mutating func pushTuple(_ elements: [PickleValue]) {
        heap.sequences.append(elements)
        push(.tuple(heap.sequences.count - 1))
    }

    private mutating func pushList(_ elements: [PickleValue]) {
        heap.sequences.append(elements)
        push(.list(heap.sequences.count - 1))
    }

    private mutating func append(_ elements: [PickleValue]) throws(CheckpointError) {
        switch try top() {
        case .list(let index): heap.sequences[index] += elements
        case .object: return  // a subclass of list that nobody makes
        default: throw input.fail("appends to what is no list")
        }
    }

    mutating func pushDictionary(_ items: [PickleValue]) throws(CheckpointError) {
        heap.dictionaries.append([])
        push(.dictionary(heap.dictionaries.count - 1))
        try setItems(items)
    }

    private mutating func setItem() throws(CheckpointError) {
        let value = try pop()
        try setItems([try pop(), value])
    }

    private mutating func setItems(_ items: [PickleValue]) throws(CheckpointError) {
        guard items.count.isMultiple(of: 2) else { throw input.fail("holds a key without a value") }
        switch try top() {
        case .dictionary(let index):
            for pair in stride(from: 0, to: items.count, by: 2) {
                heap.dictionaries[index].append(.init(key: items[pair], value: items[pair + 1]))
            }
        case .object: return  // a subclass of dict that nobody makes
        default: throw input.fail("sets items of what is no dictionary")
        }
    }
}
