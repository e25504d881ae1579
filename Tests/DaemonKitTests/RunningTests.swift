import Logging
import Testing

@testable import DaemonKit

@Suite struct ProgressWatchTests {
    @Test func `a run that stands still for longer than the patience is stuck, one that moves never`() {
        var watch = ProgressWatch()
        for second in stride(from: 0, through: 90, by: 10) {
            #expect(watch.stuck(["still": 7, "moving": second], at: .seconds(second)).isEmpty)
        }
        #expect(watch.stuck(["still": 7, "moving": 91], at: .seconds(91)) == ["still"])
        #expect(watch.stuck(["still": 8, "moving": 91], at: .seconds(92)).isEmpty)
    }

    @Test func `a run that is not there any more is no stuck one`() {
        var watch = ProgressWatch()
        _ = watch.stuck(["a": 1], at: .zero)
        #expect(watch.stuck([:], at: .seconds(1_000)).isEmpty)
        #expect(watch.stuck(["a": 1], at: .seconds(1_000)).isEmpty)
    }
}

@Suite struct RetryDelayTests {
    @Test func `rests double to half a minute, and begin anew after a run that lasted`() {
        var delay = RetryDelay()
        var generator = SystemRandomNumberGenerator()
        let rests = (0..<8).map { _ in delay.next(after: .seconds(1), using: &generator) }
        for (rest, longest) in zip(rests, [1, 2, 4, 8, 16, 30, 30, 30]) {
            #expect(rest <= .seconds(longest) && rest >= .seconds(longest) * 3 / 4)
        }
        #expect(delay.next(after: .seconds(61), using: &generator) <= .seconds(1))
    }
}

@Suite struct JournalLogTests {
    @Test(arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2]))
    func `every line begins with its level as the journal counts`(level: Logger.Level, number: Int) {
        #expect(JournalLogHandler.line(level, "a", [:]) == "<\(number)>a\n")
    }

    @Test func `facts follow the message, sorted, and nothing makes a second line`() {
        let line = JournalLogHandler.line(.error, "failed\n<2>forged", ["b": "2", "a": "1\n<0>x"])
        #expect(line == "<3>failed <2>forged a=1 <0>x b=2\n")
    }
}
