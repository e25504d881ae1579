/// The rings of the standard graph, in the order in which a snippet passes them.
package enum RingName: String, Sendable, CaseIterable {
    case pictures
    case sounds
    case pictureFeatures = "picture_features"
    case soundFeatures = "sound_features"
    case features
    case fused
    case windows
    case recording
    case labels
    case labelled
    case tracked

    /// Whether the ring lies on the way of the recording: what it lost would be missing from the outputs.
    package var carriesRecording: Bool {
        switch self {
        case .recording, .labelled, .tracked: true
        default: false
        }
    }
}
