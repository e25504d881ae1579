import Testing

@testable import Pipeline

struct GraphRunnerTests {
    private let recorder = Recorder<Int>()

    private func chain(
        ring: RingPlan = .items(2), source: CountingSource<Int>,
        transform: @escaping @Sendable (Int) throws -> Int = { $0 },
        consume: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) -> Graph {
        let graph = Graph("test")
        let numbers = graph.source("source", source)
        var plan = ring
        plan.name = "first"
        let mapped = graph.stage("stage", MapStage(transform), from: numbers.through(plan, bytes: { _ in 1 }))
        plan.name = "second"
        graph.sink("sink", RecordingSink(recorder, each: consume), from: mapped.through(plan, bytes: { _ in 1 }))
        return graph
    }

    @Test(arguments: [1, 2, 7]) func `items pass in order and the stream ends`(slots: Int) throws {
        let graph = chain(ring: .items(slots), source: .init(to: 1_000), transform: { $0 * 2 })
        #expect(try GraphRunner(graph).runAndWait() == .finished)
        #expect(recorder.items == (0..<1_000).map { $0 * 2 })
        #expect(recorder.ends == [.drained])
    }

    @Test func `a run does not block an asynchronous caller`() async throws {
        let runner = try GraphRunner(chain(source: .init(to: 10)))
        #expect(try await runner.run() == .finished)
        #expect(recorder.items == Array(0..<10))
    }

    @Test func `an empty stream finishes`() throws {
        #expect(try GraphRunner(chain(source: .init(to: 0))).runAndWait() == .finished)
        #expect(recorder.items.isEmpty)
        #expect(recorder.ends == [.drained])
    }

    @Test func `what stages hold is drained in order`() throws {
        let graph = Graph("test")
        let numbers = graph.source("source", CountingSource(to: 10))
        let first = graph.stage(
            "first", DelayStage<Int>(lookAhead: 3), from: numbers.through(.items(1, "a"), bytes: { _ in 1 }))
        let second = graph.stage(
            "second", DelayStage<Int>(lookAhead: 4), from: first.through(.items(1, "b"), bytes: { _ in 1 }))
        graph.sink("sink", RecordingSink(recorder), from: second.through(.items(1, "c"), bytes: { _ in 1 }))
        _ = try GraphRunner(graph).runAndWait()
        #expect(recorder.items == Array(0..<10))
    }

    @Test func `every consumer of a port gets every item`() throws {
        let even = Recorder<String>()
        let graph = Graph("test")
        let numbers = graph.source("source", CountingSource(to: 100))
        let evens = numbers.compactMap { $0.isMultiple(of: 2) ? "\($0)" : nil }
        graph.sink("all", RecordingSink(recorder), from: numbers.through(.items(1, "a"), bytes: { _ in 1 }))
        graph.sink("even", RecordingSink(even), from: evens.through(.items(3, "b"), bytes: { _ in 1 }))
        _ = try GraphRunner(graph).runAndWait()
        #expect(recorder.items == Array(0..<100))
        #expect(even.items == stride(from: 0, to: 100, by: 2).map { "\($0)" })
    }

    @Test func `a stage that throws ends the run and is named`() throws {
        let runner = try GraphRunner(
            chain(source: .init(to: .max)) { item in
                if item == 50 { throw Broken(item: item) }
                return item
            })
        let failure = try #require(throws: StageFailure.self) { try runner.runAndWait() }
        #expect(failure.stage == "stage")
        #expect(failure.underlying as? Broken == Broken(item: 50))
        #expect(failure.later.isEmpty)
        #expect(failure.description == "stage \"stage\" failed: Broken(item: 50)")
        #expect(recorder.ends == [.failed])
        #expect(recorder.items == Array(recorder.items.indices))
        #expect(runner.statistics.stages.map(\.state) == [.cancelled, .failed, .cancelled])
    }

    @Test func `a source that throws ends the run and is named`() throws {
        let runner = try GraphRunner(chain(source: CountingSource(to: 1) { throw Broken(item: $0) }))
        let failure = try #require(throws: StageFailure.self) { try runner.runAndWait() }
        #expect(failure.stage == "source")
        #expect(recorder.ends == [.failed])
    }

    @Test func `a sink that throws is finished once and named`() throws {
        let runner = try GraphRunner(
            chain(source: .init(to: .max), consume: { if $0 == 3 { throw Broken(item: 3) } }))
        let failure = try #require(throws: StageFailure.self) { try runner.runAndWait() }
        #expect(failure.stage == "sink")
        #expect(recorder.items == [0, 1, 2])
        #expect(recorder.ends == [.failed])
        #expect(runner.statistics.stages.last?.state == .failed)
    }

    @Test func `cancel ends a run whose rings are full`() throws {
        let latch = Latch()
        let runner = try GraphRunner(chain(source: .init(to: .max), consume: { _ in latch.pass() }))
        let outcome = Background { try runner.runAndWait() }
        #expect(yields { runner.statistics.rings.allSatisfy { $0.depth == 2 } })
        runner.cancel()
        latch.open()
        #expect(try outcome.value() == .cancelled)
        #expect(recorder.ends == [.cancelled])
        #expect(runner.statistics.rings.allSatisfy { $0.depth == 0 })
    }

    @Test func `cancel before the run keeps it from running`() throws {
        let runner = try GraphRunner(chain(source: .init(to: .max)))
        runner.cancel()
        #expect(try runner.runAndWait() == .cancelled)
        #expect(recorder.items.isEmpty)
        #expect(recorder.ends == [.cancelled])
    }

    @Test(.timeLimit(.minutes(10))) func `cancelling the task cancels the graph`() async throws {
        let runner = try GraphRunner(chain(source: .init(to: .max)))
        let task = Task { try await runner.run() }
        // The task starts when the tests beside this one leave it a thread.
        while recorder.items.count <= 10 { await Task.yield() }
        task.cancel()
        #expect(try await task.value == .cancelled)
    }

    @Test func `stop drains what was read`() throws {
        let read = Recorder<Int>()
        let source = CountingSource(to: .max) { item in
            read.add(item)
            return item
        }
        let runner = try GraphRunner(chain(source: source))
        let outcome = Background { try runner.runAndWait() }
        #expect(yields { recorder.items.count > 10 })
        runner.stop(drainWithin: .seconds(600))
        #expect(try outcome.value() == .stopped)
        #expect(recorder.items == read.items)
        #expect(recorder.ends == [.drained])
    }

    @Test func `stop interrupts a blocked source, and the error that causes is no failure`() throws {
        let graph = Graph("test")
        let latch = Latch()
        let numbers = graph.source(
            "source",
            CountingSource<Int>(to: 1) { item in
                latch.pass()
                throw Broken(item: item)
            }, interrupt: { latch.open() })
        graph.sink("sink", RecordingSink(recorder), from: numbers.through(.items(1), bytes: { _ in 1 }))
        let runner = try GraphRunner(graph)
        let outcome = Background { try runner.runAndWait() }
        #expect(yields { runner.statistics.stages[0].state == .running })
        runner.stop(drainWithin: .seconds(600))
        #expect(try outcome.value() == .stopped)
    }

    @Test func `statistics count items and depths`() throws {
        let runner = try GraphRunner(chain(ring: .items(3), source: .init(to: 500)))
        _ = try runner.runAndWait()
        let statistics = runner.statistics
        #expect(statistics.stages.map(\.name) == ["source", "stage", "sink"])
        #expect(statistics.stages.map(\.received) == [0, 500, 500])
        #expect(statistics.stages.map(\.emitted) == [500, 500, 0])
        #expect(statistics.stages.allSatisfy { $0.state == .finished && $0.busy > .zero })
        #expect(statistics.rings.map(\.name) == ["first", "second"])
        #expect(statistics.rings.allSatisfy { $0.pushed == 500 && $0.popped == 500 && $0.depth == 0 })
        #expect(statistics.rings.allSatisfy { (1...3).contains($0.highWaterItems) })
    }

    @Test func `statistics can be read while the graph runs`() throws {
        let runner = try GraphRunner(chain(source: .init(to: 20_000)))
        let outcome = Background { try runner.runAndWait() }
        var last = 0
        var rises = true
        while runner.statistics.stages.last?.state != .finished {
            let received = runner.statistics.stages[2].received
            rises = rises && received >= last
            last = received
        }
        _ = try outcome.value()
        #expect(rises)
    }

    @Test func `time before a full ring is not the stage's own`() throws {
        let latch = Latch()
        let runner = try GraphRunner(
            chain(ring: .items(1), source: .init(to: 10), consume: { _ in latch.pass() }))
        let outcome = Background { try runner.runAndWait() }
        #expect(yields { runner.statistics.rings.allSatisfy { $0.depth == 1 } })
        let before = ContinuousClock.now
        #expect(yields { ContinuousClock.now - before > .milliseconds(20) })
        latch.open()
        _ = try outcome.value()
        let source = runner.statistics.stages[0]
        #expect(source.waitingForRoom > .milliseconds(20))
        #expect(source.busy < source.waitingForRoom)
    }

    @Test func `a thousand runs leave no thread behind`() throws {
        // Other suites come and go with threads of their own, so only a leak of one a run is told from them.
        let before = threadCount()
        for turn in 0..<1_000 {
            let runner = try GraphRunner(chain(source: .init(to: 5)))
            if turn.isMultiple(of: 3) { runner.cancel() }
            _ = try runner.runAndWait()
        }
        #expect(threadCount() < before + 100)
    }
}
