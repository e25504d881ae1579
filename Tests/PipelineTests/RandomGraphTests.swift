import Testing

@testable import Pipeline

/// Two branches of random stages that hold back, lose and delay items, with every ring at its minimum.
private struct RandomBranches {
    var generator: SeededGenerator
    let recorder = Recorder<Joined<Int, Int>>()
    let left = Recorder<Int>()
    let right = Recorder<Int>()

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Some items are larger than the whole ring, and larger than was promised.
    private static func bytes(of item: Int) -> Int { item.isMultiple(of: 7) ? 1_000 : 1 }

    private static func bytes(of joined: Joined<Int, Int>) -> Int {
        (joined.left ?? joined.right).map { bytes(of: $0) } ?? 0
    }

    /// The same graph at given ring sizes; `sizes` holds the items of rings that need more than one.
    mutating func graph(items: Int, sizes: [String: Int], patience: Patience) -> Graph {
        let graph = Graph("random")
        let numbers = graph.source("source", CountingSource(to: items))
        let left = chain(graph, numbers, "left", length: Int.random(in: 0...2, using: &generator), sizes)
        let right = rightBranch(graph, numbers, sizes)
        let (leftRecorder, rightRecorder) = (self.left, self.right)
        let joined = graph.join(
            "join", record(left, in: leftRecorder).through(ring("leftEnd", sizes), bytes: { Self.bytes(of: $0) }),
            record(right, in: rightRecorder).through(ring("rightEnd", sizes), bytes: { Self.bytes(of: $0) }),
            leftKey: { $0 },
            rightKey: { $0 }, patience: patience)
        graph.sink(
            "sink", RecordingSink(recorder), from: joined.through(ring("out", sizes), bytes: { Self.bytes(of: $0) }))
        return graph
    }

    private func record(_ port: Port<Int>, in recorder: Recorder<Int>) -> Port<Int> {
        port.map {
            recorder.add($0)
            return $0
        }
    }

    private func ring(_ name: String, _ sizes: [String: Int], _ policy: FullPolicy = .wait) -> RingPlan {
        .items(sizes[name] ?? 1, name, whenFull: policy)
    }

    /// A chain, or two with a join of their own.
    private mutating func rightBranch(_ graph: Graph, _ port: Port<Int>, _ sizes: [String: Int]) -> Port<Int> {
        let first = chain(graph, port, "right", length: Int.random(in: 1...3, using: &generator), sizes)
        guard Bool.random(using: &generator) else { return first }
        let second = chain(graph, port, "other", length: Int.random(in: 1...2, using: &generator), sizes)
        let joined = graph.join(
            "inner", first.through(ring("innerLeft", sizes), bytes: { Self.bytes(of: $0) }),
            second.through(ring("innerRight", sizes), bytes: { Self.bytes(of: $0) }), leftKey: { $0 }, rightKey: { $0 })
        return chain(
            graph, joined.compactMap { $0.missing == nil ? $0.left : nil }, "after",
            length: Int.random(in: 0...1, using: &generator), sizes)
    }

    private mutating func chain(
        _ graph: Graph, _ port: Port<Int>, _ name: String, length: Int, _ sizes: [String: Int]
    ) -> Port<Int> {
        var port = port
        for place in 0..<length {
            let stage = LossyDelayStage(&generator)
            let plan = ring(
                "\(name)Ring\(place)", sizes, Int.random(in: 0..<5, using: &generator) == 0 ? .dropOldest : .wait)
            port = graph.stage("\(name)\(place)", stage, from: port.through(plan, bytes: { Self.bytes(of: $0) }))
        }
        return port
    }
}

/// Holds items back as a window does, loses runs of them, and takes its time.
private struct LossyDelayStage: Stage, Sendable {
    let lookAhead: Int
    private var delay: DelayStage<Int>
    private let loses: Bool
    private let offset: Int
    private let jitter: Jitter

    init(_ generator: inout SeededGenerator) {
        lookAhead = Bool.random(using: &generator) ? Int.random(in: 1...4, using: &generator) : 0
        delay = DelayStage(lookAhead: lookAhead)
        loses = Int.random(in: 0..<3, using: &generator) == 0
        offset = Int.random(in: 0..<11, using: &generator)
        jitter = Jitter(seed: generator.next(), upTo: Bool.random(using: &generator) ? 8 : 0)
    }

    mutating func process(_ input: Int, emit: (Int) throws -> Void) throws {
        jitter.delay()
        // Runs of 16 are lost, more than any ring here holds, one run in 11: fewer stages than that never lose them all.
        if loses && (input / 16 + offset).isMultiple(of: 11) { return }
        try delay.process(input, emit: emit)
    }

    mutating func drain(emit: (Int) throws -> Void) throws {
        try delay.drain(emit: emit)
    }
}

struct RandomGraphTests {
    private func minimums(seed: UInt64) -> [String: Int] {
        var branches = RandomBranches(seed: seed)
        let plan = branches.graph(items: 0, sizes: [:], patience: .untilPartner).plan
        return Dictionary(uniqueKeysWithValues: plan.edges.map { ($0.ring.name, plan.minimum(of: $0).items) })
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>, [Patience.untilPartner, .untilFull])
    func `every item of the left branch comes out once, in order, whatever the right one loses`(
        seed: UInt64, patience: Patience
    ) throws {
        var branches = RandomBranches(seed: seed)
        let graph = branches.graph(items: 200, sizes: minimums(seed: seed), patience: patience)
        let runner = try GraphRunner(graph)
        #expect(try runner.runAndWait() == .finished)
        let items = branches.recorder.items
        #expect(items.compactMap(\.left) == branches.left.items)
        #expect(items.allSatisfy { $0.left == nil || $0.right == nil || $0.left == $0.right })
        let late = runner.statistics.stages.first { $0.name == "join" }?.late
        #expect(items.compactMap(\.right).count + (late ?? 0) == branches.right.items.count)
        #expect(branches.recorder.ends == [.drained])
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func `one slot under the minimum is refused`(seed: UInt64) throws {
        let minimums = minimums(seed: seed)
        for (name, minimum) in minimums where minimum > 1 {
            var sizes = minimums
            sizes[name] = minimum - 1
            var branches = RandomBranches(seed: seed)
            let graph = branches.graph(items: 10, sizes: sizes, patience: .untilPartner)
            let problems = try #require(throws: GraphProblems.self) { try GraphRunner(graph) }
            #expect(problems.problems.map(\.ring) == [name])
        }
    }

    @Test(arguments: 1...25 as ClosedRange<UInt64>) func `cancel at any moment ends the run`(seed: UInt64) throws {
        var branches = RandomBranches(seed: seed)
        let recorder = branches.recorder
        let graph = branches.graph(items: .max, sizes: minimums(seed: seed), patience: .untilPartner)
        let runner = try GraphRunner(graph)
        let outcome = Background { try runner.runAndWait() }
        #expect(yields { recorder.items.count >= Int(seed) * 3 })
        runner.cancel()
        #expect(try outcome.value() == .cancelled)
        #expect(recorder.ends == [.cancelled])
    }

    @Test(arguments: 1...25 as ClosedRange<UInt64>) func `stop at any moment loses nothing of the left branch`(
        seed: UInt64
    ) throws {
        var branches = RandomBranches(seed: seed)
        let recorder = branches.recorder
        let graph = branches.graph(items: .max, sizes: minimums(seed: seed), patience: .untilPartner)
        let runner = try GraphRunner(graph)
        let outcome = Background { try runner.runAndWait() }
        #expect(yields { recorder.items.count >= Int(seed) * 3 })
        runner.stop(drainWithin: seed.isMultiple(of: 2) ? .zero : .seconds(600))
        #expect(try outcome.value() == .stopped)
        #expect(recorder.items.compactMap(\.left) == branches.left.items)
        #expect(recorder.ends == [.drained])
    }
}
