import MediaTypes
import Testing

@testable import Events

@Suite struct NumberFormatTests {
    @Test(arguments: [
        (0.07, "0.07"), (0.81118, "0.8112"), (1.0, "1.0"), (0.0, "0.0"), (0.00004, "0.0"), (0.99996, "1.0"),
        (0.00005, "0.0001"),
    ])
    func `scores have one to four decimals`(_ value: Double, _ text: String) {
        #expect(JSONValue.score(value) == .number(text))
    }

    @Test(arguments: [(-31.24, "-31.2"), (-31.25, "-31.3"), (0.0, "0.0"), (-0.04, "0.0"), (-100.0, "-100.0")])
    func `levels have exactly one decimal`(_ value: Double, _ text: String) {
        #expect(JSONValue.fixed(value, places: 1) == .number(text))
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300])
    func `what has no decimal text is null`(_ value: Double) {
        #expect(JSONValue.fixed(value, places: 1) == .null)
    }

    @Test(arguments: [
        (MediaTime(seconds: 8121), "8121.0"), (MediaTime(1, TimeBase(1, 3)), "0.333333"),
        (MediaTime(8_121_250, .milliseconds), "8121.25"), (MediaTime(-1, .microseconds), "-0.000001"),
        (MediaTime(1_001, TimeBase(1, 30_000)), "0.033367"),
    ])
    func `seconds have one to six decimals`(_ time: MediaTime, _ text: String) {
        #expect(JSONValue.seconds(time) == .number(text))
    }

    @Test(arguments: [
        ("8121.0", 8_121_000_000), ("0.333333", 333_333), ("-0.000001", -1), ("-2.5", -2_500_000),
        ("1e3", 1_000_000_000),
        ("0.1234567", 123_457), ("7", 7_000_000),
    ])
    func `seconds are read to the microsecond`(_ text: String, _ microseconds: Int64) {
        #expect(Decimal.microseconds(text) == microseconds)
    }

    @Test(arguments: ["1e13", "-99999999999999999999", "1e999"])
    func `seconds beyond reason are refused`(_ text: String) {
        #expect(Decimal.microseconds(text) == nil)
    }
}
