import Events
import MediaTypes
import Pipeline
import Specs
import Testing

@testable import Stages

@Suite struct OverloadControlTests {
    private static let limits = OverloadLimits(
        analysis: 12, labels: .seconds(11), encoder: .seconds(10), stride: 1, fixedLookAhead: nil, writesVideo: true)

    @Test func `a model that keeps up loses nothing and nothing is given up`() {
        var source = SimulatedSource(Self.limits) { _, _ in 0.9 }
        source.run(seconds: 900)
        #expect(source.analysed == 900)
        #expect(source.changes.isEmpty)
    }

    @Test func `a short stall is caught up without leaving anything out`() {
        var source = SimulatedSource(Self.limits) { time, _ in time == 60 ? 4 : 0.5 }
        source.run(seconds: 600)
        #expect(source.analysed == 600)
    }

    @Test(arguments: [1.2, 2.0, 2.2])
    func `a model too slow is given runs of five and more, and no second waits for long`(
        pace: Double
    ) {
        var source = SimulatedSource(Self.limits) { _, _ in pace }
        source.run(seconds: 1_200)
        #expect(source.runs.dropLast().allSatisfy { $0 >= 5 })
        #expect(source.longestDelay <= 12)
        let share = Double(source.analysed) / 1_200
        #expect(share > 0.9 / pace, "the analysis has work nearly all the time")
    }

    @Test(arguments: [4.0, 6.5]) func `a model much too slow still gets what it can take`(pace: Double) {
        var source = SimulatedSource(Self.limits) { _, _ in pace }
        source.run(seconds: 1_200)
        #expect(Double(source.analysed) > 1_200 * 0.6 / pace)
        let settled = source.seconds.dropFirst(120).filter { $0.isAnalysed }
        #expect(settled.allSatisfy { $0.finish ?? 0 <= $0.arrival + 12 })
    }

    @Test func `a model that stands still takes in no more than its limit`() {
        var source = SimulatedSource(Self.limits) { _, _ in 1_000_000 }
        source.run(seconds: 600)
        #expect(source.mostInAnalysis <= 12)
        #expect(source.analysed <= 12)
    }

    @Test func `overlay goes before stride before analysis, and each is said once`() {
        var source = SimulatedSource(Self.limits) { _, _ in 2 }
        source.run(seconds: 900)
        #expect(source.changes.map(\.change.shed) == [.overlay, .stride, .analysis])
        #expect(source.changes.allSatisfy { $0.change.isActive })
        #expect(source.changes.last?.change.pace.map { abs($0 - 2) < 0.01 } == true)
    }

    @Test func `where a larger stride is enough no second is left out`() {
        var source = SimulatedSource(Self.limits) { _, stride in stride == 1 ? 1.5 : 0.7 }
        source.run(seconds: 900)
        #expect(source.analysed == 900)
    }

    @Test func `a load near the threshold does not make the stride come and go`() {
        var source = SimulatedSource(Self.limits) { _, stride in stride == 1 ? 1.5 : 0.7 }
        source.run(seconds: 3_600)
        #expect(source.changes(of: .stride).count <= 16)
    }

    @Test func `all is taken up again once the load is gone`() {
        var source = SimulatedSource(Self.limits) { time, _ in time < 600 ? 2 : 0.3 }
        source.run(seconds: 900)
        for shed in [OverloadRecord.Shed.overlay, .stride, .analysis] {
            #expect(source.changes(of: shed) == [true, false], "\(shed)")
        }
        #expect(source.control.stride == 1)
        #expect(source.seconds.suffix(200).allSatisfy { $0.isAnalysed })
    }

    @Test func `what cannot be given up is not said to be`() {
        var limits = Self.limits
        limits.writesVideo = false
        limits.stride = 5
        var source = SimulatedSource(limits) { _, _ in 3 }
        source.run(seconds: 600)
        #expect(source.changes.map(\.change.shed) == [.analysis])
    }

    @Test func `before anything has come out no more is taken in than can be waited for`() {
        var source = SimulatedSource(Self.limits) { _, _ in 20 }
        source.run(seconds: 60)
        #expect(source.analysed <= 6)
        #expect(
            source.changes.map(\.change.shed) == [.overlay, .stride, .analysis], "said before anything is left out")
        #expect(source.seconds.first { !$0.isAnalysed }?.arrival == source.changes.last?.time)
    }

    @Test func `a burst left out ends the window's run once`() {
        var control = OverloadControl(Self.limits)
        let decisions = (0..<40).map { second in
            control.decide(SnippetKey(epoch: 0, index: second), pictures: 25, at: .seconds(second))
        }
        let first = decisions.firstIndex { !$0.isAnalysed }
        #expect(decisions.indices.filter { decisions[$0].endsRun } == [first])
    }
}
