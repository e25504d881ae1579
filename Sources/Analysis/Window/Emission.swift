/// Which snippets of a window become lines: those with most context, or those with least delay.
package enum Emission: String, Sendable, Codable, CaseIterable {
    /// The middle ones; at both ends of a run the window is clamped to the run's first or last five.
    case center
    /// The last ones; until five snippets exist the oldest is repeated.
    case newest
}
