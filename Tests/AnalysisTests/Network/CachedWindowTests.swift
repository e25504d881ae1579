import Analysis
import Bundles
import MediaTypes
import Network
import Segmentation
import Synchronization
import Tensors
import TestSupport
import Testing

@Suite struct CachedWindowTests {
    @Test(arguments: SmallNetwork.allCases, Emission.allCases)
    func `a cached window equals the same five pictures computed alone, tensor by tensor`(
        network: SmallNetwork, emission: Emission
    ) throws {
        try WindowedClip(model: network.bundle().segmentation).expectCachedEqualsAlone(emission)
    }

    @Test(arguments: SmallNetwork.allCases)
    func `every intermediate tensor of a snippet is that of the snippet alone`(network: SmallNetwork) throws {
        let clip = WindowedClip(model: try network.bundle().segmentation)
        let streamed = (0..<5).map { _ in TensorRecorder { _ in true } }
        for index in 0..<5 { _ = clip.snippet(index, probe: streamed[index].probe) }
        _ = clip.model.prepare(SyntheticInput.picture(0, width: 64, height: 96))
        for index in (0..<5).reversed() {
            let alone = TensorRecorder { _ in true }
            _ = clip.snippet(index, probe: alone.probe)
            let tensors = alone.tensors
            #expect(tensors.count > 20)
            #expect(tensors.mapValues(\.elements) == streamed[index].tensors.mapValues(\.elements))
        }
    }

    @Test func `the window at the end of a run is decoded once`() throws {
        let clip = WindowedClip(model: try SmallNetwork.trained.bundle().segmentation)
        let snippets = (0..<6).map { clip.snippet($0) }
        let decoded = Mutex(0)
        let probe = TensorProbe { name, _, _ in if name == "sound.prob" { decoded.withLock { $0 += 1 } } }
        var sliding = SlidingWindow<AnalysisSnippet>(WindowSchedule(emission: .center))
        var decoding = WindowDecoding(clip.model)
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
