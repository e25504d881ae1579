import TestSupport
import Testing

@testable import Evaluation

/// The metric golden's truth and prediction: computed by rule, so that only the published figures are stored.
private enum MetricGolden {
    static let size = 224

    static func maps(time: Int) -> (truth: LabelMap, prediction: LabelMap) {
        let noise = SplitMix("metric")
        var truth = LabelMap(width: size, height: size)
        var prediction = truth
        for y in 0..<size {
            for x in 0..<size {
                let cell = x / 56 + 2 * (y / 56) + time
                let id = cell.isMultiple(of: 3) ? 0 : 1 + (13 * (x / 56) + 7 * (y / 56) + time) % 70
                let random = noise[(time * size + y) * size + x]
                truth.ids[y * size + x] = UInt8(id)
                prediction.ids[y * size + x] =
                    (random >> 32) % 100 < 70 ? UInt8(id) : UInt8((random & 0xFFFF_FFFF) % 71)
            }
        }
        return (truth, prediction)
    }
}

@Suite struct ConfusionMatrixTests {
    @Test func `the published metric's figures are reproduced`() throws {
        var matrix = ConfusionMatrix(classes: AVSBenchClasses.count)
        for time in 0..<5 {
            let (truth, prediction) = MetricGolden.maps(time: time)
            matrix.add(truth: truth, prediction: prediction)
        }
        let scores = SegmentationScores(matrix)
        #expect(abs(try #require(scores.overall) - 0.35107447535690384) < 1e-12)
        #expect(abs(try #require(scores.base) - 0.34656268908061943) < 1e-12)
        #expect(abs(try #require(scores.novel) - 0.34556312932112904) < 1e-12)
        #expect(abs(try #require(scores.harmonic) - 0.34606218742479955) < 1e-12)
    }

    @Test func `classes that do not occur are skipped`() {
        var matrix = ConfusionMatrix(classes: 4)
        matrix.add(
            truth: LabelMap(width: 4, height: 1, ids: [0, 0, 1, 1]),
            prediction: LabelMap(width: 4, height: 1, ids: [0, 1, 1, 2]))
        #expect(matrix.intersectionOverUnion(0) == 1.0 / 2)
        #expect(matrix.intersectionOverUnion(1) == 1.0 / 3)
        #expect(matrix.intersectionOverUnion(2) == 0)
        #expect(matrix.intersectionOverUnion(3) == nil)
        #expect(matrix.meanIntersectionOverUnion([0, 2, 3]) == 0.25)
        #expect(matrix.meanIntersectionOverUnion([3]) == nil)
    }

    @Test func `the split has 40 base and 30 novel ids`() {
        #expect(AVSBenchClasses.base.count == 40)
        #expect(AVSBenchClasses.novel.count == 30)
        #expect(AVSBenchClasses.base.prefix(5) == [2, 4, 6, 7, 8])
    }
}

@Suite struct LabelMapTests {
    @Test func `resizing takes the pixel at the floor`() {
        let map = LabelMap(width: 3, height: 2, ids: [1, 2, 3, 4, 5, 6])
        #expect(map.resized(width: 2, height: 3).ids == [1, 2, 1, 2, 4, 5])
        #expect(map.resized(width: 6, height: 2).ids == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
    }

    @Test func `classes a video does not list become background`() {
        #expect(LabelMap(width: 3, height: 1, ids: [1, 2, 0]).keeping([2]).ids == [0, 2, 0])
    }
}
