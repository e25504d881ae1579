import MediaTypes
import Testing

@testable import Analysis

@Suite struct SlidingWindowTests {
    @Test(arguments: Emission.allCases, 1...5)
    func `a window's elements are those of its slots`(emission: Emission, stride: Int) {
        var sliding = SlidingWindow<String>(WindowSchedule(emission: emission, stride: stride))
        var windows: [Window<String>] = []
        for index in [0, 1, 2, 3, 4, 5, 6, 9, 10, 11] {
            windows += sliding.append("e\(index)", for: SnippetKey(epoch: 0, index: index))
        }
        windows += sliding.endRun()
        #expect(windows.flatMap(\.schedule.emittedKeys).map(\.index) == [0, 1, 2, 3, 4, 5, 6, 9, 10, 11])
        for window in windows {
            #expect(window.elements == window.schedule.slots.map { "e\($0.index)" })
        }
    }

    @Test func `a resumed schedule fills its first window from what is fed`() {
        var schedule = WindowSchedule(emission: .center)
        let start = SnippetKey(epoch: 0, index: 0)
        schedule.resume(
            runStart: start, at: schedule.refillStart(for: SnippetKey(epoch: 0, index: 20), runStart: start))
        var sliding = SlidingWindow<Int>(schedule)
        let windows = (15..<30).flatMap { sliding.append($0, for: SnippetKey(epoch: 0, index: $0)) }
        #expect(windows.first?.elements == [15, 16, 17, 18, 19])
        #expect(windows.first?.schedule.emittedKeys.map(\.index) == [17])
    }
}
