/// What a ring does with a new item while it is full.
package enum FullPolicy: String, Sendable, CaseIterable {
    /// The producer waits: backpressure. For files.
    case wait
    /// The oldest item is taken out, counted and reported. For live input.
    case dropOldest = "drop_oldest"
}
