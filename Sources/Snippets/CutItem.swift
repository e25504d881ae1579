package import MediaTypes

/// What the cut of an input gives, in the order of media time.
package enum CutItem: Sendable {
    case epochBegan(Epoch)
    case snippet(Snippet)
    case gap(Gap)
    case notice(MediaNotice)
    /// A live source changed its state.
    case status(SourceStatus)
    /// A live source has been watched up to here although nothing else says so.
    case watched(WatchedInstant)
}

/// Media time up to which a live source has been watched.
package struct WatchedInstant: Sendable, Equatable {
    package let epoch: Int
    package let end: MediaTime

    package init(epoch: Int, end: MediaTime) {
        self.epoch = epoch
        self.end = end
    }
}
