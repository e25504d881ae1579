import MediaTypes
import TestSupport
import Testing

@testable import Analysis

private struct Setting: Sendable, CustomTestStringConvertible {
    let emission: Emission
    let stride: Int

    static let all = Emission.allCases.flatMap { emission in
        (1...5).map { Setting(emission: emission, stride: $0) }
    }

    var schedule: WindowSchedule { WindowSchedule(emission: emission, stride: stride) }
    var testDescription: String { "\(emission) stride \(stride)" }
}

private func keys(_ indices: some Sequence<Int>, epoch: Int = 0) -> [SnippetKey] {
    indices.map { SnippetKey(epoch: epoch, index: $0) }
}

private func windows(_ run: [SnippetKey], of setting: Setting) -> [ScheduledWindow] {
    var schedule = setting.schedule
    return run.flatMap { schedule.append($0) } + schedule.endRun()
}

@Suite struct WindowScheduleTests {
    @Test(arguments: Setting.all)
    fileprivate func `every snippet of a run is emitted once, in order, from its own slot`(setting: Setting) {
        for length in 1...30 {
            let run = keys(100..<100 + length, epoch: 3)
            let all = windows(run, of: setting)
            #expect(all.flatMap(\.emittedKeys) == run, "run of \(length)")
            for window in all {
                #expect(window.emitted.allSatisfy { window.position(of: window.slots[$0]) == $0 })
            }
        }
    }

    @Test(arguments: Setting.all)
    fileprivate func `a window has five consecutive snippets of its run`(setting: Setting) {
        for length in 5...30 {
            for window in windows(keys(7..<7 + length), of: setting) where !window.isWarming {
                #expect(window.slots == keys(window.from.index..<window.from.index + 5))
                #expect(window.from.index >= 7 && window.to.index < 7 + length)
            }
        }
    }

    @Test(arguments: Setting.all)
    fileprivate func `an emitted snippet has waited for at most lookAhead others`(setting: Setting) {
        var longest = 0
        for length in 1...30 {
            var schedule = setting.schedule
            for key in keys(0..<length) {
                for emitted in schedule.append(key).flatMap(\.emittedKeys) {
                    longest = max(longest, key.index - emitted.index)
                }
            }
            longest = max(longest, (length - 1) - (schedule.endRun().flatMap(\.emittedKeys).first?.index ?? length - 1))
        }
        #expect(longest == setting.schedule.lookAhead)
    }

    @Test(arguments: Emission.allCases)
    func `a stride that changes at any time still emits every snippet once, in order, from its own slot`(
        emission: Emission
    ) {
        for seed in 0..<200 {
            let random = SplitMix("stride \(seed)")
            var schedule = WindowSchedule(emission: emission)
            let run = keys(0..<60)
            var all: [ScheduledWindow] = []
            for key in run {
                let number = random[key.index]
                if number % 4 == 0 { schedule.stride = Int((number >> 8) % 5) + 1 }
                all += schedule.append(key)
            }
            all += schedule.endRun()
            #expect(all.flatMap(\.emittedKeys) == run, "seed \(seed)")
            for window in all {
                #expect(window.emitted.allSatisfy { window.position(of: window.slots[$0]) == $0 }, "seed \(seed)")
            }
        }
    }

    @Test func `center clamps the window to the first and last five of a run`() {
        let all = windows(keys(0..<8), of: Setting(emission: .center, stride: 1))
        #expect(all.map(\.from.index) == [0, 1, 2, 3, 3])
        #expect(all.map(\.emitted) == [0..<3, 2..<3, 2..<3, 2..<3, 3..<5])
    }

    @Test(arguments: [(2, [0, 2, 4, 5], [0..<4, 2..<4, 2..<4, 3..<5]), (3, [0, 3, 5], [0..<4, 1..<4, 2..<5])])
    func `center emits the middle slots at larger strides`(stride: Int, starts: [Int], emitted: [Range<Int>]) {
        let all = windows(keys(0..<10), of: Setting(emission: .center, stride: stride))
        #expect(all.map(\.from.index) == starts)
        #expect(all.map(\.emitted) == emitted)
    }

    @Test(arguments: Emission.allCases)
    func `stride five is the published evaluation`(emission: Emission) {
        let all = windows(keys(0..<10), of: Setting(emission: emission, stride: 5))
        #expect(all.map(\.slots) == [keys(0..<5), keys(5..<10)])
        #expect(all.map(\.emitted) == [0..<5, 0..<5])
        #expect(all.allSatisfy { !$0.isWarming })
    }

    @Test func `newest repeats the oldest and says warming until five exist`() {
        let all = windows(keys(0..<6), of: Setting(emission: .newest, stride: 1))
        #expect(
            all.map { $0.slots.map(\.index) }.prefix(5) == [
                [0, 0, 0, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 1, 2], [0, 0, 1, 2, 3], [0, 1, 2, 3, 4],
            ])
        #expect(all.map(\.isWarming) == [true, true, true, true, false, false])
        #expect(all.allSatisfy { $0.emitted == 4..<5 })
    }

    @Test func `center repeats the last snippet of a run shorter than five`() {
        for length in 1...4 {
            let all = windows(keys(0..<length), of: Setting(emission: .center, stride: 1))
            #expect(all.map { $0.slots.map(\.index) } == [(0..<5).map { min($0, length - 1) }])
            #expect(all.map(\.emitted) == [0..<length])
        }
    }

    @Test(arguments: Setting.all)
    fileprivate func `a missing snippet and a new epoch end a run by themselves`(setting: Setting) {
        let runs = [keys(0..<7), keys(8..<10), keys(0..<6, epoch: 1)]
        #expect(windows(runs.flatMap { $0 }, of: setting) == runs.flatMap { windows($0, of: setting) })
    }

    @Test func `ending a run twice emits nothing twice`() {
        var schedule = WindowSchedule(emission: .center)
        _ = schedule.append(SnippetKey(epoch: 0, index: 0))
        #expect(schedule.endRun().count == 1)
        #expect(schedule.endRun().isEmpty)
    }

    @Test(arguments: Setting.all)
    fileprivate func `a resumed run emits from the cut on what an uninterrupted one does`(setting: Setting) {
        for length in 1...24 {
            let run = keys(50..<50 + length)
            let whole = emissions(windows(run, of: setting))
            for cut in 0...length {
                let cutKey = SnippetKey(epoch: 0, index: 50 + cut)
                var schedule = setting.schedule
                let first = schedule.refillStart(for: cutKey, runStart: run[0])
                schedule.resume(runStart: run[0], at: first)
                let fed = run.filter { $0 >= first }
                let resumed = emissions(fed.flatMap { schedule.append($0) } + schedule.endRun())
                #expect(resumed.filter { $0.key >= cutKey } == whole.filter { $0.key >= cutKey })
                #expect(resumed.allSatisfy { $0.slots[0] >= first })
            }
        }
    }
}

/// One snippet and the window it was emitted from.
private struct EmittedSnippet: Equatable {
    let key: SnippetKey
    let slots: [SnippetKey]
    let position: Int
}

private func emissions(_ windows: [ScheduledWindow]) -> [EmittedSnippet] {
    windows.flatMap { window in
        window.emitted.map { EmittedSnippet(key: window.slots[$0], slots: window.slots, position: $0) }
    }
}
