import Foundation
import MediaTypes
import TestSupport
import Testing

@testable import Snippets

/// Pieces of 20 ms, named by their number, at times given in milliseconds.
private struct Pieces {
    var continuity = SoundContinuity<Int>()
    private var count = 0

    /// Where the pieces stand that settle, by number.
    mutating func add(_ times: Int64...) -> [Int: Int64] {
        var placed: [Int: Int64] = [:]
        for time in times {
            let settled = continuity.add(count, at: ms(time), lasting: ms(20))
            count += 1
            for item in settled { placed[item.piece] = item.time.rescaled(to: .milliseconds).ticks }
        }
        return placed
    }
}

private func ms(_ ticks: Int64) -> MediaTime { MediaTime(ticks, .milliseconds) }

@Suite struct SoundContinuityTests {
    @Test func `sound a little late or early follows the sound before it`() {
        var pieces = Pieces()
        #expect(pieces.add(0, 40, 41, 20, 99) == [0: 0, 1: 20, 2: 40, 3: 60, 4: 80])
    }

    @Test func `sound further off waits, and follows where the clock comes back`() {
        var pieces = Pieces()
        #expect(pieces.add(0, 45) == [0: 0])
        #expect(pieces.add(65) == [:])
        #expect(pieces.add(60) == [1: 20, 2: 40, 3: 60])
        #expect(pieces.continuity.endRun().isEmpty)
    }

    @Test func `sound that stays away stands where its times say`() {
        var pieces = Pieces()
        let times = (0..<23).map { Int64(45 + 20 * $0) }
        var placed = pieces.add(0)
        for time in times { placed.merge(pieces.add(time)) { first, _ in first } }
        #expect(placed[1] == 45 && placed[2] == 65 && placed.count > 20)
    }

    @Test func `a jump stands by its times at once, and what is held when a run ends does too`() {
        var pieces = Pieces()
        #expect(pieces.add(0, 700, 720) == [0: 0, 1: 700, 2: 720])
        #expect(pieces.add(790) == [:])
        #expect(pieces.continuity.openEnd == ms(1_310))
        #expect(pieces.continuity.endRun().map(\.time) == [ms(790)])
        #expect(pieces.continuity.openEnd == nil)
    }

    @Test(arguments: ["aac", "pcm_s16le"], [CutOptions.RecordedForm.packets, .frames])
    func `what is recorded of a jittering track runs on without a gap, as what is heard does`(
        codec: String, form: CutOptions.RecordedForm
    ) throws {
        let media = try SyntheticMedia()
        let path = try media.make(
            "jitter.mkv", "-f lavfi -i sine=sample_rate=48000:duration=3 -c:a \(codec)",
            "-bsf:a setts=ts='TS+22*eq(mod(N,5),3)'")
        let run = try CutRun(path) { $1.soundForm = form }
        let sound = run.snippets.flatMap(\.recording.sound)
        let steps = zip(sound, sound.dropFirst()).map { ($1.time - $0.time).seconds }
        #expect(sound.count > 100 && steps.allSatisfy { abs($0 - 1024 / 48_000.0) < 0.001 })
        #expect(run.snippets.allSatisfy { $0.missing == 0 && $0.trimmed == 0 })
    }

    @Test func `packets of another rate than the container tells of last as long as what is heard of them`() throws {
        let media = try SyntheticMedia()
        let tone = "-f lavfi -i sine=duration=2 -c:a aac -ac 1"
        let first = try media.make("first.ts", "\(tone) -ar 44100")
        let second = try media.make("second.ts", "\(tone) -ar 48000 -output_ts_offset 2")
        let joined = media.path("joined.ts")
        let bytes = try [first, second].map { try Data(contentsOf: URL(filePath: $0)) }
        try (bytes[0] + bytes[1]).write(to: URL(filePath: joined))
        func end(_ form: CutOptions.RecordedForm) throws -> Double {
            let sound = try CutRun(joined) { $1.soundForm = form }.snippets.flatMap(\.recording.sound)
            return try #require(sound.last).time.seconds
        }
        #expect(try abs(end(.packets) - end(.frames)) < 0.005)
    }
}
