import Testing

@testable import Pipeline

/// A graph with a branch that waits and a branch that works, paired by the number itself.
private struct Branches {
    var waiting = RingPlan.items(8, "waiting")
    var entry = RingPlan.items(1, "entry")
    var exit = RingPlan.items(1, "exit")
    var patience = Patience.untilPartner
    var source = CountingSource(to: 100)
    let recorder = Recorder<Joined<Int, Int>>()
    let dropped = Recorder<Int>()

    func graph(_ stage: some Stage<Int, Int> & Sendable) -> Graph {
        let graph = Graph("test")
        let numbers = graph.source("source", source)
        let dropped = dropped
        let worked = graph.stage(
            "work", stage, from: numbers.through(entry, bytes: { _ in 1 }, onDrop: { dropped.add($0) }))
        let joined = graph.join(
            "join", numbers.through(waiting, bytes: { _ in 1 }), worked.through(exit, bytes: { _ in 1 }),
            leftKey: { $0 < 0 ? nil : $0 }, rightKey: { $0 }, patience: patience)
        graph.sink(
            "sink", RecordingSink(recorder), from: joined.through(.items(1, "out"), bytes: { _ in 1 }))
        return graph
    }
}

/// Emits only what a closure lets through.
private struct FilterStage: Stage, Sendable {
    var lookAhead = 0
    let lets: @Sendable (Int) -> Bool

    func process(_ input: Int, emit: (Int) throws -> Void) throws {
        if lets(input) { try emit(input) }
    }
}

struct JoinTests {
    @Test func `two branches come out as pairs in order`() throws {
        let branches = Branches()
        _ = try GraphRunner(branches.graph(DelayStage<Int>(lookAhead: 4))).runAndWait()
        #expect(branches.recorder.items.map(\.left) == Array(0..<100))
        #expect(branches.recorder.items.allSatisfy { $0.left == $0.right && $0.missing == nil })
    }

    @Test(arguments: 0...6) func `every ring at its minimum runs to the end`(lookAhead: Int) throws {
        var branches = Branches()
        branches.waiting = .items(lookAhead + 1, "waiting")
        let runner = try GraphRunner(branches.graph(DelayStage<Int>(lookAhead: lookAhead)))
        #expect(runner.plan.minimum(ofRing: "waiting")?.items == lookAhead + 1)
        _ = try runner.runAndWait()
        #expect(branches.recorder.items.map(\.right) == Array(0..<100))
    }

    @Test func `an item without a partner comes alone with the reason`() throws {
        let branches = Branches()
        _ = try GraphRunner(branches.graph(FilterStage { !(10..<40).contains($0) && $0 != 99 })).runAndWait()
        #expect(branches.recorder.items.map(\.left) == Array(0..<100))
        let alone = branches.recorder.items.filter { $0.right == nil }
        #expect(alone.compactMap(\.left) == Array(10..<40) + [99])
        #expect(alone.map(\.missing) == Array(repeating: .dropped, count: 30) + [.ended])
    }

    @Test func `a right item without a partner comes alone too`() throws {
        let graph = Graph("test")
        let recorder = Recorder<Joined<Int, Int>>()
        let numbers = graph.source("source", CountingSource(to: 10))
        let even = numbers.compactMap { $0.isMultiple(of: 2) ? $0 : nil }
        let joined = graph.join(
            "join", even.through(.items(1, "left"), bytes: { _ in 1 }),
            numbers.through(.items(1, "right"), bytes: { _ in 1 }), leftKey: { $0 }, rightKey: { $0 })
        graph.sink("sink", RecordingSink(recorder), from: joined.through(.items(1, "out"), bytes: { _ in 1 }))
        _ = try GraphRunner(graph).runAndWait()
        #expect(recorder.items.map { $0.left ?? $0.right } == Array(0..<10))
        let missing = recorder.items.map(\.missing)
        #expect(missing == [nil, .dropped, nil, .dropped, nil, .dropped, nil, .dropped, nil, .ended])
    }

    @Test func `items without a key keep their place`() throws {
        var branches = Branches()
        branches.source = CountingSource(to: 20) { $0.isMultiple(of: 5) ? -1 - $0 : $0 }
        _ = try GraphRunner(branches.graph(FilterStage { $0 >= 0 })).runAndWait()
        let expected = (0..<20).map { $0.isMultiple(of: 5) ? -1 - $0 : $0 }
        #expect(branches.recorder.items.map(\.left) == expected)
        #expect(branches.recorder.items.filter { $0.missing == .unkeyed }.compactMap(\.left) == [-1, -6, -11, -16])
    }

    @Test func `keys that do not rise are an error naming join and ring`() throws {
        let graph = Graph("test")
        let numbers = graph.source("source", CountingSource(to: 10))
        let joined = graph.join(
            "pairs", numbers.through(.items(1, "left"), bytes: { _ in 1 }),
            numbers.through(.items(1, "right"), bytes: { _ in 1 }), leftKey: { $0 }, rightKey: { $0 / 2 })
        graph.sink(
            "sink", RecordingSink(Recorder<Joined<Int, Int>>()),
            from: joined.through(.items(1, "out"), bytes: { _ in 1 }))
        let failure = try #require(throws: StageFailure.self) { try GraphRunner(graph).runAndWait() }
        #expect(failure.stage == "pairs")
        #expect("\(failure.underlying)" == "keys must rise, but ring \"right\" delivered 0 after 0 to join \"pairs\"")
    }

    @Test func `a ring that drops makes lone items, and all are accounted`() throws {
        var branches = Branches()
        branches.entry = .items(1, "entry", whenFull: .dropOldest)
        branches.waiting = .items(500, "waiting")
        branches.source = CountingSource(to: 500)
        let jitter = Jitter(seed: 5, upTo: 50)
        let slow = MapStage<Int, Int> { item in
            jitter.delay()
            return item
        }
        let runner = try GraphRunner(branches.graph(slow))
        _ = try runner.runAndWait()
        let items = branches.recorder.items
        #expect(items.map(\.left) == Array(0..<500))
        #expect(items.filter { $0.missing != nil }.compactMap(\.left) == branches.dropped.items)
        #expect(runner.statistics.rings.first { $0.name == "entry" }?.dropped == branches.dropped.items.count)
    }

    @Test func `a slow branch beside a fast one keeps order`() throws {
        var branches = Branches()
        branches.source = CountingSource(to: 2_000)
        let jitter = Jitter(seed: 3, upTo: 20)
        let slow = MapStage<Int, Int> { item in
            jitter.delay()
            return item
        }
        let runner = try GraphRunner(branches.graph(slow))
        _ = try runner.runAndWait()
        #expect(branches.recorder.items.map(\.right) == Array(0..<2_000))
    }

    @Test func `with patience until full, left items never wait for a branch that hangs`() throws {
        let latch = Latch()
        var branches = Branches()
        branches.patience = .untilFull
        branches.entry = .items(1, "entry", whenFull: .dropOldest)
        branches.waiting = .items(4, "waiting")
        let hanging = MapStage<Int, Int> { item in
            latch.pass()
            return item
        }
        let recorder = branches.recorder
        let runner = try GraphRunner(branches.graph(hanging))
        let outcome = Background { try runner.runAndWait() }
        // The ring still holds the last ones when the source has ended.
        #expect(yields { recorder.items.count >= 90 })
        latch.open()
        #expect(try outcome.value() == .finished)
        #expect(recorder.items.map(\.left) == Array(0..<100))
        #expect(recorder.items.prefix(90).allSatisfy { $0.missing == .overdue })
        #expect(runner.statistics.stages.first { $0.name == "join" }?.late == 1)
    }

    @Test func `at a stop's deadline the right branch is given up and the left one drains`() throws {
        let latch = Latch()
        var branches = Branches()
        branches.source = CountingSource(to: .max)
        let hanging = MapStage<Int, Int> { item in
            if item == 5 { latch.pass() }
            return item
        }
        let recorder = branches.recorder
        let runner = try GraphRunner(branches.graph(hanging))
        let outcome = Background { try runner.runAndWait() }
        #expect(yields { recorder.items.count == 5 })
        runner.stop(drainWithin: .zero)
        #expect(yields { recorder.ends == [.drained] })
        latch.open()
        #expect(try outcome.value() == .stopped)
        #expect(recorder.items.compactMap(\.left) == Array(recorder.items.indices))
        #expect(recorder.items.dropFirst(5).allSatisfy { $0.missing == .stopped })
        #expect(recorder.items.count > 5)
    }

    @Test func `cancel ends a join that waits`() throws {
        let latch = Latch()
        var branches = Branches()
        branches.source = CountingSource(to: .max)
        branches.entry = .items(100, "entry")
        let hanging = MapStage<Int, Int> { item in
            latch.pass()
            return item
        }
        let recorder = branches.recorder
        let runner = try GraphRunner(branches.graph(hanging))
        let outcome = Background { try runner.runAndWait() }
        #expect(yields { runner.statistics.rings.first { $0.name == "waiting" }?.depth == 8 })
        runner.cancel()
        latch.open()
        #expect(try outcome.value() == .cancelled)
        #expect(recorder.ends == [.cancelled])
    }
}
