/// A change in the life of a track. Every `begin` is followed by exactly one `end` of the same track.
package enum TrackEvent: Sendable, Equatable {
    case begin(Track)
    /// It still sounds: at its first labelled second ten or more seconds after its begin or its last update.
    case update(Track)
    case end(Track, TrackEndReason)
}

/// Why a track ended.
package enum TrackEndReason: String, Sendable, Codable, CaseIterable {
    /// Two seconds passed without it.
    case silence
    case gap
    case epoch
    /// The words changed.
    case vocabulary
    case stop
}
