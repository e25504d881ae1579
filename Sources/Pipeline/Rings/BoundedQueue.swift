/// First in, first out, in fixed storage, with the bytes of each item accounted.
struct BoundedQueue<Element> {
    private struct Slot {
        let element: Element
        let bytes: Int
    }

    private var slots: [Slot?]
    private var head = 0
    private(set) var count = 0
    private(set) var bytes = 0

    var capacity: Int { slots.count }

    init(capacity: Int) {
        slots = Array(repeating: nil, count: capacity)
    }

    mutating func append(_ element: Element, bytes size: Int) {
        precondition(count < slots.count, "the queue is full")
        slots[(head + count) % slots.count] = Slot(element: element, bytes: size)
        count += 1
        bytes += size
    }

    mutating func popFirst() -> Element? {
        guard let slot = slots[head] else { return nil }
        slots[head] = nil
        head = (head + 1) % slots.count
        count -= 1
        bytes -= slot.bytes
        return slot.element
    }

    /// Empties the queue and tells how many items lay in it.
    mutating func removeAll() -> Int {
        let removed = count
        self = BoundedQueue(capacity: slots.count)
        return removed
    }
}
