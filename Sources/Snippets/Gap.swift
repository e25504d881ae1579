package import MediaTypes

/// A stretch of an epoch that holds neither picture nor sound.
package struct Gap: Sendable, Equatable {
    package let epoch: Int
    /// Since the epoch's start, half open. Whole seconds where the source itself has no media there.
    package let span: Range<MediaTime>
    package let reason: LossReason

    package init(epoch: Int, span: Range<MediaTime>, reason: LossReason) {
        self.epoch = epoch
        self.span = span
        self.reason = reason
    }
}

/// Why there is nothing to watch.
package enum LossReason: String, Sendable, Hashable {
    /// The source goes on, but has no media there.
    case noMedia = "no_media"
    /// It could not be reached or read.
    case error
    /// It ended the stream.
    case eos
    /// It was connected and brought nothing.
    case timeout
    /// It refused the credentials.
    case auth
    /// It brings what cannot be decoded.
    case state
    /// Nobody watched: the run that did had ended.
    case restart

    /// Those a live source is lost for while somebody watches.
    package static let ofSources: [Self] = [.error, .eos, .timeout, .auth, .state]
}
