import Media
import MediaTypes
import Snippets

/// Puts what connections bring and the time between them into one ledger without a hole.
struct LiveLedger {
    private var ready: [CutItem] = []
    private var first = 0
    private(set) var nextEpoch: Int
    private var timeline: LiveTimeline?
    /// Waits for its first second: by then a sender has often told its clock.
    private var announced: Epoch?
    private var outage: LossReason?
    private var lastLine: ContinuousClock.Instant
    private var noticed: Set<String> = []
    private let start: ContinuousClock.Instant

    private static let longestGap = Duration.seconds(60)
    private static let heartbeat = Duration.seconds(10)

    /// An earlier run's end is told of at once: nobody watched since.
    init(resuming earlier: LiveResumption?) {
        start = .now
        lastLine = start
        nextEpoch = earlier.map { $0.epoch + 1 } ?? 0
        timeline = earlier?.timeline
        outage = earlier.map { _ in .restart }
        tellGaps(upTo: start, .restart, longest: nil)
    }

    mutating func next() -> CutItem? {
        guard first < ready.count else {
            ready.removeAll(keepingCapacity: true)
            first = 0
            return nil
        }
        defer { first += 1 }
        return ready[first]
    }

    mutating func tell(_ status: SourceStatus?) {
        if let status { ready.append(.status(status)) }
    }

    /// Takes what a connection brought.
    mutating func add(_ items: [CutItem], of connection: Connection?) {
        guard let connection else { return }
        for item in items {
            switch item {
            case .epochBegan(let epoch): announced = epoch
            case .snippet(var snippet):
                announce(connection)
                snippet.drift = connection.drift
                tell(.snippet(snippet), upTo: snippet.start.rescaled(to: .microseconds) + snippet.duration)
            case .gap(let gap):
                announce(connection)
                tell(.gap(gap), upTo: gap.span.upperBound)
            case .notice(let notice): tell(notice)
            case .status, .watched: ready.append(item)
            }
        }
    }

    /// The connection is gone, or an attempt failed.
    mutating func lost(_ reason: LossReason) {
        outage = reason
        announced = nil
        noticed = []
        if timeline == nil { beginUnreached() }
    }

    /// The time since the last line is a gap; where nothing is away there is none.
    mutating func tellOutage(upTo instant: ContinuousClock.Instant) {
        guard let outage else { return }
        tellGaps(upTo: instant, outage, longest: Self.longestGap)
    }

    /// When the next line about the outage is due; nil where nothing is away.
    var nextLine: ContinuousClock.Instant? {
        guard outage != nil, let timeline else { return nil }
        return min(timeline.end + Self.longestGap, lastLine + Self.heartbeat)
    }

    /// Tells of an outage that lasts: a gap a minute, a heartbeat in between.
    mutating func keepCurrent(at now: ContinuousClock.Instant) {
        guard let outage, let timeline else { return }
        if now >= timeline.end + Self.longestGap {
            tellGaps(upTo: timeline.end + Self.longestGap, outage, longest: nil)
        } else if now >= lastLine + Self.heartbeat {
            ready.append(.watched(WatchedInstant(epoch: timeline.epoch, end: timeline.mediaTime(at: now))))
            lastLine = now
        }
    }
}

extension LiveLedger {
    /// The run began and its source is away: the first epoch is a gap.
    private mutating func beginUnreached() {
        let origin = EpochOrigin(at: start)
        ready.append(.epochBegan(Epoch(unreached: nextEpoch, origin: origin.time)))
        timeline = LiveTimeline(epoch: nextEpoch, zero: origin.instant)
        nextEpoch += 1
    }

    private mutating func announce(_ connection: Connection) {
        guard var epoch = announced else { return }
        announced = nil
        let origin = EpochOrigin(of: epoch, connection.reader)
        tellOutage(upTo: origin.instant)
        outage = nil
        epoch.origin = origin.time
        ready.append(.epochBegan(epoch))
        timeline = LiveTimeline(epoch: epoch.number, zero: origin.instant)
        nextEpoch = epoch.number + 1
    }

    private mutating func tell(_ item: CutItem, upTo end: MediaTime) {
        ready.append(item)
        timeline?.tell(upTo: end)
        lastLine = .now
    }

    private mutating func tellGaps(upTo instant: ContinuousClock.Instant, _ reason: LossReason, longest: Duration?) {
        let gaps = timeline?.gaps(upTo: instant, reason: reason, longest: longest) ?? []
        ready += gaps.map(CutItem.gap)
        if !gaps.isEmpty { lastLine = .now }
    }

    /// What a connection shows of itself is told once; why it broke is told when it is lost.
    private mutating func tell(_ notice: MediaNotice) {
        switch notice {
        case .readFailed, .shorterThanAnnounced: return
        case .clocksAligned, .videoWithoutPictures, .soundWithoutSamples, .pictureTooLarge: break
        }
        guard noticed.insert(notice.description).inserted else { return }
        ready.append(.status(SourceStatus(state: .healthy, message: notice.description)))
    }
}
