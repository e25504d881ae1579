package import MediaTypes

/// The picture of a snippet that the network sees.
package struct KeyFrame: Sendable, Equatable {
    /// Size in displayed orientation, in pixels.
    package var width: Int
    package var height: Int
    /// The picture's own timestamp in the source.
    package var pts: Int64
    package var timeBase: TimeBase

    package init(width: Int, height: Int, pts: Int64, timeBase: TimeBase) {
        self.width = width
        self.height = height
        self.pts = pts
        self.timeBase = timeBase
    }

    var fields: JSONObject {
        JSONObject([
            ("w", .integer(width)), ("h", .integer(height)), ("pts", .integer(pts)), ("time_base", timeBase.value),
        ])
    }

    init(fields: JSONObject) throws(EventError) {
        width = try fields.count("w")
        height = try fields.count("h")
        (pts, timeBase) = try fields.timestamp()
    }
}

extension TimeBase {
    var value: JSONValue { .array([.integer(numerator), .integer(denominator)]) }
}

extension JSONObject {
    /// `pts` and `time_base`, refused where they lie so far out that arithmetic on them could overflow.
    func timestamp(_ key: String = "pts") throws(EventError) -> (pts: Int64, timeBase: TimeBase) {
        let timeBase = try timeBase("time_base")
        let pts: Int64 = try integer(key)
        guard abs(MediaTime(pts, timeBase).seconds) <= 1e12 else {
            throw .field(path: key, problem: "is \(pts), out of range")
        }
        return (pts, timeBase)
    }

    func timeBase(_ key: String) throws(EventError) -> TimeBase {
        let numbers = try array(key).compactMap { element -> Int64? in
            guard case .number(let digits) = element else { return nil }
            return Int64(digits)
        }
        guard numbers.count == 2, try array(key).count == 2, numbers.allSatisfy({ (1...Int64(Int32.max)).contains($0) })
        else { throw .field(path: key, problem: "is no pair of positive 32-bit integers") }
        return TimeBase(numbers[0], numbers[1])
    }
}
