import Analysis
package import Pipeline

/// Candidates of the emitted snippets to labels: selection, crops, CLIP.
package struct NamingStage: Stage {
    private let words: NamingInForce
    private let turns: Turns?

    package init(_ words: NamingInForce, turns: Turns?) {
        self.words = words
        self.turns = turns
    }

    package mutating func process(_ input: DecidedSeconds, emit: (NamedSecond) throws -> Void) throws {
        let words = words.current
        var latency = input.latency
        let labels = latency.measure("naming", in: turns) { self.labels(of: input, by: words.naming) }
        for (second, labels) in zip(input.seconds, labels) {
            try emit(
                NamedSecond(
                    key: second.key, state: second.state, loudness: second.loudness, window: input.window,
                    labels: labels, vocabulary: words.record, latency: second.latency.joined(with: latency)))
        }
    }

    /// Only seconds in which something can be sounding are asked about.
    private func labels(of input: DecidedSeconds, by naming: Naming) -> [SnippetLabels] {
        guard let decoded = input.decoded else { return input.seconds.map { _ in .none } }
        let asked = input.seconds.filter { $0.state == .analysed }
        let positions = asked.compactMap { decoded.schedule.position(of: $0.key) }
        var found = naming(decoded, positions: positions).makeIterator()
        return input.seconds.map { $0.state == .analysed ? found.next() ?? .none : .none }
    }
}
