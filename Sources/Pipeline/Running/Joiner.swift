/// Pairs two branches by rising keys. Runs as a node of its own.
struct Joiner<Left: Sendable, Right: Sendable, Key: Comparable & Sendable> {
    let name: String
    let left: Ring<Left>
    let right: Ring<Right>
    let leftKey: @Sendable (Left) -> Key?
    let rightKey: @Sendable (Right) -> Key
    let patience: Patience
    let gate: Gate
    /// The gates of each branch's own nodes, upstream first.
    let branches: (left: [Gate], right: [Gate])

    private var leftHead: (item: Left, key: Key?)?
    private var rightHead: (item: Right, key: Key)?
    private var lastLeftKey: Key?
    private var lastRightKey: Key?
    private var leftEnd = BranchEnd.open
    private var rightEnd = BranchEnd.open
    /// The last left key that went alone before its branch's end: partners up to it come too late.
    private var lastLoneKey: Key?
    private(set) var late = 0

    private enum BranchEnd {
        case open
        case ended
        case stopped

        var reason: MissingReason { self == .stopped ? .stopped : .ended }
    }

    init(
        name: String, left: Ring<Left>, right: Ring<Right>, leftKey: @escaping @Sendable (Left) -> Key?,
        rightKey: @escaping @Sendable (Right) -> Key, patience: Patience, gate: Gate,
        branches: (left: [Gate], right: [Gate])
    ) {
        self.name = name
        self.left = left
        self.right = right
        self.leftKey = leftKey
        self.rightKey = rightKey
        self.patience = patience
        self.gate = gate
        self.branches = branches
    }

    /// The next pair or lone item, nil when both branches have ended.
    mutating func next() throws -> Joined<Left, Right>? {
        while true {
            let generation = gate.generation
            try refillLeft()
            try refillRight()
            if let joined = try match() { return joined }
            if leftEnd != .open && rightEnd != .open { return nil }
            gate.wait(past: generation)
        }
    }

    private mutating func match() throws -> Joined<Left, Right>? {
        if let (item, key) = leftHead, key == nil { return takeLeft(item, .unkeyed) }
        switch (leftHead, rightHead) {
        case ((let item, let key?)?, (let partner, let partnerKey)?): return pair(item, key, partner, partnerKey)
        case ((let item, let key?)?, nil): return try loneLeft(item, key)
        case (nil, (let item, _)?): return try loneRight(item)
        default: return nil
        }
    }

    private mutating func pair(_ item: Left, _ key: Key, _ partner: Right, _ partnerKey: Key) -> Joined<Left, Right> {
        if key < partnerKey { return takeLeft(item, .dropped) }
        if partnerKey < key { return takeRight(partner, .dropped) }
        (leftHead, rightHead) = (nil, nil)
        return .both(item, partner)
    }

    /// A left item while the right branch shows nothing.
    ///
    /// With its own ring full, at least the minimum of later items has gone into the right branch. If that has come to
    /// rest all the same, the partner was lost in it, and waiting on would stop the graph for ever.
    private mutating func loneLeft(_ item: Left, _ key: Key) throws -> Joined<Left, Right>? {
        if rightEnd != .open { return takeLeft(item, rightEnd.reason) }
        guard left.isPressed, patience == .untilFull || branches.right.allSatisfy(\.isAtRest) else { return nil }
        try refillRight()
        guard rightHead == nil, rightEnd == .open else { return try match() }
        lastLoneKey = key
        return takeLeft(item, patience == .untilFull ? .overdue : .dropped)
    }

    /// A right item while the left branch shows nothing; as `loneLeft`, but a right item is never overdue.
    private mutating func loneRight(_ item: Right) throws -> Joined<Left, Right>? {
        if leftEnd != .open { return takeRight(item, leftEnd.reason) }
        guard right.isPressed, branches.left.allSatisfy(\.isAtRest) else { return nil }
        try refillLeft()
        guard leftHead == nil, leftEnd == .open else { return try match() }
        return takeRight(item, .dropped)
    }

    private mutating func takeLeft(_ item: Left, _ reason: MissingReason) -> Joined<Left, Right> {
        leftHead = nil
        return .leftOnly(item, reason)
    }

    private mutating func takeRight(_ item: Right, _ reason: MissingReason) -> Joined<Left, Right> {
        rightHead = nil
        return .rightOnly(item, reason)
    }

    private mutating func refillLeft() throws {
        guard leftHead == nil, leftEnd == .open else { return }
        switch left.poll() {
        case .item(let item):
            let key = leftKey(item)
            if let key { lastLeftKey = try rising(key, after: lastLeftKey, ring: left.plan.name) }
            leftHead = (item, key)
        case .ended: leftEnd = .ended
        case .empty: return
        case .abandoned, .cancelled: throw PipelineCancelled()
        }
    }

    private mutating func refillRight() throws {
        while rightHead == nil, rightEnd == .open {
            switch right.poll() {
            case .item(let item):
                let key = rightKey(item)
                lastRightKey = try rising(key, after: lastRightKey, ring: right.plan.name)
                if isLate(key) { late += 1 } else { rightHead = (item, key) }
            case .ended: rightEnd = .ended
            case .abandoned: rightEnd = .stopped
            case .empty: return
            case .cancelled: throw PipelineCancelled()
            }
        }
    }

    private func isLate(_ key: Key) -> Bool {
        if let lastLoneKey { key <= lastLoneKey } else { false }
    }

    private func rising(_ key: Key, after last: Key?, ring: String) throws -> Key {
        if let last, key <= last {
            throw JoinOrderError(join: name, ring: ring, key: "\(key)", after: "\(last)")
        }
        return key
    }
}
