package import Analysis
package import Pipeline

/// Joins a snippet's picture and sound: ledger state, early fusion, pixel decoder.
package struct FusionStage: Stage {
    private let fusion: SnippetFusion
    private let gate: SilenceGate
    private let turns: Turns?

    package init(_ fusion: SnippetFusion, gate: SilenceGate, turns: Turns?) {
        self.fusion = fusion
        self.gate = gate
        self.turns = turns
    }

    package mutating func process(
        _ input: Joined<WindowStep<PictureFeatures>, SoundFeatures>, emit: (WindowStep<FusedSecond>) throws -> Void
    ) throws {
        switch (input.left, input.right) {
        case (.snippet(let picture)?, let sound?): try emit(.snippet(fused(picture, sound)))
        case (.endRun?, _): try emit(.endRun)
        case (.stride(let stride)?, _): try emit(.stride(stride))
        case (.snippet?, nil), (nil, _): return
        }
    }

    private func fused(_ picture: PictureFeatures, _ sound: SoundFeatures) -> FusedSecond {
        var latency = picture.latency.joined(with: sound.latency)
        let snippet = picture.encoded.map { encoded in
            latency.measure("fusion", in: turns) { fusion(encoded, embedding: sound.embedding) }
        }
        let state = LedgerState(
            isDropped: false, hasPicture: picture.encoded != nil, hasSound: sound.hasSound,
            isSilent: gate.isSilent(loudest: sound.loudness.loudest))
        return FusedSecond(
            key: picture.key, state: state, loudness: sound.hasSound ? sound.loudness : nil, snippet: snippet,
            latency: latency)
    }
}
