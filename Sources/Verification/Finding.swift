/// Something that is not as it has to be.
package struct Finding: Sendable, Equatable {
    /// What kind of promise is broken.
    package enum Kind: String, Sendable, CaseIterable {
        /// A line is no event.
        case schema
        /// Lines are missing, doubled or out of order.
        case sequence
        /// A second of the source has no state, or more than one.
        case ledger
        /// A label's fields contradict one another.
        case label
        /// Beginnings and ends of sounds do not pair.
        case sound
        /// Words or model changed without saying so.
        case vocabulary
        /// What a line says of the whole is not what its lines add up to.
        case sum
        /// The world's time or the video's clock jumps.
        case clock
        /// The video does not hold what the events say.
        case video
        /// The source does not hold what the events or the video say.
        case source
    }

    package let kind: Kind
    /// The line, counted from 1 over all event files; nil where no single line is to blame.
    package let line: Int?
    package let message: String

    package init(_ kind: Kind, line: Int? = nil, _ message: String) {
        self.kind = kind
        self.line = line
        self.message = message
    }
}
