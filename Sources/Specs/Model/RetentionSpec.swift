/// What is kept of the finished files of an output.
package struct RetentionSpec: Sendable, Equatable {
    /// Nil: however old.
    package var seconds: Int?
    /// Nil: however many.
    package var bytes: Int?

    package init() {}
}
