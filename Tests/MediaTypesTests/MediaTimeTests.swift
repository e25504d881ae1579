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

    /// Ticks of containers and codecs, whole seconds among them.
    private static let clocks = [
        TimeBase(1, 1), TimeBase(1, 25), TimeBase(1_001, 30_000), TimeBase(1, 1_000), TimeBase(1, 44_100),
        TimeBase(1, 48_000), TimeBase(1, 90_000), TimeBase(1, 1_000_000), TimeBase(1, 12_288), TimeBase(3, 75),
    ]

    @Test func `a sum of two clocks is exact whichever stands left`() {
        let second = MediaTime(seconds: 1)
        let picture = MediaTime(1, TimeBase(1_001, 30_000))
        #expect(second + picture == MediaTime(31_001, TimeBase(1, 30_000)))
        #expect(picture + second == MediaTime(31_001, TimeBase(1, 30_000)))
        #expect(picture - second == MediaTime(-28_999, TimeBase(1, 30_000)))
        #expect(MediaTime(1, TimeBase(1, 25)) - MediaTime(1, .milliseconds) == MediaTime(39, .milliseconds))
    }

    @Test(arguments: clocks, clocks)
    func `what is added can be taken away again, and order stays`(one: TimeBase, other: TimeBase) {
        let zero = MediaTime(-1_234_567, other)
        let times = (-3...3).map { MediaTime(7_654_321 + $0, one) }
        #expect(times.allSatisfy { $0 + zero - zero == $0 && $0 - zero + zero == $0 && $0 + zero == zero + $0 })
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 - zero < $1 - zero })
    }

    @Test func `a sum on one clock stays on it`() {
        let sum = MediaTime(1, TimeBase(2, 180_000)) + MediaTime(2, TimeBase(2, 180_000))
        #expect(sum.ticks == 3 && sum.timeBase == TimeBase(2, 180_000))
    }

    @Test func `clocks with no common tick of a nanosecond meet on nanoseconds, or on the finer of them`() {
        let third = MediaTime(1, TimeBase(1, 3)) + MediaTime(1, TimeBase(1, 1_000_000_000))
        #expect(third.ticks == 333_333_334 && third.timeBase == TimeBase(1, 1_000_000_000))
        let fine = TimeBase(1, 4_294_967_291)
        #expect((MediaTime(1, TimeBase(1, 2)) + MediaTime(1, fine)).timeBase == fine)
    }

    @Test func `a time too long for its clock becomes the longest it can count`() {
        let long = MediaTime(.max, TimeBase(1, 1_000))
        #expect(long.rescaled(to: .microseconds).ticks == .max)
        #expect((long + long).ticks == .max)
        #expect((MediaTime(.min, .milliseconds) - long).ticks == .min)
        #expect(MediaTime(.min, .milliseconds).magnitude.ticks == .max)
        #expect(MediaTime(.min, .milliseconds) < MediaTime(.min + 1, .milliseconds))
    }
}
