import Pipeline

extension SpecTable {
    static let rings: [SpecKey] = RingName.allCases.flatMap(keys)

    private static func keys(of ring: RingName) -> [SpecKey] {
        let section = "rings.\(ring.rawValue)"
        return [
            SpecKey(
                "\(section).items", \.rings[ring].items,
                OptionalKind(kind: IntegerKind(range: 1...100_000), absent: "from the graph"),
                "Capacity in items: \(ring.contents)."),
            SpecKey(
                "\(section).bytes", \.rings[ring].bytes,
                OptionalKind(kind: ByteCountKind(range: 1...1 << 40), absent: "room for all items"),
                "Capacity in bytes."),
            SpecKey(
                "\(section).when_full", \.rings[ring].whenFull, CaseKind<FullPolicy>(),
                ring.carriesRecording
                    ? "What happens when it is full. The recording passes here: only wait is possible."
                    : "What happens when it is full: the stage before it waits, or the oldest item is dropped and its second reported."
            ),
        ]
    }
}

extension RingName {
    /// What lies in the ring, for people.
    var contents: String {
        switch self {
        case .pictures: "key pictures on their way to the backbone"
        case .sounds: "seconds of sound on their way to VGGish"
        case .pictureFeatures: "feature maps waiting for their sound embedding"
        case .soundFeatures: "sound embeddings waiting for their feature maps"
        case .features: "pairs of both on their way to fusion"
        case .fused: "fused snippets on their way to the window"
        case .windows: "decoded windows on their way to naming"
        case .recording: "the recording's pictures and sound waiting for their labels"
        case .labels: "labelled seconds on their way to the recording"
        case .labelled: "the recording's seconds with their labels"
        case .tracked: "the same, linked to sounds that last"
        }
    }
}
