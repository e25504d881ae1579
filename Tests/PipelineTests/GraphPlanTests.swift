import Testing

@testable import Pipeline

/// source ─ a ┬─ b(3) ─ c ┐
///            └── waiting ┴ join ─ sink
private func branching(
    waiting: RingPlan = RingPlan(name: "waiting", items: 5, bytes: 500, maximumItemBytes: 100), window: Int = 3
) -> GraphPlan {
    func ring(_ name: String) -> RingPlan { RingPlan(name: name, items: 2, bytes: 30, maximumItemBytes: 10) }
    return GraphPlan(
        name: "test",
        nodes: [
            NodePlan("source", .source, heldBytes: 7), NodePlan("a", .stage, lookAhead: 9),
            NodePlan("b", .stage, lookAhead: window, heldBytes: 20), NodePlan("c", .stage),
            NodePlan("join", .join(.untilPartner)), NodePlan("sink", .sink),
        ],
        edges: [
            EdgePlan(ring("one"), from: "source", to: "a"), EdgePlan(ring("two"), from: "a", to: "b"),
            EdgePlan(ring("three"), from: "b", to: "c"), EdgePlan(waiting, from: "a", to: "join", side: .left),
            EdgePlan(ring("four"), from: "c", to: "join", side: .right),
            EdgePlan(ring("five"), from: "join", to: "sink"),
        ])
}

struct GraphPlanTests {
    @Test func `a waiting branch needs the other one's look-ahead and depth`() throws {
        let minimum = try #require(branching().minimum(ofRing: "waiting"))
        #expect(minimum == RingMinimum(items: 5, bytes: 500, wait: .init(join: "join", lookAhead: 3, depth: 2)))
    }

    @Test(arguments: ["one", "two", "three", "four", "five"]) func `every other ring needs room for one item`(
        name: String
    ) {
        let minimum = branching().minimum(ofRing: name)
        #expect(minimum?.items == 1)
        #expect(minimum?.bytes == 10)
    }

    @Test func `what both branches share delays neither against the other`() {
        var plan = branching()
        plan.nodes[1].lookAhead = 1_000
        #expect(plan.minimum(ofRing: "waiting")?.items == 5)
    }

    @Test func `the path that holds the most decides`() {
        var plan = branching()
        plan.nodes.insert(NodePlan("d", .stage, lookAhead: 7), at: 4)
        plan.nodes.insert(NodePlan("inner", .join(.untilPartner)), at: 5)
        let ring = RingPlan(name: "six", items: 20, bytes: 200, maximumItemBytes: 10)
        plan.edges[4].to = "inner"
        plan.edges.append(EdgePlan(ring, from: "a", to: "d"))
        plan.edges.append(EdgePlan(ring, from: "d", to: "inner", side: .left))
        plan.edges.append(EdgePlan(ring, from: "inner", to: "join", side: .right))
        #expect(plan.minimum(ofRing: "waiting")?.wait == .init(join: "join", lookAhead: 7, depth: 2))
    }

    @Test func `branches of different sources never block each other`() {
        var plan = branching()
        plan.nodes.insert(NodePlan("other", .source), at: 1)
        plan.edges[1].from = "other"
        plan.edges[0].to = "a"
        #expect(plan.minimum(ofRing: "waiting")?.items == 1)
    }

    @Test func `a graph at every minimum has no problems`() {
        #expect(branching().problems.isEmpty)
    }

    @Test func `a ring one item under its minimum is refused`() {
        let ring = RingPlan(name: "waiting", items: 4, bytes: 500, maximumItemBytes: 100)
        let problems = branching(waiting: ring).problems
        #expect(
            problems.map(\.description) == [
                "ring \"waiting\" holds 4 items, the minimum is 5 "
                    + "(items wait at \"join\" for a branch with 3 of look-ahead and 2 stages)"
            ])
    }

    @Test func `a ring one byte under its minimum is refused`() {
        let ring = RingPlan(name: "waiting", items: 5, bytes: 499, maximumItemBytes: 100)
        let problems = branching(waiting: ring).problems
        #expect(
            problems.map(\.description) == [
                "ring \"waiting\" holds 499 bytes, the minimum is 500: 5 items of up to 100 bytes "
                    + "(items wait at \"join\" for a branch with 3 of look-ahead and 2 stages)"
            ])
    }

    @Test func `every problem is told at once`() {
        var plan = branching(waiting: RingPlan(name: "two", items: 0, bytes: 1, maximumItemBytes: 1))
        plan.nodes.append(NodePlan("a", .stage, heldBytes: -1))
        plan.edges.removeLast()
        #expect(
            plan.problems.map(\.description) == [
                "two stages are named \"a\"", "nothing takes the output of stage \"join\"",
                "stage \"a\" declares a negative look-ahead or memory", "two rings are named \"two\"",
                "ring \"two\" has 0 items, 1 bytes and items of up to 1 bytes: capacities start at 1, item sizes at 0",
            ])
        #expect(GraphPlan(name: "empty").problems == [.noSource])
    }

    @Test func `the memory bound is rings, hands and stages`() {
        // Five rings of two items of 10 bytes and one of five of 100; an item of each in its consumer's hand; the
        // largest output in each producer's; what stages declare.
        let bound = branching().memoryBound
        #expect(bound == MemoryBound(rings: 5 * 20 + 500, inHand: 5 * 10 + 100 + 4 * 10 + 100, stages: 27))
        #expect(bound.total == 917)
    }

    @Test func `a bound that does not fit is the largest there is`() {
        let ring = RingPlan(name: "waiting", items: .max, bytes: .max, maximumItemBytes: .max)
        #expect(branching(waiting: ring).memoryBound.total == .max)
        #expect(branching(waiting: ring).problems.isEmpty)
    }

    @Test func `the tree shows every ring once and a join's branch after its last input`() {
        #expect(
            branching().tree == """
                source
                └─ one → a (looks 9 ahead)
                   ├─ two → b (looks 3 ahead)
                   │  └─ three → c
                   │     └─ four → join (join)
                   └─ waiting → join (join)
                      └─ five → sink
                """)
    }

    @Test func `a graph is checked before it runs`() throws {
        let graph = Graph("test")
        let source = graph.source("source", CountingSource(to: 1))
        graph.sink(
            "sink", RecordingSink(Recorder<Int>()),
            from: source.through(RingPlan(name: "ring", items: 0, bytes: 0, maximumItemBytes: 1), bytes: { _ in 1 }))
        _ = graph.source("other", CountingSource(to: 1))
        let problems = try #require(throws: GraphProblems.self) { try GraphRunner(graph) }
        #expect(problems.problems.count == 2)
        #expect(
            problems.description.hasPrefix(
                "pipeline \"test\" cannot run: nothing takes the output of stage \"other\"; "))
    }

    @Test func `what is given up at a stop feeds right branches only`() {
        #expect(branching().sheddableRings == ["two", "three", "four"])
    }
}
