/// The two tracks that are cut together.
package enum MediaTrack: String, Sendable, Hashable, CaseIterable {
    case video
    case sound

    var other: MediaTrack { self == .video ? .sound : .video }
}

/// One value for each track.
struct PerTrack<Value> {
    var video: Value
    var sound: Value

    init(video: Value, sound: Value) {
        self.video = video
        self.sound = sound
    }

    init(repeating value: Value) {
        self.init(video: value, sound: value)
    }

    subscript(track: MediaTrack) -> Value {
        get { track == .video ? video : sound }
        set {
            switch track {
            case .video: video = newValue
            case .sound: sound = newValue
            }
        }
    }
}

extension PerTrack: Sendable where Value: Sendable {}
