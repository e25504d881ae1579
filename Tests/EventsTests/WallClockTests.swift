import Events
import Testing

@Suite struct WallClockTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (1_709_251_199_999, "2024-02-29T23:59:59.999Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (1_795_379_800_250, "2026-11-22T20:36:40.250Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
    ])
    func `an instant is printed as UTC and read back`(_ milliseconds: Int64, _ text: String) {
        #expect(WallClock(milliseconds: milliseconds).text == text)
        #expect(WallClock(parsing: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        ("2026-11-22T21:36:40.25+01:00", 1_795_379_800_250), ("2026-11-22 20:36:40Z", 1_795_379_800_000),
        ("2026-11-22t15:06:40.2509999-0530", 1_795_379_800_250),
    ])
    func `offsets and other fractions are understood`(_ text: String, _ milliseconds: Int64) {
        #expect(WallClock(parsing: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: ["", "now", "2026-13-01T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T20:36:40", "2026-11-22"])
    func `anything else is no instant`(_ text: String) {
        #expect(WallClock(parsing: text) == nil)
    }

    @Test func `instants outside four-digit years are printed as the nearest inside`() {
        #expect(WallClock(milliseconds: .max).text == "9999-12-31T23:59:59.999Z")
        #expect(WallClock(milliseconds: .min).text == "0000-01-01T00:00:00.000Z")
    }
}
