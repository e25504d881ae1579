/// The stream of labels.
package struct EventsSpec: Sendable, Equatable {
    /// Nil: no events are written; `-`: the standard output.
    package var path: String?

    /// When a new file is begun; nil: never for that reason.
    package var rotationSeconds: Int?
    package var rotationBytes: Int?
    package var kept = RetentionSpec()

    package init() {}
}
