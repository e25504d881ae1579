package import MediaTypes

/// Chooses the events a reader wants to see.
package struct EventFilter: Sendable {
    /// From where on.
    package enum Since: Sendable, Equatable {
        /// The world's time.
        case clock(WallClock)
        /// Media time, in any epoch.
        case media(MediaTime)

        /// An RFC 3339 time, or a number of seconds.
        package init?(parsing text: String) {
            if let clock = WallClock(parsing: text) {
                self = .clock(clock)
            } else if let microseconds = Decimal.microseconds(text) {
                self = .media(MediaTime(microseconds, .microseconds))
            } else {
                return nil
            }
        }
    }

    private let labels: Set<String>
    private let since: Since?
    private var hasBegun: Bool

    /// - Parameters:
    ///   - labels: only seconds and sounds with one of these words; empty for everything. Case does not count, and a hyphen is a space.
    ///   - since: nothing that ended before.
    package init(labels: [String] = [], since: Since? = nil) {
        self.labels = Set(labels.map(Self.folded))
        self.since = since
        hasBegun = since == nil
    }

    /// Whether the next event is to be shown. Events without a time of their own belong to those before them.
    package mutating func admits(_ line: EventLine) -> Bool {
        if let begun = begins(line.record) { hasBegun = begun }
        return hasBegun && hasLabel(line.record)
    }

    private func begins(_ record: EventRecord) -> Bool? {
        guard let position = record.position else { return nil }
        switch since {
        case .clock(let clock): return position.time.map { $0.time >= clock } ?? false
        case .media(let time): return position.media >= time
        case nil: return true
        }
    }

    private func hasLabel(_ record: EventRecord) -> Bool {
        guard !labels.isEmpty else { return true }
        return record.words.contains { labels.contains(Self.folded($0)) }
    }

    private static func folded(_ word: String) -> String {
        word.lowercased().replacing("-", with: " ")
    }
}

extension EventRecord {
    /// Where the event lies, nil for those that lie nowhere.
    fileprivate var position: (media: MediaTime, time: EventTime?)? {
        switch self {
        case .snippet(let record): (record.span.start, record.time)
        case .gap(let record): (record.span.end, record.time)
        case .soundBegin(let record): (record.start, record.time)
        case .soundUpdate(let record): (record.span.end, record.time)
        case .soundEnd(let record): (record.span.end, record.time)
        default: nil
        }
    }

    fileprivate var words: [String] {
        switch self {
        case .snippet(let record): record.labels.map(\.label)
        case .soundBegin(let record): [record.label]
        case .soundUpdate(let record): [record.label]
        case .soundEnd(let record): [record.label]
        default: []
        }
    }
}
