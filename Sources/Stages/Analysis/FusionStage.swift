package import Analysis
package import Pipeline

/// Joins a snippet's picture and sound: ledger state, early fusion, pixel decoder.
package struct FusionStage: Stage {
    private let fusion: SnippetFusion
    private let gate: SilenceGate

    package init(_ fusion: SnippetFusion, gate: SilenceGate) {
        self.fusion = fusion
        self.gate = gate
    }

    package mutating func process(
        _ input: Joined<PictureFeatures, SoundFeatures>, emit: (FusedSecond) throws -> Void
    ) throws {
        guard case .both(let picture, let sound) = input else { return }
        var latency = picture.latency.joined(with: sound.latency)
        let snippet = picture.encoded.map { encoded in
            latency.measure("fusion") { fusion(encoded, embedding: sound.embedding) }
        }
        let state = LedgerState(
            isDropped: false, hasPicture: picture.encoded != nil, hasSound: sound.hasSound,
            isSilent: gate.isSilent(loudest: sound.loudness.loudest))
        try emit(
            FusedSecond(
                key: picture.key, state: state, loudness: sound.hasSound ? sound.loudness : nil, snippet: snippet,
                latency: latency))
    }
}
