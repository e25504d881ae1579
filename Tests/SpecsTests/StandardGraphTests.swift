import Pipeline
import Testing

@testable import Specs

struct StandardGraphTests {
    private func spec(_ change: (inout PipelineSpec) -> Void = { _ in }) -> PipelineSpec {
        var spec = PipelineSpec(watching: "a.mp4")
        change(&spec)
        return spec
    }

    @Test(arguments: ModelSpec.Emission.allCases, 1...5) func `the standard sizes can run`(
        emission: ModelSpec.Emission, stride: Int
    ) {
        let spec = spec {
            $0.model.emission = emission
            $0.model.stride = stride
            $0.outputs.video.path = "o.mp4"
        }
        #expect(StandardGraph(spec).plan.problems.isEmpty)
    }

    /// Seconds that may pass before the first second of a run is emitted: in `center` its window is the run's first five.
    @Test(arguments: [
        (ModelSpec.Emission.center, [4, 4, 4, 4, 4]), (.newest, [0, 1, 2, 3, 4]),
    ]) func `the window looks as far ahead as its emission needs`(emission: ModelSpec.Emission, lookAhead: [Int]) {
        for stride in 1...5 {
            let standard = StandardGraph(
                spec {
                    $0.model.emission = emission
                    $0.model.stride = stride
                })
            #expect(standard.node(.window).lookAhead == lookAhead[stride - 1])
            let minimum = standard.plan.minimum(ofRing: "recording")
            #expect(minimum?.items == lookAhead[stride - 1] + 5)
        }
    }

    @Test func `branches into the features join wait for each other's stages only`() {
        let plan = StandardGraph(spec()).plan
        #expect(plan.minimum(ofRing: "picture_features")?.items == 1)
        #expect(plan.minimum(ofRing: "sound_features")?.items == 1)
        #expect(plan.minimum(ofRing: "labels")?.wait?.depth == 0)
    }

    @Test(arguments: ModelSpec.Emission.allCases, 1...5)
    func `of a live source all that is analysed fits before the analysis`(
        emission: ModelSpec.Emission, stride: Int
    ) {
        let live = StandardGraph(
            spec {
                $0.source.url = "rtsp://camera/stream"
                $0.model.emission = emission
                $0.model.stride = stride
            })
        #expect(live.plan.problems.isEmpty)
        #expect(live.node(.window).lookAhead == 4, "overload may raise the stride to five")
        #expect(live.node(.labels).kind == .join(.untilFull))
        #expect(live.ring(.pictures).items == live.ring(.recording).items + 2)
        #expect(live.ring(.sounds).items == live.ring(.recording).items)
        #expect(live.plan.edges.allSatisfy { $0.ring.whenFull == .wait })
    }

    @Test func `a longer recording ring of a live source lets more be analysed at once`() {
        let live = StandardGraph(
            spec {
                $0.source.url = "rtsp://camera/stream"
                $0.rings[.recording].items = 30
            })
        #expect(live.ring(.pictures).items == 32)
    }

    @Test(arguments: [
        ("rtsp://camera/stream", true), ("RTSPS://camera/stream", true), ("srt://0.0.0.0:9000", true),
        ("https://host/live.m3u8", true), ("rist://host:9000", true), ("lavfi:testsrc", true), ("/dev/video0", true),
        ("a.mp4", false),
        ("holiday: part 2.mp4", false), ("file:a.mp4", false), ("-", false), ("rtsp", false),
    ]) func `a source is live by its address`(url: String, isLive: Bool) {
        #expect(PipelineSpec(watching: url).source.isLive == isLive)
    }

    @Test func `the memory bound rises with the largest picture and falls without video`() {
        let small = spec { $0.source.maximumPicture = PictureSize(width: 640, height: 480) }
        let large = spec { $0.source.maximumPicture = PictureSize(width: 1_920, height: 1_080) }
        let recording = spec {
            $0.source.maximumPicture = PictureSize(width: 640, height: 480)
            $0.outputs.video.path = "o.mp4"
        }
        let bounds = [small, large, recording].map { StandardGraph($0).plan.memoryBound.total }
        #expect(bounds[0] < bounds[1])
        #expect(bounds[0] < bounds[2])
    }

    @Test func `sizes of the feature maps are those of the published network at 360 pixels`() {
        // 384 x 1344 padded: 256 maps of 96 x 336, 512 of 48 x 168, 1024 of 24 x 84, 2048 of 12 x 42, as floats.
        let maps = 4 * (256 * 96 * 336 + 512 * 48 * 168 + 1_024 * 24 * 84 + 2_048 * 12 * 42)
        let ring = StandardGraph(spec()).ring(.pictureFeatures)
        #expect(ring.maximumItemBytes == maps + 384 * 1_344 * 15 + 4_096)
    }

    @Test func `every name of the graph is used once`() {
        let plan = StandardGraph(spec()).plan
        #expect(plan.nodes.map(\.name) == NodeName.allCases.map(\.rawValue))
        #expect(plan.edges.map(\.ring.name).sorted() == RingName.allCases.map(\.rawValue).sorted())
    }
}
