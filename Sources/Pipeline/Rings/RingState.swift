/// Contents, phase and counters of a ring: what its monitor protects.
struct RingState<Element> {
    enum Phase: Int, Comparable {
        case open
        /// The producer has ended the stream; what lies inside is still delivered.
        case closed
        /// The consumer is gone: items are discarded, nobody waits.
        case abandoned
        /// Both sides are to stop at once.
        case cancelled

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private(set) var phase = Phase.open
    /// The byte capacity does not apply while fewer items than this lie inside, so that an oversized item never
    /// keeps out the items a join needs. At least 1: an item larger than the whole ring passes alone.
    var guaranteedItems = 1
    /// Size of the item whose producer waits for room.
    var pressing: Int?
    private(set) var statistics: RingStatistics
    private let byteCapacity: Int
    private var queue: BoundedQueue<Element>

    init(plan: RingPlan) {
        statistics = RingStatistics(name: plan.name)
        byteCapacity = plan.bytes
        queue = BoundedQueue(capacity: plan.items)
    }

    /// Whether a producer waits and there is no room for what it brings.
    var isPressed: Bool {
        if let pressing { phase == .open && !hasRoom(for: pressing) } else { false }
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

    /// Goes on to a later phase; false if it has been reached before.
    mutating func enter(_ later: Phase) -> Bool {
        guard phase < later else { return false }
        phase = later
        if later >= .abandoned {
            statistics.discarded += queue.removeAll()
            noteDepth()
        }
        return true
    }

    private mutating func noteDepth() {
        statistics.depth = queue.count
        statistics.bytes = queue.bytes
    }
}
