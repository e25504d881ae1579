/// The stream of labels.
package struct EventsSpec: Sendable, Equatable {
    /// Nil: no events are written; `-`: the standard output.
    package var path: String?

    package init() {}
}
