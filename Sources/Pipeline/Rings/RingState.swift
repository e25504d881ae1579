/// Contents, phase and counters of a ring: what its monitor protects.
struct RingState<Element> {
    enum Phase {
        case open
        /// The producer has ended the stream; what lies inside is still delivered.
        case closed
        /// The consumer is gone: items are discarded, nobody waits.
        case abandoned
        /// Both sides are to stop at once.
        case cancelled
    }

    private(set) var phase = Phase.open
    /// The byte capacity does not apply while fewer items than this lie inside, so that an oversized item never
    /// keeps out the items a join needs. At least 1: an item larger than the whole ring passes alone.
    var guaranteedItems = 1
    var waitingProducers = 0
    private(set) var statistics: RingStatistics
    private let byteCapacity: Int
    private var queue: BoundedQueue<Element>

    init(plan: RingPlan) {
        statistics = RingStatistics(name: plan.name)
        byteCapacity = plan.bytes
        queue = BoundedQueue(capacity: plan.items)
    }

    func hasRoom(for bytes: Int) -> Bool {
        queue.count < queue.capacity && (queue.count < guaranteedItems || queue.bytes + bytes <= byteCapacity)
    }

    mutating func append(_ element: Element, bytes: Int) {
        queue.append(element, bytes: bytes)
        statistics.pushed += 1
        noteDepth()
        statistics.highWaterItems = max(statistics.highWaterItems, queue.count)
        statistics.highWaterBytes = max(statistics.highWaterBytes, queue.bytes)
    }

    /// Takes items out until there is room for `bytes` more.
    mutating func makeRoom(for bytes: Int) -> [Element] {
        var dropped: [Element] = []
        while !hasRoom(for: bytes), let oldest = queue.popFirst() { dropped.append(oldest) }
        statistics.dropped += dropped.count
        return dropped
    }

    mutating func popFirst() -> Element? {
        guard let element = queue.popFirst() else { return nil }
        statistics.popped += 1
        noteDepth()
        return element
    }

    mutating func discard() {
        statistics.discarded += 1
    }

    mutating func close() {
        if phase == .open { phase = .closed }
    }

    mutating func abandon() {
        guard phase == .open || phase == .closed else { return }
        empty(.abandoned)
    }

    mutating func cancel() {
        empty(.cancelled)
    }

    private mutating func empty(_ phase: Phase) {
        self.phase = phase
        statistics.discarded += queue.removeAll()
        noteDepth()
    }

    private mutating func noteDepth() {
        statistics.depth = queue.count
        statistics.bytes = queue.bytes
    }
}
