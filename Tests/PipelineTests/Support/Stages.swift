@testable import Pipeline

/// What a closure makes of 0, 1, 2 … up to and without `end`.
struct CountingSource<Output: Sendable>: Source, Sendable {
    private let end: Int
    private let each: @Sendable (Int) throws -> Output
    private var upcoming = 0

    init(to end: Int, each: @escaping @Sendable (Int) throws -> Output) {
        self.end = end
        self.each = each
    }

    mutating func next() throws -> Output? {
        guard upcoming < end else { return nil }
        defer { upcoming += 1 }
        return try each(upcoming)
    }
}

extension CountingSource where Output == Int {
    init(to end: Int) {
        self.init(to: end) { $0 }
    }
}

/// One output for each input.
struct MapStage<Input: Sendable, Output: Sendable>: Stage, Sendable {
    let transform: @Sendable (Input) throws -> Output

    init(_ transform: @escaping @Sendable (Input) throws -> Output) {
        self.transform = transform
    }

    func process(_ input: Input, emit: (Output) throws -> Void) throws {
        try emit(transform(input))
    }
}

/// Holds items until `lookAhead` later ones have come, then emits the oldest: a sliding window.
struct DelayStage<Item: Sendable>: Stage, Sendable {
    let lookAhead: Int
    private var held: [Item] = []

    init(lookAhead: Int) {
        self.lookAhead = lookAhead
    }

    mutating func process(_ input: Item, emit: (Item) throws -> Void) throws {
        held.append(input)
        if held.count > lookAhead { try emit(held.removeFirst()) }
    }

    mutating func drain(emit: (Item) throws -> Void) throws {
        for item in held { try emit(item) }
        held = []
    }
}

/// What a sink was given and how it was finished, readable from the test's thread.
final class Recorder<Item: Sendable>: Sendable {
    private let state = Monitor<(items: [Item], ends: [StreamEnd])>(([], []))

    var items: [Item] { state.read { $0.items } }
    var ends: [StreamEnd] { state.read { $0.ends } }

    func add(_ item: Item) { state.change { $0.items.append(item) } }
    func add(_ end: StreamEnd) { state.change { $0.ends.append(end) } }
}

struct RecordingSink<Item: Sendable>: Sink, Sendable {
    let recorder: Recorder<Item>
    let each: @Sendable (Item) throws -> Void

    init(_ recorder: Recorder<Item>, each: @escaping @Sendable (Item) throws -> Void = { _ in }) {
        self.recorder = recorder
        self.each = each
    }

    func consume(_ input: Item) throws {
        try each(input)
        recorder.add(input)
    }

    func finish(_ end: StreamEnd) throws {
        recorder.add(end)
    }
}

struct Broken: Error, Equatable {
    let item: Int
}
