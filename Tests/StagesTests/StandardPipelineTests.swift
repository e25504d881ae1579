import Bundles
import Events
import Foundation
import Media
import MediaTypes
import Pipeline
import Snippets
import Specs
import Testing

@testable import Stages

@Suite struct StandardPipelineTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL
    private let models = ModelStore(folders: [root.appending(path: "Sources/Bundles/Resources").path])

    private struct Ignored: EventDestination {
        mutating func write(_ record: EventRecord, wall: WallFields) throws {}
    }

    @Test func `the graph that runs has the nodes, rings and sizes of the graph that check prints`() throws {
        let clip = Self.root.appending(path: "Samples/dog-and-guitar/clip.mp4").path
        var spec = PipelineSpec(watching: clip)
        spec.source.maximumPicture = PictureSize(width: 480, height: 288)
        let analysis = try AnalysisSetup(spec.model, models: LoadedModels(models))
        let standard = StandardGraph(spec, network: analysis.sizes)
        let reader = try MediaReader(clip)
        let interrupt = reader.interrupt
        let start = EventContext.start(spec, try SourceFacts(file: clip, reader.source), analysis)
        let events = try EventOutput(
            Ignored(), context: EventContext(spec, start, origin: nil, analysis, continuing: nil, after: nil),
            endsBySignal: { false },
            report: { _ in })
        let graph = StandardPipeline(standard).assembled(
            source: SnippetSource(reader, options: CutOptions(), heldBytes: standard.node(.source).heldBytes),
            interrupt: interrupt, overload: nil,
            network: analysis.network(schedule: nil, words: NamingInForce(analysis.words)), restoration: nil,
            video: VideoOutput(nil), events: events)
        #expect(graph.plan == standard.plan)
        #expect(graph.plan.problems.isEmpty)
    }

    @Test func `a file name is read by the pattern the user gives`() throws {
        #expect(TimePattern("yard-%Y%m%dT%H%M%S").seconds(in: "yard-20261122T203000.mp4") == 1_795_379_400)
        #expect(TimePattern("yard-%Y%m%dT%H%M%S").seconds(in: "garden-20261122.mp4") == nil)
    }
}
