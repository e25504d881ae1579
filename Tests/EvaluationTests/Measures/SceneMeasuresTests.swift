import MediaTypes
import Testing

@testable import Evaluation

/// A picture of ten columns: object 1 fills the first four, object 2 the last four.
private let objects = LabelMap(width: 10, height: 1, ids: [1, 1, 1, 1, 0, 0, 2, 2, 2, 2])
private let nothing = marks()
private let first = marks(0, 1, 2, 3)
private let second = marks(6, 7, 8, 9)

private func marks(_ columns: Int...) -> BinaryMask {
    BinaryMask(width: 10, height: 1, pixels: (0..<10).map { columns.contains($0) ? 1 : 0 })
}

private func truth(_ one: [Bool], _ two: [Bool], swap: SceneTruth.Swap? = nil, offScreen: [Bool]? = nil) -> SceneTruth {
    SceneTruth(
        format: SceneTruth.format, seconds: one.count,
        objects: [.init(word: "dog", sounding: one), .init(word: "cat", sounding: two)],
        offScreen: offScreen.map { [.init(word: "bell", sounding: $0)] } ?? [], swap: swap)
}

private func outcome(
    _ truth: SceneTruth, _ marks: [BinaryMask], swapped: [BinaryMask]? = nil, muted: [Bool]? = nil
) -> SceneOutcome {
    SceneOutcome(
        truth: truth, seconds: Array(marks.indices), objects: marks.map { _ in objects }, marks: marks,
        swappedMarks: swapped,
        isLabelledMuted: muted ?? marks.map { _ in false })
}

private func measures(_ outcomes: SceneOutcome...) -> SceneMeasures {
    var measures = SceneMeasures(leastVisible: 2)
    for outcome in outcomes { measures.add(outcome) }
    return measures
}

@Suite struct SceneMeasuresTests {
    @Test func `a perfect scene has no silent object marked and all right on and off`() {
        let result = measures(outcome(truth([true, false], [false, false]), [first, nothing]))
        #expect(result.silentMarked.value == 0)
        #expect(result.silentMarked.cases == 1)
        #expect(result.objectsOnOff.value == 1)
        #expect(result.objectsOnOff.cases == 4)
        #expect(result.secondsOnOff.value == 1)
    }

    @Test func `an object is marked from more than three tenths of its pixels`() {
        let scene = truth([true], [false])
        #expect(measures(outcome(scene, [marks(0, 1, 2, 3, 6)])).silentMarked.hits == 0)
        #expect(measures(outcome(scene, [marks(0, 1, 2, 3, 6, 7)])).silentMarked.hits == 1)
    }

    @Test func `an object that sounds at another time is no silent object`() {
        #expect(measures(outcome(truth([true, false], [false, true]), [first, second])).silentMarked.cases == 0)
    }

    @Test func `the swap must move the mask both ways`() {
        let scene = truth([true, true], [false, false], swap: .init(from: 0, to: 1))
        #expect(measures(outcome(scene, [first, first], swapped: [second, second])).swapMoved.value == 1)
        #expect(measures(outcome(scene, [first, first], swapped: [first, first])).swapMoved.value == 0)
        #expect(measures(outcome(scene, [second, second], swapped: [second, second])).swapMoved.value == 0)
        #expect(measures(outcome(scene, [first, first], swapped: [marks(6), nothing])).swapMoved.value == 0)
        #expect(measures(outcome(truth([true], [false]), [first])).swapMoved.cases == 0)
    }

    @Test func `muted snippets with labels are counted`() {
        let result = measures(outcome(truth([true, true], [false, false]), [first, first], muted: [true, false]))
        #expect(result.muted.value == 0.5)
    }

    @Test func `an object hardly visible is not counted`() {
        let hidden = LabelMap(width: 10, height: 1, ids: [1, 1, 1, 1, 0, 0, 0, 0, 0, 2])
        let result = measures(
            SceneOutcome(
                truth: truth([true], [false]), seconds: [0], objects: [hidden], marks: [first], swappedMarks: nil,
                isLabelledMuted: [false]))
        #expect(result.objectsOnOff.cases == 1)
        #expect(result.silentMarked.cases == 0)
    }

    @Test func `marking everything fails where a choice is asked`() {
        let scene = truth([true, false], [false, false], swap: .init(from: 0, to: 1))
        let result = measures(outcome(scene, [nothing, nothing], swapped: [nothing, nothing]).markingEverything)
        #expect(result.silentMarked.value == 1)
        #expect(result.swapMoved.value == 0)
        #expect(result.muted.value == 0)
        #expect(result.secondsOnOff.value == 1)
        #expect(result.objectsOnOff.value == 0.75)
    }

    @Test func `marking everything falls for sound off screen`() {
        let scene = truth([false], [false], offScreen: [true])
        let result = measures(outcome(scene, [nothing]).markingEverything)
        #expect(result.secondsOnOff.value == 0)
        #expect(result.objectsOnOff.value == 0)
    }
}
