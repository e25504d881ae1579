package import MediaTypes

/// One ledger second as the track linker sees it, whatever its state: without labels where nothing was named.
package struct TrackedSecond: Sendable {
    package let key: SnippetKey
    /// Media time of its first instant.
    package let start: MediaTime
    /// Media time of its real end: the last second of an epoch may be shorter.
    package let end: MediaTime
    package let labels: [Label]

    package init(key: SnippetKey, start: MediaTime, end: MediaTime, labels: [Label]) {
        self.key = key
        self.start = start
        self.end = end
        self.labels = labels
    }
}

/// What linking a second gave.
package struct LinkedSecond: Sendable, Equatable {
    /// The track of each label, in the labels' order.
    package let tracks: [Int]
    /// What the second changed: ends, then begins, then updates.
    package let events: [TrackEvent]
}
