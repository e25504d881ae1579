import Events
import MediaTypes
import Snippets

/// The world's time of what is watched: by the epoch's own origin where the source is live, else by that of the source's
/// first instant and all that was watched since.
struct WorldClock {
    /// Of a file's first instant; nil where it is not known.
    private let first: EventTime?
    /// Watched before the epoch began.
    private var offset: MediaTime
    private var origin: EventTime?
    /// See `WallFields`.
    private(set) var senderAhead: Int?

    /// - Parameter earlier: what an interrupted run has written.
    init(first: EventTime?, resuming earlier: LogState?) {
        self.first = first
        offset = earlier.flatMap { state in state.end.map { state.ledger.total - $0.time } } ?? .zero
        guard first == nil, let end = earlier?.end, let time = end.worldTime else { return }
        origin = time + (MediaTime.zero - end.time)
        senderAhead = end.senderAhead
    }

    mutating func begin(_ epoch: Epoch, at watched: MediaTime) {
        offset = watched
        origin = epoch.origin.map(EventTime.init)
        senderAhead = epoch.origin?.ahead?.milliseconds
    }

    /// The world's time of an instant of the epoch.
    func time(_ instant: MediaTime) -> EventTime? {
        if let origin { return origin + instant }
        return first.map { $0 + (offset + instant) }
    }
}

extension Duration {
    fileprivate var milliseconds: Int { Int((self / .milliseconds(1)).rounded()) }
}

extension EventTime {
    fileprivate static func + (origin: EventTime, elapsed: MediaTime) -> EventTime {
        let milliseconds = elapsed.rescaled(to: .milliseconds).ticks
        return EventTime(time: WallClock(milliseconds: origin.time.milliseconds + milliseconds), origin: origin.origin)
    }
}
