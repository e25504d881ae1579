import Analysis
import Bundles
import Foundation
import Testing

@testable import Evaluation

/// The fixture: a piano sounds in the first of two seconds, a trumpet never does.
enum SceneFixture {
    static var folder: URL { Bundle.module.bundleURL.appending(path: "Fixtures/scenes") }

    /// A copy that a test may spoil.
    static func copy() throws -> URL {
        let copy = FileManager.default.temporaryDirectory.appending(path: "earshot-scenes-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: folder, to: copy)
        return copy
    }

    static let sounds = "AVSBench-semantic/v1m/scene_2"
}

@Suite struct EvaluatorTests {
    private func result(_ folder: URL, selection: Selection? = nil, cut: SoundCut = .second) throws -> EvaluationResult
    {
        let bundle = try ModelBundle.load(directory: ModelStore().find(ModelStore.defaultModel).directory)
        let evaluator = Evaluator(
            try AVSBenchFolder(folder.path), bundle: bundle, vocabulary: try bundle.vocabulary(),
            selection: selection ?? .sounding(bundle.manifest.thresholds), cut: cut)
        return try evaluator()
    }

    @Test func `the baseline has the figures of the scene`() throws {
        let result = try result(SceneFixture.folder)
        #expect(result.videos == 1 && result.snippets == 2 && result.scenes == 1)
        #expect(result.baselineScores.base == 0.5)
        #expect(result.baselineScores.novel == nil)
        #expect(abs(try #require(result.baselineScores.overall) - 0.6561) < 5e-5)
        #expect(result.baselineMeasures.silentMarked.value == 1)
        #expect(result.baselineMeasures.swapMoved.value == 0)
        #expect(result.baselineMeasures.objectsOnOff.value == 0.75)
        #expect(result.baselineMeasures.secondsOnOff.value == 1)
        #expect(result.baselineMeasures.muted.value == 0)
    }

    @Test func `the model is counted over the same cases`() throws {
        let result = try result(SceneFixture.folder)
        #expect(result.measures.muted.cases == 2)
        #expect(result.measures.silentMarked.cases == 1)
        #expect(result.measures.swapMoved.cases == 1)
        #expect(result.measures.objectsOnOff.cases == 4)
        #expect(result.measures.secondsOnOff.cases == 2)
        #expect(result.scores.overall != nil)
    }

    @Test func `a model that hears nothing scores the background and the silent cases`() throws {
        let deaf = ModelManifest.Thresholds(sounding: 1.1, score: 0, minAreaPx: 16)
        let result = try result(SceneFixture.folder, selection: .sounding(deaf))
        #expect(result.measures.muted.value == 0)
        #expect(result.measures.silentMarked.value == 0)
        #expect(result.measures.objectsOnOff.value == 0.75)
        #expect(result.measures.secondsOnOff.value == 0.5)
        #expect(result.scores.base == 0)
    }

    @Test func `a video without truth takes part in the published metric alone`() throws {
        let folder = try SceneFixture.copy()
        try FileManager.default.removeItem(at: folder.appending(path: SceneFixture.sounds + "/truth.json"))
        let result = try result(folder, cut: .published)
        #expect(result.scenes == 0)
        #expect(result.scores.overall != nil)
        #expect(result.measures.muted.cases == 0)
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `the report has every figure in both forms`() throws {
        let report = EvaluationReport(
            model: "sandbox@sha256:0", selection: "sounding", examples: "second",
            result: try result(SceneFixture.folder))
        let text = report.text
        for line in ["Base mIoU", "Novel mIoU", "silent object marked", "swap moves the mask", "everything"] {
            #expect(text.contains(line))
        }
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
        let result = try #require(object["result"] as? [String: Any])
        #expect(Set(result.keys) == ["videos", "snippets", "scenes", "miou", "measures", "baseline"])
    }
}
