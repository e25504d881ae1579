import Testing

@testable import Pipeline

struct RingTests {
    private func ring(_ items: Int, bytes: Int = .max, _ policy: FullPolicy = .wait) -> Ring<Int> {
        Ring(
            RingPlan(name: "ring", items: items, bytes: bytes, whenFull: policy, maximumItemBytes: 1), bytes: { $0 })
    }

    @Test func `items come out in the order they went in`() throws {
        let ring = ring(3)
        for item in 1...3 { try ring.push(item) }
        ring.close()
        #expect(try ring.popAll() == [1, 2, 3])
    }

    @Test func `a closed and empty ring ends, again and again`() throws {
        let ring = ring(1)
        ring.close()
        ring.close()
        #expect(try ring.pop() == nil)
        #expect(try ring.pop() == nil)
    }

    @Test func `an empty ring makes the consumer wait until an item comes`() throws {
        let ring = ring(1)
        let popped = Background { try ring.pop() }
        try ring.push(7)
        #expect(try popped.value() == 7)
    }

    @Test func `an empty ring makes the consumer wait until it is closed`() throws {
        let ring = ring(1)
        let popped = Background { try ring.pop() }
        ring.close()
        #expect(try popped.value() == nil)
    }

    @Test func `a full ring makes the producer wait until there is room`() throws {
        let ring = ring(2)
        let pushed = Background { for item in 1...3 { try ring.push(item) } }
        #expect(yields { ring.isPressed })
        #expect(ring.statistics.depth == 2)
        #expect(try ring.pop() == 1)
        try pushed.value()
        #expect(!ring.isPressed)
        #expect(ring.statistics.depth == 2)
    }

    @Test func `one slot passes a thousand items in order`() throws {
        let ring = ring(1)
        let pushed = Background {
            for item in 0..<1_000 { try ring.push(item) }
            ring.close()
        }
        #expect(try ring.popAll() == Array(0..<1_000))
        try pushed.value()
        #expect(ring.statistics.highWaterItems == 1)
    }

    @Test func `bytes limit a ring as items do`() throws {
        let ring = ring(10, bytes: 10)
        try ring.push(6)
        try ring.push(4)
        let pushed = Background { try ring.push(1) }
        #expect(yields { ring.isPressed })
        #expect(ring.statistics.bytes == 10)
        #expect(try ring.pop() == 6)
        try pushed.value()
        #expect(ring.statistics.bytes == 5)
        #expect(ring.statistics.highWaterBytes == 10)
    }

    @Test func `an item larger than the whole ring passes alone`() throws {
        let ring = ring(4, bytes: 10)
        let pushed = Background {
            for item in [3, 100, 4] { try ring.push(item) }
            ring.close()
        }
        #expect(yields { ring.isPressed })
        #expect(ring.statistics.depth == 1)
        #expect(try ring.pop() == 3)
        #expect(yields { ring.statistics.pushed == 2 && ring.isPressed })
        #expect(ring.statistics.depth == 1)
        #expect(try ring.popAll() == [100, 4])
        try pushed.value()
    }

    @Test func `guaranteed items enter whatever their bytes`() throws {
        let ring = ring(4, bytes: 10)
        ring.guarantee(items: 3)
        for _ in 0..<3 { try ring.push(100) }
        let pushed = Background { try ring.push(1) }
        #expect(yields { ring.isPressed })
        #expect(ring.statistics.depth == 3)
        ring.cancel()
        #expect(throws: PipelineCancelled.self) { try pushed.value() }
    }

    @Test func `cancel wakes a waiting consumer`() {
        let ring = ring(1)
        let popped = Background { try ring.pop() }
        ring.cancel()
        #expect(throws: PipelineCancelled.self) { try popped.value() }
    }

    @Test func `cancel wakes a waiting producer and frees what lies inside`() throws {
        let ring = ring(1)
        try ring.push(1)
        let pushed = Background { try ring.push(2) }
        #expect(yields { ring.isPressed })
        ring.cancel()
        #expect(throws: PipelineCancelled.self) { try pushed.value() }
        #expect(throws: PipelineCancelled.self) { try ring.pop() }
        #expect(ring.statistics.depth == 0)
        #expect(ring.statistics.bytes == 0)
    }

    @Test func `an abandoned ring swallows items, counted, and never blocks`() throws {
        let ring = ring(2)
        try ring.push(1)
        try ring.push(2)
        let pushed = Background { for item in 3...10 { try ring.push(item) } }
        #expect(yields { ring.isPressed })
        ring.abandon()
        try pushed.value()
        #expect(ring.statistics.discarded == 10)
        #expect(throws: PipelineCancelled.self) { try ring.pop() }
    }
}

struct DropOldestRingTests {
    private let dropped = Recorder<Int>()

    private func ring(_ items: Int, bytes: Int) -> Ring<Int> {
        let dropped = dropped
        return Ring(
            RingPlan(name: "live", items: items, bytes: bytes, whenFull: .dropOldest, maximumItemBytes: 1),
            bytes: { $0 }, onDrop: { dropped.add($0) })
    }

    @Test func `the oldest goes, is counted and reported`() throws {
        let ring = ring(2, bytes: .max)
        for item in 1...5 { try ring.push(item) }
        ring.close()
        #expect(try ring.popAll() == [4, 5])
        #expect(dropped.items == [1, 2, 3])
        #expect(ring.statistics.dropped == 3)
        #expect(ring.statistics.pushed == 5)
    }

    @Test func `as many go as the new item's bytes need`() throws {
        let ring = ring(10, bytes: 10)
        for item in [2, 3, 4, 6] { try ring.push(item) }
        #expect(dropped.items == [2, 3])
        try ring.push(50)
        #expect(dropped.items == [2, 3, 4, 6])
        #expect(ring.statistics.depth == 1)
    }

    @Test func `every item is either delivered in order or reported`() throws {
        let ring = ring(3, bytes: .max)
        let pushed = Background {
            let jitter = Jitter(seed: 11, upTo: 4)
            for item in 0..<5_000 {
                jitter.delay()
                try ring.push(item)
            }
            ring.close()
        }
        let delivered = try ring.popAll()
        try pushed.value()
        #expect(delivered == delivered.sorted())
        #expect(dropped.items == dropped.items.sorted())
        #expect((delivered + dropped.items).sorted() == Array(0..<5_000))
    }
}
