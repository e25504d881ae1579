/// What one packet gave: the frames that are complete now, and how much of it could not be decoded.
package struct DecodedBatch<Frame: Sendable>: Sendable {
    package var frames: [Frame] = []
    /// Packets the decoder refused and frames it could not finish.
    package var errors = 0

    package init(frames: [Frame] = [], errors: Int = 0) {
        self.frames = frames
        self.errors = errors
    }

    /// Without the frames that do not satisfy a condition; they count as errors.
    package func keeping(_ isWanted: (Frame) -> Bool) -> DecodedBatch {
        let kept = frames.filter(isWanted)
        return DecodedBatch(frames: kept, errors: errors + frames.count - kept.count)
    }
}
