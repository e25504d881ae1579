import Analysis
import Bundles
import MediaTypes
import Network
import Segmentation
import Synchronization
import Tensors
import TestSupport
import Testing

/// One source through the network: either every snippet once, shared by its windows, or every window on its own.
private struct Pipeline {
    let model: SegmentationModel

    func snippet(_ index: Int, probe: TensorProbe = .none) -> AnalysisSnippet {
        let picture = VisualEncoding(model)(SmallClip.picture(index), probe: probe)
        let sound = SoundEncoding(model)(second: SmallClip.second(index), probe: probe)
        return SnippetFusion(model)(picture, embedding: sound, probe: probe)
    }

    /// The windows of runs of snippets, each snippet computed once.
    func cached(_ runs: [Range<Int>], _ schedule: WindowSchedule, _ snippets: [AnalysisSnippet]) -> [RecordedWindow] {
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
    func uncached(_ slots: [SnippetKey]) -> RecordedWindow {
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

@Suite struct CachedWindowTests {
    /// A run from the start of the epoch, runs of one and two and a long one to the end.
    private static let runs = [0..<7, 8..<9, 10..<12, 13..<20]

    @Test(arguments: SmallNetwork.allCases, Emission.allCases)
    func `a cached window equals the same five pictures computed alone, tensor by tensor`(
        network: SmallNetwork, emission: Emission
    ) throws {
        let pipeline = Pipeline(model: try network.bundle().segmentation)
        let snippets = (0..<SmallClip.seconds).map { pipeline.snippet($0) }
        var alone: [[SnippetKey]: RecordedWindow] = [:]
        for stride in [1, 3] {
            for window in pipeline.cached(Self.runs, WindowSchedule(emission: emission, stride: stride), snippets) {
                let expected = alone[window.slots] ?? pipeline.uncached(window.slots)
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

    @Test(arguments: SmallNetwork.allCases)
    func `every intermediate tensor of a snippet is that of the snippet alone`(network: SmallNetwork) throws {
        let pipeline = Pipeline(model: try network.bundle().segmentation)
        let streamed = (0..<5).map { _ in TensorRecorder { _ in true } }
        for index in 0..<5 { _ = pipeline.snippet(index, probe: streamed[index].probe) }
        _ = pipeline.model.prepare(SyntheticInput.picture(0, width: 64, height: 96))
        for index in (0..<5).reversed() {
            let alone = TensorRecorder { _ in true }
            _ = pipeline.snippet(index, probe: alone.probe)
            let tensors = alone.tensors
            #expect(tensors.count > 20)
            #expect(tensors.mapValues(\.elements) == streamed[index].tensors.mapValues(\.elements))
        }
    }

    @Test func `the window at the end of a run is decoded once`() throws {
        let pipeline = Pipeline(model: try SmallNetwork.trained.bundle().segmentation)
        let snippets = (0..<6).map { pipeline.snippet($0) }
        let decoded = Mutex(0)
        let probe = TensorProbe { name, _, _ in if name == "sound.prob" { decoded.withLock { $0 += 1 } } }
        var sliding = SlidingWindow<AnalysisSnippet>(WindowSchedule(emission: .center))
        var decoding = WindowDecoding(pipeline.model)
        var windows: [DecodedWindow] = []
        for index in 0..<6 {
            windows += sliding.append(snippets[index], for: SnippetKey(epoch: 0, index: index))
                .map { decoding($0, probe: probe) }
        }
        windows += sliding.endRun().map { decoding($0, probe: probe) }
        #expect(windows.count == 3)
        #expect(windows.flatMap(\.schedule.emittedKeys).map(\.index) == Array(0..<6))
        #expect(decoded.withLock { $0 } == 2)
    }
}
