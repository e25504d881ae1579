import Analysis
import MediaTypes
import Network
import Segmentation
import Tensors
import TestSupport
import Testing

/// One source through the network: either every snippet once, shared by its windows, or every window on its own.
struct WindowedClip {
    let model: SegmentationModel
    /// The network's input after resizing; nil for the model's own.
    var shortSide: Int?

    /// A run from the start of the epoch, runs of one and two and a long one to the end.
    private static let runs = [0..<7, 8..<9, 10..<12, 13..<20]

    /// Every window of the runs, of every kind the schedule has, against the same pictures and patches on their own.
    func expectCachedEqualsAlone(_ emission: Emission) {
        let snippets = (0..<SmallClip.seconds).map { snippet($0) }
        var alone: [[SnippetKey]: RecordedWindow] = [:]
        for stride in [1, 3] {
            for window in cached(Self.runs, WindowSchedule(emission: emission, stride: stride), snippets) {
                let expected = alone[window.slots] ?? uncached(window.slots)
                alone[window.slots] = expected
                #expect(window.prediction.maskLogits.elements == expected.prediction.maskLogits.elements)
                #expect(window.prediction.soundLogits.elements == expected.prediction.soundLogits.elements)
                for (name, tensor) in window.tensors {
                    #expect(tensor.elements == expected.tensors[name]?.elements, "\(name)")
                }
            }
        }
        #expect(alone.keys.contains { Set($0).count == 1 } && alone.keys.contains { Set($0).count == 5 })
        #expect(alone.values.allSatisfy { $0.tensors.count > 20 })
    }

    func snippet(_ index: Int, probe: TensorProbe = .none) -> AnalysisSnippet {
        let picture = VisualEncoding(model, shortSide: shortSide)(SmallClip.picture(index), probe: probe)
        let sound = SoundEncoding(model)(second: SmallClip.second(index), probe: probe)
        return SnippetFusion(model)(picture, embedding: sound, probe: probe)
    }

    /// The windows of runs of snippets, each snippet computed once.
    private func cached(_ runs: [Range<Int>], _ schedule: WindowSchedule, _ snippets: [AnalysisSnippet])
        -> [RecordedWindow]
    {
        var sliding = SlidingWindow<AnalysisSnippet>(schedule)
        var decoding = WindowDecoding(model)
        return runs.flatMap { run in
            let windows = run.flatMap { sliding.append(snippets[$0], for: SnippetKey(epoch: 0, index: $0)) }
            return (windows + sliding.endRun()).map { window in
                let recorder = TensorRecorder()
                let decoded = decoding(window, probe: recorder.probe)
                return RecordedWindow(
                    slots: window.schedule.slots, prediction: decoded.prediction, tensors: recorder.tensors)
            }
        }
    }

    /// The same five pictures and patches computed for this window alone.
    private func uncached(_ slots: [SnippetKey]) -> RecordedWindow {
        let recorder = TensorRecorder()
        let window = slots.map { snippet($0.index).fused }
        let prediction = model.decode(window: window, probe: recorder.probe)
        return RecordedWindow(slots: slots, prediction: prediction, tensors: recorder.tensors)
    }
}

/// A decoded window with every intermediate tensor of its decoding; without any where an earlier prediction was kept.
private struct RecordedWindow {
    let slots: [SnippetKey]
    let prediction: WindowPrediction
    let tensors: [String: Tensor]
}
