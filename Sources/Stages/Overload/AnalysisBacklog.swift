package import MediaTypes

/// What the analysis was given and has not finished, and how long it takes over a snippet.
///
/// Times are durations since any fixed instant. Snippets are admitted and finished in the order of their keys.
package struct AnalysisBacklog: Sendable {
    /// How fast the pace follows: one part in this many is the newest.
    private static let memory = 8.0

    private var admitted: [(key: SnippetKey, at: Duration)] = []
    private var lastFinish = Duration.zero
    /// Whether anything has ever come out.
    package private(set) var hasFinished = false
    /// Whether the analysis has had something to do ever since the last finish.
    private var isBusy = false
    private var busy = 0.0
    private var finished = 0.0

    package init() {}

    /// Snippets on their way through the analysis.
    package var count: Int { admitted.count }

    /// Seconds of work a snippet takes at most, as far as can be told; nil before the analysis fell behind for the first time.
    package var pace: Double? { finished > 0 ? busy / finished : nil }

    package func age(at now: Duration) -> Duration { admitted.first.map { now - $0.at } ?? .zero }

    package mutating func admit(_ key: SnippetKey, at now: Duration) {
        admitted.append((key, now))
    }

    /// Every snippet up to `key` has come out, or never will.
    ///
    /// Time is a measure of the work only where there was always something to do. Where there was not, the work took no
    /// longer than from finish to finish, nor than the last snippet was on its way.
    ///
    /// - Parameter held: how many of those left may only wait for later ones, so that having them is not being busy.
    package mutating func finish(through key: SnippetKey, at now: Duration, held: Int) {
        let count = admitted.prefix { $0.key <= key }.count
        guard count > 0 else { return }
        let sinceLast = (now - lastFinish) / .seconds(1)
        let onItsWay = (now - admitted[count - 1].at) / .seconds(1)
        if isBusy {
            measure(sinceLast, for: count)
        } else if let pace, min(sinceLast, onItsWay) < pace * Double(count) {
            measure(min(sinceLast, onItsWay), for: count)
        }
        admitted.removeFirst(count)
        hasFinished = true
        lastFinish = now
        isBusy = admitted.count > held
    }

    private mutating func measure(_ seconds: Double, for count: Int) {
        let fading = max(0, 1 - Double(count) / Self.memory)
        busy = busy * fading + seconds
        finished = finished * fading + Double(count)
    }
}
