/// A sound that has begun and not ended.
package struct OpenSound: Sendable, Equatable {
    package let begin: SoundBeginRecord
    /// What was last said of it, if anything since it began.
    package fileprivate(set) var update: SoundUpdateRecord?
}

/// The sounds begun and not ended after a number of lines, by track.
struct OpenSounds {
    private(set) var sounds: [Int: OpenSound] = [:]

    mutating func apply(_ record: EventRecord) {
        switch record {
        case .soundBegin(let begin): sounds[begin.track] = OpenSound(begin: begin)
        case .soundUpdate(let update): sounds[update.track]?.update = update
        case .soundEnd(let end): sounds[end.track] = nil
        default: break
        }
    }

    var sorted: [OpenSound] { sounds.values.sorted { $0.begin.track < $1.begin.track } }
}
