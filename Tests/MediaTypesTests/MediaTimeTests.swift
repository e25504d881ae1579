import MediaTypes
import Testing

@Suite struct MediaTimeTests {
    @Test func `rescaling rounds to the nearest tick, halves away from zero`() {
        #expect(MediaTime(1, TimeBase(1, 90_000)).rescaled(to: .milliseconds).ticks == 0)
        #expect(MediaTime(45, TimeBase(1, 90_000)).rescaled(to: .milliseconds).ticks == 1)
        #expect(MediaTime(-45, TimeBase(1, 90_000)).rescaled(to: .milliseconds).ticks == -1)
        #expect(MediaTime(-44, TimeBase(1, 90_000)).rescaled(to: .milliseconds).ticks == 0)
    }

    @Test func `rescaling survives products wider than 64 bits`() {
        let time = MediaTime(Int64.max / 4, TimeBase(1, 1_000_000_000))
        #expect(time.rescaled(to: .microseconds).ticks == (Int64.max / 4 + 500) / 1_000)
    }

    @Test func `the whole second rounds towards minus infinity`() {
        #expect(MediaTime(-1, .milliseconds).wholeSecond == -1)
        #expect(MediaTime(-1_000, .milliseconds).wholeSecond == -1)
        #expect(MediaTime(999, .milliseconds).wholeSecond == 0)
    }

    @Test func `times of different time bases compare exactly`() {
        #expect(MediaTime(1, TimeBase(1, 3)) < MediaTime(334, .milliseconds))
        #expect(MediaTime(1, TimeBase(1, 3)) > MediaTime(333, .milliseconds))
        #expect(MediaTime(3_000, TimeBase(1, 90_000)) == MediaTime(1, TimeBase(1, 30)))
    }
}
