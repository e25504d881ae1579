/// What one packet gave: the frames that are complete now, and how much of it could not be decoded.
package struct DecodedBatch<Frame: Sendable>: Sendable {
    package var frames: [Frame] = []
    /// Packets the decoder refused and frames it could not finish.
    package var errors = 0

    package init(frames: [Frame] = [], errors: Int = 0) {
        self.frames = frames
        self.errors = errors
    }
}
