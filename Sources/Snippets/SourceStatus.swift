/// The state of a live source, and what brought it there.
package struct SourceStatus: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// It has not been reached yet.
        case connecting
        case healthy
        /// It is connected, but nothing comes, or nothing of one track.
        case stalled
        /// It was lost and is tried again.
        case reconnecting
    }

    package let state: State
    package let reason: LossReason?
    /// For people, without secrets.
    package let message: String?

    package init(state: State, reason: LossReason? = nil, message: String? = nil) {
        self.state = state
        self.reason = reason
        self.message = message
    }
}
