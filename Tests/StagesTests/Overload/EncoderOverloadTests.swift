import Events
import MediaTypes
import Testing

@testable import Stages

/// An encoder that takes some seconds over a second of 25 pictures, in virtual time; the analysis keeps up.
private struct SimulatedEncoder {
    private(set) var kept: [Int] = []
    private(set) var changes: [OverloadChange] = []
    private(set) var longestWait = 0.0
    private var control: OverloadControl
    private var free = 0.0
    private var writing: [(key: SnippetKey, pictures: Int, end: Double)] = []

    init(_ limits: OverloadLimits) {
        control = OverloadControl(limits)
    }

    mutating func run(seconds: Int, pace: (Int) -> Double) {
        for second in 0..<seconds {
            let key = SnippetKey(epoch: 0, index: kept.count), now = Double(kept.count)
            while let first = writing.first, first.end <= now {
                let time = pace(second) / 25 * Double(first.pictures)
                control.record(first.key, pictures: first.pictures, taking: .seconds(time))
                writing.removeFirst()
            }
            let decision = control.decide(key, pictures: 25, at: .seconds(now))
            control.finish(through: key, at: .seconds(now))
            changes += decision.changes
            let pictures = 24 / decision.pictureStep + 1
            free = max(free, now) + pace(second) / 25 * Double(pictures)
            longestWait = max(longestWait, free - now)
            writing.append((key, pictures, free))
            kept.append(pictures)
        }
    }
}

@Suite struct EncoderOverloadTests {
    private static let limits = OverloadLimits(
        analysis: 12, labels: .seconds(11), encoder: .seconds(9.6), stride: 1, fixedLookAhead: nil, writesVideo: true)

    @Test func `an encoder that keeps up loses no picture`() {
        var encoder = SimulatedEncoder(Self.limits)
        encoder.run(seconds: 900) { _ in 0.95 }
        #expect(encoder.kept.allSatisfy { $0 == 25 })
        #expect(encoder.changes.isEmpty)
    }

    @Test(arguments: [1.3, 2.0, 4.0]) func `an encoder too slow is given as many pictures as it can take`(pace: Double)
    {
        var encoder = SimulatedEncoder(Self.limits)
        encoder.run(seconds: 900) { _ in pace }
        #expect(encoder.longestWait < 12 + pace)
        #expect(Double(encoder.kept.reduce(0, +)) > 900 * 25 / pace * 0.8)
        #expect(encoder.kept.allSatisfy { $0 >= 1 })
        #expect(encoder.changes.map(\.shed) == [.pictures])
    }

    @Test func `all pictures are kept again once the encoder keeps up`() {
        var encoder = SimulatedEncoder(Self.limits)
        encoder.run(seconds: 300) { $0 < 100 ? 2 : 0.4 }
        #expect(encoder.changes.map(\.isActive) == [true, false])
        #expect(encoder.kept.suffix(150).allSatisfy { $0 == 25 })
    }
}
