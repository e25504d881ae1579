import Media
package import Snippets

/// Why a source cannot be watched at the moment.
package struct Loss: Sendable, Hashable {
    package let reason: LossReason
    /// For people, without secrets.
    package let message: String
    /// Nothing answers at its address, so that a connection that succeeds is news.
    package let isUnreachable: Bool

    package init(_ reason: LossReason, _ message: String, isUnreachable: Bool = false) {
        self.reason = reason
        self.message = message
        self.isUnreachable = isUnreachable
    }

    /// What opening or reading a source threw.
    init(_ error: any Error) {
        switch error {
        case let error as FFmpegError: self.init(error)
        case is NothingDecodes, is StreamChoiceError: self.init(.state, "\(error)")
        default: self.init(.error, "\(error)")
        }
    }

    private init(_ error: FFmpegError) {
        switch error.reason {
        case .interrupted: self.init(.timeout, "\(error.subject) brought nothing in time")
        case .endOfStream: self.init(.eos, "\(error.subject) ended the stream")
        case .unauthorized: self.init(.auth, "\(error); set the user and the password of its address")
        case .unreachable: self.init(.error, "\(error)", isUnreachable: true)
        case .invalidData, .noDecoder, .noSuchStream, .changed: self.init(.state, "\(error)")
        case .other: self.init(.error, "\(error)")
        }
    }
}
