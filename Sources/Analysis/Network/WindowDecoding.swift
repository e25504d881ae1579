package import Network
package import Segmentation

/// A window of snippets to its queries' masks and sounding scores (Spec §5).
package struct WindowDecoding: Sendable {
    private let model: SegmentationModel
    private var last: DecodedWindow?

    package init(_ model: SegmentationModel) {
        self.model = model
    }

    /// Decodes a window; one with the slots of the window before, as at the end of a run, keeps its prediction.
    package mutating func callAsFunction(
        _ window: Window<AnalysisSnippet>, probe: TensorProbe = .none
    ) -> DecodedWindow {
        let prediction =
            if let last, last.schedule.slots == window.schedule.slots { last.prediction } else {
                model.decode(window: window.elements.map(\.fused), probe: probe)
            }
        let decoded = DecodedWindow(
            schedule: window.schedule, snippets: window.elements, prediction: prediction)
        last = decoded
        return decoded
    }
}

/// A window and what the mask decoder said of it.
package struct DecodedWindow: Sendable {
    package let schedule: ScheduledWindow
    /// One a slot.
    package let snippets: [AnalysisSnippet]
    /// One slot a frame: mask logits `[Q, 5, h, w]`, sound logits `[Q, 2]`.
    package let prediction: WindowPrediction
}
